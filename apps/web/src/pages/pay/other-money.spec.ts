import { expect, it } from 'vitest';
import { otherMoney } from './use-other-money.ts';
import type { Way } from './ways.ts';

const CARD: Pick<Way, 'currencies'> = { currencies: ['EUR', 'USD'] };

it('takes other money as the payer chooses, else as the open payment has it', () => {
  expect(otherMoney(CARD, 'USD', 'EUR')).toBe('USD');
  expect(otherMoney(CARD, undefined, 'EUR')).toBe('EUR');
  expect(otherMoney(CARD, undefined, undefined)).toBeUndefined();
});

it('is the price itself where its money is chosen, or the way takes no other', () => {
  expect(otherMoney(CARD, 'XOF', 'EUR')).toBeUndefined();
  expect(otherMoney({ currencies: [] }, 'EUR')).toBeUndefined();
  expect(otherMoney(undefined, 'EUR')).toBeUndefined();
});
