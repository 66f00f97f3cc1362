import { newId } from '@edu/contract-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isAbandoned,
  isOfToken,
  isRefusal,
  Notification,
  Opened,
  readTransaction,
  State,
  toCinetpayIntent,
  toNotice,
  transactionOf,
} from './cinetpay.domain.ts';

const paymentId = newId();
const money = { amount: 5_000, currency: 'XOF' } as const;
const ref = transactionOf(paymentId, money, `intent:${paymentId}`);
const state = (more: object = {}) => State.parse({ code: 100, status: 'SUCCESS', ...more });

describe('the id of a payment', () => {
  it('has thirty capitals and digits, and says which payment it is and what it comes to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 500_000 }), fc.nat(35), (fifths, attempt) => {
        const id = newId();
        const amount = fifths * 5;
        const key = attempt === 0 ? `intent:${id}` : `intent:${id}:${attempt}`;
        const transaction = transactionOf(id, { amount, currency: 'XOF' }, key);
        expect(transaction).toMatch(/^[A-Z\d]{30}$/);
        expect(readTransaction(transaction)).toEqual({ paymentId: id, amount: BigInt(amount) });
      }),
    );
  });

  it('is the same of one key, and another of another', () => {
    expect(transactionOf(paymentId, money, `intent:${paymentId}`)).toBe(ref);
    expect(transactionOf(paymentId, money, `intent:${paymentId}:1`)).not.toBe(ref);
    expect(transactionOf(newId(), money, `intent:${paymentId}`)).not.toBe(ref);
  });

  it.each(['', 'ORDER-42', 'Z'.repeat(30), ref.toLowerCase(), `${ref}0`, ref.slice(1)])(
    'is not %s',
    (other) => expect(readTransaction(other)).toBeNull(),
  );
});

describe('a payment', () => {
  it.each([
    ['SUCCESS', 'succeeded'],
    ['ACCEPTED', 'succeeded'],
    ['FAILED', 'canceled'],
    ['REFUSED', 'canceled'],
    ['CANCELED', 'canceled'],
    ['EXPIRED', 'canceled'],
    ['INSUFFICIENT_BALANCE', 'canceled'],
    ['INITIATED', 'pending'],
    ['PENDING', 'pending'],
    ['WAITING_FOR_CUSTOMER', 'pending'],
    // Words of later versions, and those of others.
    ['ON_HOLD', 'pending'],
    ['success', 'pending'],
  ])('that is %s is %s', (status, expected) => {
    const intent = toCinetpayIntent(ref, state({ status }), 'XOF');
    expect(intent).toEqual({
      ...{ ref, paymentId, status: expected, next: null },
      sum: { amount: 5_000n, currency: 'XOF' },
      ...(expected === 'canceled' && { reason: status }),
    });
  });

  it.each([
    [{ amount: 4_000 }, { amount: 4_000n, currency: 'XOF' }],
    [
      { amount: '4000.00', currency: 'xaf' },
      { amount: 4_000n, currency: 'XAF' },
    ],
  ])('that says %j comes to that', (more, sum) => {
    expect(toCinetpayIntent(ref, state(more), 'XOF').sum).toEqual(sum);
  });

  it('of somebody else is none of ours', () => {
    const intent = toCinetpayIntent('ORDER-42', state(), 'XOF');
    expect(intent).toMatchObject({ paymentId: null, sum: { amount: 0n } });
  });

  it.each([
    { code: 100 },
    { status: 'SUCCESS' },
    { code: 100, status: 'SUCCESS', amount: '5 000' },
  ])('that says %j cannot be read', (said) => expect(State.safeParse(said).success).toBe(false));

  it('leads to a page of the web', () => {
    const url = 'javascript:alert(1)';
    expect(Opened.safeParse({ code: 200, status: 'OK', payment_url: url }).success).toBe(false);
  });
});

it('a page on which nobody has begun to pay is given up after a day', () => {
  const day = 24 * 3_600_000;
  const after = (ms: number) => new Date(Date.now() + ms);
  expect(isAbandoned(ref, state({ status: 'INITIATED' }), after(day + 60_000))).toBe(true);
  expect(isAbandoned(ref, state({ status: 'INITIATED' }), after(day - 60_000))).toBe(false);
  expect(isAbandoned(ref, state({ status: 'PENDING' }), after(2 * day))).toBe(false);
  expect(isAbandoned('ORDER-42', state({ status: 'INITIATED' }), after(2 * day))).toBe(false);
});

it.each([
  [{ code: 1_002, status: 'INVALID_TOKEN' }, true, true],
  [{ code: '1003' }, true, true],
  [{ code: 200, status: 'OK', details: { status: 'EXPIRED_TOKEN' } }, true, false],
  [{ code: 1_004, status: 'INVALID_PARAMS' }, false, true],
  [{ code: 100, status: 'SUCCESS' }, false, false],
  [{ code: 2_001, status: 'INITIATED' }, false, false],
])('the answer %j is of the token: %s, a refusal: %s', (answer, ofToken, refuses) => {
  const code = String(answer.code);
  expect(isOfToken({ ...answer, code })).toBe(ofToken);
  expect(isRefusal({ code })).toBe(refuses);
});

it('takes of a notification no more than which payment to ask about', () => {
  const said = { merchant_transaction_id: ref, notify_token: 'x', status: 'SUCCESS', amount: 1 };
  expect(toNotice(Notification.parse(said), 'digest')).toEqual({
    eventId: `payment:${ref}:digest`,
    type: 'payment.notified',
    about: { kind: 'payment', ref },
    unsignedOf: paymentId,
  });
  for (const id of ['Z'.repeat(30), 'ORDER-42']) {
    expect(toNotice({ merchant_transaction_id: id }, 'digest')).toBeNull();
  }
  for (const bad of [{}, { merchant_transaction_id: 'Z'.repeat(31) }, [], null]) {
    expect(Notification.safeParse(bad).success).toBe(false);
  }
});
