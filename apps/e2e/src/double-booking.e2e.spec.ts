import { Arena, SLOT_RACES } from '@edu/journey';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

const RIVALS = 24;
const ROUNDS = 2;

let arena: Arena;
beforeAll(async () => {
  // More than one learner can have held a slot of, so that the last race finds another.
  const people = { tutors: 8, learners: RIVALS + 1 };
  arena = await Arena.open({ platform: inject('platform'), ...people, random: Math.random });
}, 120_000);
afterAll(() => arena?.close());

it.each(SLOT_RACES.map((row) => [row.name, row] as const))(
  'nobody is booked twice: %s',
  async (_, row) => {
    const outcome = await row.run(arena, { rivals: RIVALS, rounds: ROUNDS });
    expect(outcome).toMatchObject({ holds: true, serverErrors: 0, other: 0 });
    expect(outcome.tries).toBeGreaterThanOrEqual(RIVALS * ROUNDS);
  },
  60_000,
);
