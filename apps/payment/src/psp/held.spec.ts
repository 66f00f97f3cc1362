import { expect, it } from 'vitest';
import { addUp, HeldAmount, heldOf } from './held.ts';

it.each([
  ['10245', 'XOF', 10_245n, 'XOF'],
  ['10245.00', 'xaf', 10_245n, 'XAF'],
  ['-50.0', 'XOF', -50n, 'XOF'],
  ['-0.50', 'EUR', -50n, 'EUR'],
  ['21798.03', 'ZMW', 2_179_803n, 'ZMW'],
  [12.5, 'EUR', 1_250n, 'EUR'],
])('reads %s %s', (text, currency, amount, code) => {
  expect(heldOf(HeldAmount.parse(text), currency)).toEqual({ amount, currency: code });
});

it('reads nothing else', () => {
  for (const text of ['', 'NaN', '1e3', '1,000', '--1', null, Infinity]) {
    expect(HeldAmount.safeParse(text).success).toBe(false);
  }
});

it('adds up each currency by itself', () => {
  const sums = [heldOf('5', 'XOF'), heldOf('7', 'XAF'), heldOf('-2', 'XOF')];
  expect(addUp(sums)).toEqual([heldOf('3', 'XOF'), heldOf('7', 'XAF')]);
});
