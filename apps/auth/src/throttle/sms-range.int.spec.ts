import { authErrors, authRpc } from '@edu/contracts-auth';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Address } from '../account/account.domain.ts';
import { newEmail, startAuth, type TestAuth } from '../auth.harness.ts';

const HOUR = 3_600_000;
const refused = { code: authErrors.smsRangeFull.code, status: 429 };

let auth: TestAuth;
let block = 1_000;
beforeAll(async () => {
  auth = await startAuth({ replicas: 2, env: { SMS_DAILY_MAX_PER_COUNTRY: '400' } });
});
afterAll(() => auth.stop());
beforeEach(() => {
  auth.advance(25 * HOUR);
  block++;
});

/** The numbers of one block, of which there are ten thousand. */
const inBlock = (subscriber: number, of = block): Address => ({
  channel: 'sms',
  phone: `+22507${of}${String(subscriber).padStart(4, '0')}`,
});
let networks = 0;
/** From a network that nobody has come from before. */
const ask = (address: Address, client = `network ${networks++}`) =>
  auth.call(authRpc.loginCode, { address }, { client });

async function outcomes(calls: Promise<unknown>[]) {
  const results = await Promise.allSettled(calls);
  const sent = results.filter(({ status }) => status === 'fulfilled').length;
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject(refused);
  }
  return { sent, refused: results.length - sent };
}

describe('codes by SMS to a block of numbers', () => {
  it('are twenty an hour, exactly, from however many networks at once; other ways go on', async () => {
    const before = auth.sent.length;
    const calls = Array.from({ length: 40 }, (_, n) => ask(inBlock(n)));
    expect(await outcomes(calls)).toEqual({ sent: 20, refused: 20 });
    expect(auth.sent.length - before).toBe(20);
    await ask(inBlock(1, block + 5_000));
    await ask(newEmail());
    auth.advance(HOUR);
    await ask(inBlock(9_999));
  });

  it('are sixty a day', async () => {
    let sent = 0;
    for (let hour = 0; hour < 5; hour++, auth.advance(HOUR)) {
      const calls = Array.from({ length: 20 }, (_, n) => ask(inBlock(100 * hour + n)));
      sent += (await outcomes(calls)).sent;
    }
    expect(sent).toBe(60);
    auth.advance(24 * HOUR);
    await ask(inBlock(0));
  });

  it('are refused to known and unknown numbers alike, with other ways in', async () => {
    const known = inBlock(9_000);
    await auth.signUp(known);
    await outcomes(Array.from({ length: 19 }, (_, n) => ask(inBlock(n))));
    const answers = [];
    for (const address of [known, inBlock(9_001)]) {
      answers.push(await ask(address).catch((error: unknown) => error));
      const registration = { role: 'student', displayName: 'Afi', address } as const;
      const options = { client: `network ${networks++}` };
      answers.push(
        await auth.call(authRpc.register, registration, options).catch((error: unknown) => error),
      );
    }
    const wire = answers.map((error) => (error as { toWire(): object }).toWire());
    expect(wire).toEqual(Array(4).fill(wire[0]));
    expect(answers[0]).toMatchObject({ ...refused, retryAfter: 3_600 });
    expect(authErrors.smsRangeFull.detail).toMatch(/e-mail address or a passkey/);
  });

  it('go on to somebody who comes from where they have signed in', async () => {
    const [mine, home] = [inBlock(9_000), 'the owner at home'];
    const registration = { role: 'student', displayName: 'Afi', address: mine } as const;
    const { verificationId } = await auth.call(authRpc.register, registration, { client: home });
    const input = { verificationId, code: auth.lastCode(mine) };
    await auth.call(authRpc.verify, input, { client: home });
    await outcomes(Array.from({ length: 30 }, (_, n) => ask(inBlock(n))));
    await ask(mine, home);
    await expect(ask(mine)).rejects.toMatchObject(refused);
  });
});

it('what is refused and what is spent is shown to who watches', async () => {
  const registry = auth.instances[0]!.app.get(Registry, { strict: false });
  for (let n = 0; n < 5; n++) {
    await outcomes(Array.from({ length: 22 }, (_, m) => ask(inBlock(m, block + 6_000 + n))));
  }
  const page = () => registry.metrics();
  await expect.poll(page).toMatch(/edu_sms_budget_used_ratio\{budget="CI"[^}]*\} 0\.25\n/);
  expect(await page()).toMatch(/edu_sms_budget_used_ratio\{budget="all"[^}]*\} 0\.005\n/);
  expect(await page()).toMatch(/edu_throttled_total\{limit="sms-range"[^}]*\} [1-9]/);
});
