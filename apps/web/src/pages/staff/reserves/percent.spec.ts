import { expect, it } from 'vitest';
import { bpsOf, percentText } from './percent.ts';

it('is read with a comma or a point, and said in its language', () => {
  expect(['20', '12.5', '12,55', '0'].map(bpsOf)).toEqual([2_000, 1_250, 1_255, 0]);
  expect(percentText(1_250, 'en')).toBe('12.5%');
  // Whichever space the language puts there.
  expect(percentText(1_250, 'fr').replaceAll(/\s/g, ' ')).toBe('12,5 %');
});
