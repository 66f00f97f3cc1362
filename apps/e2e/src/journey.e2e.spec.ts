import { raceIsFair, runJourney, runRace } from '@edu/journey';
import { expect, inject, it } from 'vitest';

const platform = inject('platform');

it('tutor and student find each other, book, pay and meet', async () => {
  const { steps } = await runJourney(platform);
  expect(steps.length).toBeGreaterThan(20);
}, 120_000);

it('of two hundred students who want one slot, exactly one gets it', async () => {
  const race = await runRace(platform, 200);
  expect(race).toMatchObject({ won: 1, refused: 199, serverErrors: 0, other: 0 });
  expect(raceIsFair(race)).toBe(true);
}, 120_000);
