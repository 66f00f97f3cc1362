import { expect, it } from 'vitest';
import { QUOTE_LIFE_MS } from '@edu/contracts-availability';
import { OfferingChanges } from './offering-changes.ts';

const basis = (scheduleVersion: number, profileVersion: number) => ({
  scheduleVersion,
  profileVersion,
});

it('knows what was quoted before a change, of the schedule or the profile', () => {
  const changes = new OfferingChanges();
  changes.add('awa', { scheduleVersion: 4 });
  changes.add('awa', { profileVersion: 7 });
  expect(changes.isOutdated('awa', basis(4, 7))).toBe(false);
  expect(changes.isOutdated('awa', basis(5, 8))).toBe(false);
  expect(changes.isOutdated('awa', basis(3, 7))).toBe(true);
  expect(changes.isOutdated('awa', basis(4, 6))).toBe(true);
  expect(changes.isOutdated('fatou', basis(1, 1))).toBe(false);
});

it('keeps the latest, in whatever order changes come and however often', () => {
  const changes = new OfferingChanges();
  for (const scheduleVersion of [3, 5, 4, 5, 1]) changes.add('awa', { scheduleVersion });
  expect(changes.isOutdated('awa', basis(4, 1))).toBe(true);
  expect(changes.isOutdated('awa', basis(5, 1))).toBe(false);
});

it('forgets a change when no quote can be older, and not before', () => {
  let now = 1_000_000_000;
  const changes = new OfferingChanges(() => now);
  expect(changes.since.getTime()).toBe(now - QUOTE_LIFE_MS);
  changes.add('awa', { scheduleVersion: 2 });
  now += QUOTE_LIFE_MS - 1;
  changes.add('fatou', { scheduleVersion: 2 });
  expect(changes.isOutdated('awa', basis(1, 1))).toBe(true);
  now += 1;
  changes.add('moussa', { scheduleVersion: 2 });
  expect(changes.isOutdated('awa', basis(1, 1))).toBe(false);
  expect(changes.isOutdated('fatou', basis(1, 1))).toBe(true);
});
