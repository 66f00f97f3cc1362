import { expect, it } from 'vitest';
import { timeSpan } from './time-span.ts';

it.each([
  [0, '0 minutes', '0 minute'],
  [59, '59 minutes', '59 minutes'],
  [60, '1 hour', '1 heure'],
  [1_440, '24 hours', '24 heures'],
  [2_879, '47 hours', '47 heures'],
  [10_080, '7 days', '7 jours'],
])('%i minutes are said as %s', (minutes, en, fr) => {
  expect(timeSpan(minutes, 'en')).toBe(en);
  // Whichever space the language puts there.
  expect(timeSpan(minutes, 'fr').replaceAll(/\s/g, ' ')).toBe(fr);
});
