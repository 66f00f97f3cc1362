import { describe, expect, it } from 'vitest';
import { atAddress, codeDigits, codeSent, resendRefused, resumed } from './code-flow.ts';

const NOW = Date.parse('2026-11-26T10:00:00Z');
const sent = (verificationId: string) => ({
  verificationId,
  channel: 'sms' as const,
  expiresAt: '2026-11-26T10:10:00Z',
});
const phone = { channel: 'sms', phone: '+2250701020304' } as const;
const email = { channel: 'email', email: 'awa@example.com' } as const;

describe('the steps to a code', () => {
  it('lead from the address to the code, and back', () => {
    const flow = codeSent(atAddress, sent('1'), phone, NOW);
    expect(flow).toMatchObject({ step: 'code', verificationId: '1', address: phone, count: 1 });
    expect(flow).toMatchObject({ resendAt: NOW + 30_000, endsAt: NOW + 600_000 });
  });

  it('ask for more patience with each code, as the API takes three in ten minutes', () => {
    let flow = codeSent(atAddress, sent('1'), phone, NOW);
    const pauses = [2, 3, 4].map((n) => {
      flow = codeSent(flow, sent(String(n)), phone, NOW);
      return flow.step === 'code' && flow.resendAt - NOW;
    });
    expect(pauses).toEqual([60_000, 600_000, 600_000]);
  });

  it('count anew for another address', () => {
    const first = codeSent(atAddress, sent('1'), phone, NOW);
    const other = codeSent(first, sent('2'), email, NOW);
    expect(other).toMatchObject({ count: 1, resendAt: NOW + 30_000, verificationId: '2' });
  });

  it('wait as long as the API says when it sends no more', () => {
    const flow = codeSent(atAddress, sent('1'), phone, NOW);
    expect(resendRefused(flow, 600, NOW)).toMatchObject({ resendAt: NOW + 600_000 });
    expect(resendRefused(flow, 5, NOW)).toMatchObject({ resendAt: NOW + 30_000 });
    expect(resendRefused(atAddress, 5, NOW)).toBe(atAddress);
  });

  it('go on after a reload while the code may be good', () => {
    const flow = codeSent(atAddress, sent('1'), phone, NOW);
    expect(resumed(flow, NOW + 599_999)).toBe(flow);
    expect(resumed(flow, NOW + 600_000)).toBe(atAddress);
    expect(resumed(atAddress, NOW)).toBe(atAddress);
  });
});

describe('a code', () => {
  it.each(['123456', ' 123 456 ', '123-456', '123\u2011456', '１２３４５６'])(
    'may be pasted as %j',
    (typed) => {
      expect(codeDigits(typed)).toBe('123456');
    },
  );

  it('stays wrong when it is wrong', () => {
    expect(codeDigits('12a456')).toBe('12a456');
  });
});
