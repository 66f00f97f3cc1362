import { expect, it } from 'vitest';
import type { WayToPay } from '@edu/client';
import { chosenWay, waysFor, waysHere, type Way } from './ways.ts';

const none = {
  ...{ name: null, asksPhone: false, countries: [], rest: null, takesPrice: true },
  ...{ currencies: [], restCurrencies: [] },
};
const CARD: Way = { ...none, psp: 'cards', kind: 'card' };
const APP: Way = { ...none, psp: 'app', kind: 'redirect', name: 'App' };

it('offers what this page can do, in the order in which it is proposed', () => {
  const later: WayToPay = { ...none, psp: 'chip', kind: 'implant' as never };
  const byPhone: WayToPay = { ...none, psp: 'momo', kind: 'push', asksPhone: true };
  expect(waysHere([APP, later, byPhone, CARD])).toEqual([APP, byPhone, CARD]);
});

it('offers what takes the rest where credit pays first, and what takes the price where it does not', () => {
  const rest = { amount: 1_000, currency: 'XOF' } as const;
  const small: Way = { ...APP, psp: 'small', rest, takesPrice: false };
  const both: Way = { ...APP, psp: 'both', rest };
  expect(waysFor([CARD, small, both], true)).toEqual([small, both]);
  expect(waysFor([CARD, small, both], false)).toEqual([CARD, both]);
});

it('offers the other money of what there is to pay', () => {
  const rest = { amount: 1_000, currency: 'XOF' } as const;
  const card: Way = { ...CARD, rest, currencies: ['EUR', 'USD'], restCurrencies: ['EUR'] };
  expect(waysFor([card], true)[0]!.currencies).toEqual(['EUR']);
  expect(waysFor([card], false)[0]!.currencies).toEqual(['EUR', 'USD']);
});

it('shows the payer’s choice, else the way of the open payment, else the one that is proposed', () => {
  expect(chosenWay([CARD, APP], 'app', 'cards')).toBe(APP);
  expect(chosenWay([CARD, APP], undefined, 'app')).toBe(APP);
  expect(chosenWay([CARD, APP], undefined, undefined)).toBe(CARD);
  expect(chosenWay([CARD, APP], 'gone', 'gone too')).toBe(CARD);
  expect(chosenWay([], 'app')).toBeUndefined();
});
