import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  earned,
  earnings,
  order,
  paidMore,
  wentBack,
  wentBackUnasked,
  type LessonMoney,
  type Share,
} from './lesson.money.ts';

const FIRST: LessonMoney = { paid: 5_000, refundOrdered: 0, refunded: 0 };
const sourceOf = (bookingId: string) => ({ bookingId, paymentId: `payment of ${bookingId}` });
const [A, B] = [sourceOf('a'), sourceOf('b')];
const dearer = paidMore(paidMore(FIRST, { amount: 2_000, of: A }), { amount: 1_000, of: B });

it('what goes back is of the latest payment first, and each earns what is left of it', () => {
  expect(earned(dearer)).toBe(8_000);
  const { data, shares } = order(dearer, 2_500);
  expect(shares).toEqual([
    { amount: 1_000, of: B },
    { amount: 1_500, of: A },
  ]);
  expect(earnings(data)).toEqual([{ amount: 5_000 }, { amount: 500, of: A }]);
});

it('money that was sent back without an order is not there to go back again', () => {
  const { data, shares } = order(wentBack(dearer, 1_000, B.bookingId), 8_000);
  expect(shares).toEqual([{ amount: 2_000, of: A }, { amount: 5_000 }]);
  expect(earned(data)).toBe(0);
});

it('knows whether a difference that went back was asked for', () => {
  expect(wentBackUnasked(wentBack(dearer, 1_000, B.bookingId), B.bookingId)).toBe(true);
  const { data } = order(dearer, 1_000);
  expect(wentBackUnasked(wentBack(data, 1_000, B.bookingId), B.bookingId)).toBe(false);
  expect(wentBackUnasked(dearer, B.bookingId)).toBe(false);
});

it('never gives back nor pays more of a payment than it was, whatever is asked for', () => {
  type Happening =
    | { readonly is: 'order'; readonly wish: number }
    | { readonly is: 'more'; readonly amount: number }
    | { readonly is: 'back'; readonly amount: number; readonly of: number };
  const amount = fc.integer({ min: 0, max: 9_000 });
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    fc.record({ is: fc.constant('order' as const), wish: amount }),
    fc.record({ is: fc.constant('more' as const), amount: fc.integer({ min: 1, max: 5_000 }) }),
    fc.record({ is: fc.constant('back' as const), amount, of: fc.nat(4) }),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 15 }), (happenings) => {
      let money = FIRST;
      const paid = new Map<string | undefined, number>([[undefined, FIRST.paid]]);
      const ordered: Share[] = [];
      for (const next of happenings) {
        if (next.is === 'more') {
          const of = sourceOf(String(paid.size));
          paid.set(of.bookingId, next.amount);
          money = paidMore(money, { amount: next.amount, of });
        } else if (next.is === 'back') {
          money = wentBack(money, next.amount, [...paid.keys()].at(next.of % paid.size));
        } else {
          const before = earned(money);
          const { data, shares } = order(money, next.wish);
          const sum = shares.reduce((all, share) => all + share.amount, 0);
          expect(sum).toBe(Math.min(next.wish, before));
          expect(earned(data)).toBe(before - sum);
          ordered.push(...shares);
          money = data;
        }
      }
      const pays = earnings(money);
      expect(pays.reduce((all, share) => all + share.amount, 0)).toBe(earned(money));
      for (const [bookingId, most] of paid) {
        const of = (shares: readonly Share[]) =>
          shares
            .filter((share) => share.of?.bookingId === bookingId)
            .reduce((all, share) => all + share.amount, 0);
        expect(of(ordered) + of(pays)).toBeLessThanOrEqual(most);
      }
    }),
  );
});
