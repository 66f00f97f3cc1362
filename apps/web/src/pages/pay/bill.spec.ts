import { expect, it } from 'vitest';
import { billOf, isAtOnce, isFor, searchOf, whatOf } from './bill.ts';

const franc = (amount: number) => ({ amount, currency: 'XOF' as const });
const lesson = (id: string, amount = 5_000) => ({ id, price: franc(amount) });
const paying = (...ids: string[]) => ({
  parts: ids.map((bookingId) => ({ bookingId, amount: franc(5_000), refunded: franc(0) })),
});

it('a bill is the sum of its lessons', () => {
  expect(billOf(lesson('a'), [])).toEqual({ bookingId: 'a', others: [], price: franc(5_000) });
  const bill = billOf(lesson('a'), [lesson('b', 4_000), lesson('c', 3_000)]);
  expect(bill).toEqual({ bookingId: 'a', others: ['b', 'c'], price: franc(12_000) });
});

it('a payment is for a bill when it is for the same lessons, in whatever order', () => {
  const bill = billOf(lesson('a'), [lesson('b')]);
  expect(isFor(bill, paying('b', 'a'))).toBe(true);
  expect(isFor(bill, paying('a'))).toBe(false);
  expect(isFor(bill, paying('a', 'b', 'c'))).toBe(false);
  expect(isFor(bill, paying('a', 'c'))).toBe(false);
  expect([isAtOnce(undefined), isAtOnce(paying('a')), isAtOnce(paying('a', 'b'))]).toEqual([
    ...[false, false, true],
  ]);
});

it('an address says that all is to be paid, or nothing about it', () => {
  expect(whatOf(searchOf(true))).toBe(true);
  for (const search of [searchOf(false), '?what=one', '?redirect_status=failed']) {
    expect(whatOf(search), search).toBeUndefined();
  }
});
