import { Secret, TOTP } from 'otpauth';

const ISSUER = 'EduConnect';
const PERIOD_S = 30;
/** Clocks of phones go wrong, and people type slowly. */
const STEPS_OFF = 1;
/** As long as the hash, as RFC 4226 asks. */
const SECRET_BYTES = 20;

export const newSecret = (): Buffer => Buffer.from(new Secret({ size: SECRET_BYTES }).bytes);

/** For an app: SHA-1 and six digits in 30 s, which all of them know. @param label whose account it is */
export function forApp(secret: Buffer, label: string): { secret: string; uri: string } {
  const totp = totpOf(secret, label);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The code of an instant. */
export const codeAt = (secret: Buffer, at: Date): string =>
  totpOf(secret).generate({ timestamp: at.getTime() });

/** @returns the time step that a code is of; undefined when it is of none around now */
export function stepOf(secret: Buffer, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: STEPS_OFF });
  return delta === null ? undefined : Math.floor(timestamp / 1_000 / PERIOD_S) + delta;
}

const totpOf = (secret: Buffer, label = ISSUER): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label,
    secret: Secret.fromHex(secret.toString('hex')),
    period: PERIOD_S,
  });
