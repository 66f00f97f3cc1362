import { newId } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { PspUncertain } from '../psp.ts';
import { isOfNothing, readTransaction, State } from './cinetpay.domain.ts';
import { operatorOf } from './operators.ts';
import {
  readTransfer,
  toCinetpayPayout,
  toTransferNotice,
  transferOf,
} from './transfers.domain.ts';

const payoutId = newId();
const ref = transferOf(payoutId, `payout:${payoutId}`);
const state = (more: object = {}) =>
  State.parse({ code: 100, status: 'SUCCESS', amount: '4500', currency: 'XOF', ...more });

describe('the id of a transfer', () => {
  it('says which payout it is, and is no payment’s', () => {
    expect(ref).toMatch(/^[A-Z\d-]{1,30}$/);
    expect(readTransfer(ref)).toBe(payoutId);
    expect(readTransaction(ref)).toBeNull();
    expect(transferOf(payoutId, `payout:${payoutId}`)).toBe(ref);
    expect(transferOf(payoutId, `payout:${payoutId}:1`)).not.toBe(ref);
  });

  it.each(['', 'T-', 'TR-001', ref.toLowerCase(), `${ref}0`, `T-${'Z'.repeat(27)}`])(
    'is not %s',
    (other) => {
      expect(readTransfer(other)).toBeNull();
      expect(toTransferNotice(other, 'digest')).toBeNull();
    },
  );
});

describe('a transfer', () => {
  it.each([
    ['SUCCESS', 'succeeded'],
    ['FAILED', 'failed'],
    ['INSUFFICIENT_BALANCE', 'failed'],
    ['PENDING', 'pending'],
    ['INITIATED', 'pending'],
    // Nobody says that these are final, and money that has left comes back from nobody.
    ['USER_NOT_FOUND', 'pending'],
    ['EXPIRED', 'pending'],
    ['ON_HOLD', 'pending'],
  ])('that is %s is %s', (status, expected) => {
    expect(toCinetpayPayout(ref, state({ status }), 'XOF')).toEqual({
      ...{ ref, payoutId, status: expected, sum: { amount: 4_500n, currency: 'XOF' } },
      failureReason: expected === 'failed' ? status : null,
    });
  });

  it('that does not say how much is not known', () => {
    expect(() => toCinetpayPayout(ref, state({ amount: null }), 'XOF')).toThrow(PspUncertain);
  });

  it('that nobody has is known by its code or its word', () => {
    expect(isOfNothing({ code: '404', status: 'NOT_FOUND' })).toBe(true);
    expect(isOfNothing({ code: '200', status: 'NOT_FOUND' })).toBe(true);
    expect(isOfNothing({ code: '2002', status: 'PENDING' })).toBe(false);
  });
});

it.each([
  ['+2250701020304', 'CI', 'OM_CI'],
  ['+2250501020304', 'CI', 'MTN_CI'],
  ['+2250101020304', 'CI', 'MOOV_CI'],
  ['+2252701020304', 'CI', undefined],
  ['+221771234567', 'CI', undefined],
  ['+221771234567', 'SN', 'OM_SN'],
  ['+221761234567', 'SN', 'FREE_SN'],
  ['+237691234567', 'CM', 'OM_CM'],
  ['+237651234567', 'CM', 'MTN_CM'],
  ['+237655123456', 'CM', 'OM_CM'],
  ['+22670123456', 'BF', undefined],
] as const)('%s is paid from an account of %s by %s', (phone, country, method) => {
  expect(operatorOf({ phone }, country)?.method).toBe(method);
});
