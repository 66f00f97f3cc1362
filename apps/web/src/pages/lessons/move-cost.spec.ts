import { expect, it } from 'vitest';
import { costAt } from './move-cost.ts';

const paid = { amount: 5_000, currency: 'XOF' } as const;
const lesson = {
  ...{ state: 'confirmed' as const, price: paid },
  ...{ startsAt: '2026-11-24T10:00:00.000Z', endsAt: '2026-11-24T11:00:00.000Z' },
};
const missed = { ...lesson, state: 'no_show' as const };
const dearer = { ...paid, amount: 6_000 };

it('a lesson that is moved costs what is asked, in the money that was paid', () => {
  const cheaper = { ...paid, amount: 3_000 };
  expect(costAt(lesson, 60, cheaper)).toEqual(cheaper);
  expect(costAt(lesson, 60, paid)).toEqual(paid);
  expect(costAt(lesson, 60, dearer)).toEqual(dearer);
  expect(costAt(lesson, 60, { amount: 1, currency: 'EUR' })).toBeUndefined();
});

it('one whose teacher did not come costs what was paid, and a longer one what is asked', () => {
  expect(costAt(missed, 60, dearer)).toEqual(paid);
  expect(costAt(missed, 30, { amount: 1, currency: 'EUR' })).toEqual(paid);
  expect(costAt(missed, 90, dearer)).toEqual(dearer);
  expect(costAt(missed, 90, { amount: 1, currency: 'EUR' })).toBeUndefined();
  expect(costAt(missed, 30, { ...paid, amount: 3_000 })).toMatchObject({ amount: 3_000 });
});
