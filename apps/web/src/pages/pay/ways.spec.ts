import { expect, it } from 'vitest';
import type { WayToPay } from '@edu/client';
import { chosenWay, waysHere, type Way } from './ways.ts';

const none = { name: null, asksPhone: false, countries: [], rest: null, currencies: [] };
const CARD: Way = { ...none, psp: 'cards', kind: 'card' };
const APP: Way = { ...none, psp: 'app', kind: 'redirect', name: 'App' };

it('offers what this page can do, in the order in which it is proposed', () => {
  const later: WayToPay = { ...none, psp: 'chip', kind: 'implant' as never };
  const byPhone: WayToPay = { ...none, psp: 'momo', kind: 'push', asksPhone: true };
  expect(waysHere([APP, later, byPhone, CARD])).toEqual([APP, byPhone, CARD]);
});

it('shows the payer’s choice, else the way of the open payment, else the one that is proposed', () => {
  expect(chosenWay([CARD, APP], 'app', 'cards')).toBe(APP);
  expect(chosenWay([CARD, APP], undefined, 'app')).toBe(APP);
  expect(chosenWay([CARD, APP], undefined, undefined)).toBe(CARD);
  expect(chosenWay([CARD, APP], 'gone', 'gone too')).toBe(CARD);
  expect(chosenWay([], 'app')).toBeUndefined();
});
