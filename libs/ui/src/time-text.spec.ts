import { expect, it } from 'vitest';
import { timeText } from './time-text.tsx';

const AT = '2026-11-24T14:05:00Z';

it.each([
  ['fr', 'time', '14:05'],
  ['en', 'time', '14:05'],
  ['fr', 'day', 'mardi 24 novembre'],
  ['en', 'day', 'Tuesday 24 November'],
  ['en', 'both', 'Tuesday 24 November at 14:05'],
] as const)('an instant in %s, %s, is %s', (locale, shape, text) => {
  expect(timeText(AT, 'Africa/Abidjan', locale, shape)).toBe(text);
});
