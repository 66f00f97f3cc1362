import { expect, it } from 'vitest';
import { sameClock } from './same-clock.ts';

it.each([
  ['2026-11-24T10:00:00Z', 'Africa/Abidjan', 'Africa/Dakar', true],
  ['2026-11-24T10:00:00Z', 'Africa/Douala', 'Europe/Paris', true],
  ['2026-07-24T10:00:00Z', 'Africa/Douala', 'Europe/Paris', false],
  ['2026-11-24T10:00:00Z', 'Africa/Abidjan', 'Africa/Abidjan', true],
  ['2026-11-24T10:00:00Z', 'Pacific/Apia', 'Pacific/Pago_Pago', false],
])('at %s clocks in %s and %s show the same: %s', (instant, zone, other, same) => {
  expect(sameClock(instant, zone, other)).toBe(same);
});
