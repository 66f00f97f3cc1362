import { newId } from '@edu/contract-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest-of.ts';
import {
  isAbandoned,
  isTooOldToOrder,
  Notification,
  Opened,
  orderIdOf,
  readRef,
  refOf,
  Refusal,
  State,
  toNotice,
  toOrangeIntent,
} from './orange-money.domain.ts';

const paymentId = newId();
const orderId = orderIdOf(paymentId, `intent:${paymentId}`);
const payToken = '87a9f2f8ebca97bdfd5bb49795f77981f5be1face7b6a543c8a1304d81e4299f';
const named = { paymentId, orderId, amount: 5_000, payToken };
const ref = refOf(named);

describe('the name of a payment', () => {
  it('has at most thirty signs for Orange, and says here all that a question repeats', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.nat(99_999), (amount, attempt) => {
        const id = newId();
        const key = attempt === 0 ? `intent:${id}` : `intent:${id}:${attempt}`;
        const name = orderIdOf(id, key);
        expect(name).toMatch(/^[A-Z\d]{26,30}$/);
        const all = { paymentId: id, orderId: name, amount, payToken };
        expect(readRef(refOf(all))).toEqual(all);
      }),
    );
  });

  it('is another one of another try', () => {
    expect(orderIdOf(paymentId, `intent:${paymentId}:1`)).not.toBe(orderId);
    expect(orderIdOf(newId(), `intent:${paymentId}`)).not.toBe(orderId);
  });

  it.each(['', 'unknown', orderId, `${orderId}.5000`, `${orderId}.x.${payToken}`, ref.slice(1)])(
    'is not %s',
    (other) => expect(readRef(other)).toBeNull(),
  );
});

describe('a payment', () => {
  it.each([
    ['SUCCESS', 'succeeded'],
    ['FAILED', 'canceled'],
    ['EXPIRED', 'canceled'],
    ['INITIATED', 'pending'],
    ['PENDING', 'pending'],
    // Words of later versions, and those of others.
    ['ON_HOLD', 'pending'],
    ['success', 'pending'],
  ])('that is %s is %s', (status, expected) => {
    expect(toOrangeIntent(ref, named, { status }, 'XOF')).toEqual({
      ...{ ref, paymentId, status: expected, next: null },
      sum: { amount: 5_000n, currency: 'XOF' },
      ...(expected === 'canceled' && { reason: status }),
    });
  });

  it.each([{ status: 'SUCCESS' }, { order_id: orderId }, { status: 201, order_id: orderId }])(
    'that says %j cannot be read',
    (said) => expect(State.safeParse(said).success).toBe(false),
  );

  it('leads to a page of the web, with a token that can be repeated', () => {
    const said = { pay_token: payToken, payment_url: 'https://a/b', notif_token: 'd'.repeat(32) };
    expect(Opened.safeParse({ status: 201, message: 'OK', ...said }).success).toBe(true);
    for (const wrong of [{ payment_url: 'javascript:alert(1)' }, { pay_token: 'two words' }]) {
      expect(Opened.safeParse({ ...said, ...wrong }).success).toBe(false);
    }
  });

  it('is refused with a word', () => {
    const said = { code: 24, message: 'Invalid body field', description: 'too long' };
    expect(Refusal.parse(said)).toEqual({ message: 'Invalid body field' });
  });
});

it('is ordered for a quarter of an hour, and given up when no page of it can be paid any more', () => {
  const after = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const unpaid = { status: 'INITIATED', order_id: orderId };
  expect(isTooOldToOrder(paymentId, after(14))).toBe(false);
  expect(isTooOldToOrder(paymentId, after(16))).toBe(true);
  expect(isAbandoned(paymentId, unpaid, after(29))).toBe(false);
  expect(isAbandoned(paymentId, unpaid, after(31))).toBe(true);
  expect(isAbandoned(paymentId, { ...unpaid, status: 'PENDING' }, after(600))).toBe(false);
});

it('takes of a notification no more than by which token it is known', () => {
  const notif_token = 'dd497bda3b250e536186fc0663f32f40';
  const said = { status: 'SUCCESS', notif_token, txnid: 'MP150709.1341.A00073' };
  const notice = {
    ...{ eventId: 'payment:digest', type: 'payment.notified', about: null },
    unsignedBy: digestOf(notif_token),
  };
  expect(toNotice(Notification.parse(said), 'digest')).toEqual(notice);
  expect(toNotice(Notification.parse({ ...said, order_id: orderId }), 'digest')).toEqual(notice);
  for (const bad of [{}, { order_id: orderId }, { notif_token: '' }, [], null]) {
    expect(Notification.safeParse(bad).success).toBe(false);
  }
});
