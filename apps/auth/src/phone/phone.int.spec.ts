import { authErrors, authRpc } from '@edu/contracts-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEmail, newPhone, startAuth, type TestAuth } from '../auth.harness.ts';
import type { Address } from '../account/account.domain.ts';

const code = (problem: { code: string }) => ({ code: problem.code });
const sms = (phone: string): Address => ({ channel: 'sms', phone });

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth({ env: { SMS_DAILY_MAX: '12', SMS_DAILY_MAX_PER_COUNTRY: '8' } });
});
afterAll(() => auth.stop());

const ask = (phone: string) => auth.call(authRpc.loginCode, { address: sms(phone) });

it('one line is one account, in its old form and in its new one', async () => {
  const [old, present] = [sms('+22997123456'), sms('+2290197123456')];
  const { verificationId } = await auth.call(authRpc.register, {
    role: 'student',
    displayName: 'Afi',
    address: old,
  });
  const { user } = await auth.call(authRpc.verify, {
    verificationId,
    code: auth.lastCode(present),
  });
  expect(user.phone).toBe('+2290197123456');
  await auth.call(authRpc.loginCode, { address: old });
  expect(auth.lastMessage(present)).toMatchObject({ kind: 'code', purpose: 'login' });
});

it.each([
  ['an old form', '+22507010203', authErrors.oldPhone],
  ['no phone', '+9991234567', authErrors.badPhone],
  ['a premium rate', '+19005551234', authErrors.badPhone],
  ['a satellite', '+881612345678', authErrors.badPhone],
  ['a country that is not served', '+18765551234', authErrors.smsNotOffered],
])('refuses %s, and sends nothing', async (_what, phone, error) => {
  const before = auth.sent.length;
  const address = sms(phone);
  const registration = { role: 'student', displayName: 'Afi', address } as const;
  await expect(auth.call(authRpc.register, registration)).rejects.toMatchObject(code(error));
  await expect(ask(phone)).rejects.toMatchObject({ ...code(error), status: 422 });
  expect(auth.sent).toHaveLength(before);
});

describe('the SMS of a day', () => {
  const ivorian = () => (newPhone() as { phone: string }).phone;
  const senegalese = (n: number) => `+22177${String(n).padStart(7, '0')}`;
  const sent = async (calls: Promise<unknown>[]) => {
    const results = await Promise.allSettled(calls);
    for (const r of results) {
      if (r.status === 'rejected') expect(r.reason).toMatchObject(code(authErrors.smsExhausted));
    }
    return results.filter((r) => r.status === 'fulfilled').length;
  };

  it('are bounded for each country and in all, exactly, and e-mail goes on', async () => {
    auth.advance(24 * 3_600_000);
    expect(await sent(Array.from({ length: 12 }, () => ask(ivorian())))).toBe(8);
    expect(await sent(Array.from({ length: 8 }, (_, n) => ask(senegalese(1_000_000 + n))))).toBe(4);
    await auth.call(authRpc.loginCode, { address: newEmail() });
    auth.advance(24 * 3_600_000);
    expect(await sent([ask(ivorian())])).toBe(1);
  });
});
