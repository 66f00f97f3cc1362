import { expect, it } from 'vitest';
import { countSegments } from './segments.ts';

it.each([
  ['', 1],
  ['é'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['€'.repeat(81), 2],
  ['ê'.repeat(70), 1],
  ['ê'.repeat(71), 2],
])('counts the segments of %s', (text, segments) => {
  expect(countSegments(text)).toBe(segments);
});
