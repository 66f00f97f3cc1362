import { expect, it } from 'vitest';
import { minorUnits } from './minor-units.ts';

it.each([
  ['7,63', 'EUR', 763],
  ['1.1', 'USD', 110],
  ['4990', 'XOF', 4_990],
  ['5000', undefined, 5_000],
] as const)('reads %s of %s', (typed, currency, minor) => {
  expect(minorUnits(typed, currency)).toBe(minor);
});

it('rounds nothing that nobody asked it to: half a franc is refused, and not another franc', () => {
  expect(minorUnits('4990.5', 'XOF')).toBe(4_990.5);
});
