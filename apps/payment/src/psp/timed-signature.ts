import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds by which a signature's time may differ from ours, either way. */
const TOLERANCE_S = 300;

interface Check {
  /** Each of them may have signed: there are several while one is being replaced. */
  readonly secrets: readonly string[];
  readonly nowS: number;
  /** What stands between the time and the body. */
  readonly separator: string;
}

/** Verifies `t=<seconds>,v1=<hex>[,v1=…]`, HMAC-SHA256 over time, separator and raw bytes. */
export function isSignedInTime(
  rawBody: Buffer,
  header: string,
  { secrets, nowS, separator }: Check,
): boolean {
  const parts = header.split(',').map((part) => part.trim().split('=', 2));
  const times = parts.filter(([name]) => name === 't').map(([, value]) => value ?? '');
  const [time = ''] = times;
  const isInTime =
    times.length === 1 && /^\d{1,12}$/.test(time) && Math.abs(nowS - Number(time)) <= TOLERANCE_S;
  const given = parts
    .filter(([name, value]) => name === 'v1' && /^[0-9a-f]{64}$/.test(value ?? ''))
    .map(([, value]) => Buffer.from(value!, 'hex'));
  // All that can be wrong is looked at before anything is said: a refusal takes as long whatever it is for.
  const expected = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${time}${separator}`).update(rawBody).digest(),
  );
  const isRight = expected.some((digest) =>
    given.some((signature) => timingSafeEqual(signature, digest)),
  );
  return isRight && isInTime;
}
