import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BookingState } from '@edu/contracts-booking';
import { TRANSITIONS } from '../booking/booking.domain.ts';
import { apply, EMPTY, type Command, type Model } from './booking-model.ts';
import { ModelBench, World, type Answered, type Seen } from './booking-world.harness.ts';

/** Sequences of commands; 20 000 by `npm run prove:booking-model`. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 40);
const SEED = Number(process.env['MODEL_SEED'] ?? randomInt(2 ** 31));
/** On a busy machine too. */
const PATIENCE_MS = 600_000 + RUNS * 1_000;
/** How often a long run says how far it is, in sequences. */
const SAY_EVERY = 1_000;
/** Worlds side by side. */
const WORLDS = Math.min(8, RUNS);
const PEOPLE = { learners: 2, providers: 2 };
const STARTS = 8;
/** What has to come up among so many sequences, or they would show little. */
const OUTCOMES = [
  ...['created', 'slot_taken', 'learner_busy', 'too_many_holds_of_provider', 'done'],
  ...['already_paid', 'slot_gone', 'illegal_transition'],
];

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.start();
});
afterAll(() => bench.bench.stop());

const below = (max: number) => fc.nat(max - 1);
/** Of those that there are by then, counted from the last one. */
const lesson = below(4);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('book' as const),
      learner: below(PEOPLE.learners),
      provider: below(PEOPLE.providers),
      start: below(STARTS),
    }),
  },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('pay' as const), lesson }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('cancel' as const),
      lesson,
      by: fc.constantFrom('learner' as const, 'provider' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('expire' as const), lesson }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('giveBack' as const), lesson }) },
);
/** One command, or two at the same moment. */
const step = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(command) },
  { weight: 1, arbitrary: fc.tuple(command, command) },
);

it(
  `does what the model does, in any order of commands (seed ${SEED})`,
  async () => {
    let [commands, sequences] = [0, 0];
    const outcomes = new Set<string>();
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 6, maxLength: 18 }),
      async (steps) => {
        const world = await World.open(bench, PEOPLE);
        let model = EMPTY;
        for (const together of steps) {
          commands += together.length;
          const known = together.map((one) => meant(one, model));
          model = await take(world, model, known, outcomes);
        }
        await checkHistory(world, model);
        if (++sequences % SAY_EVERY === 0) process.stderr.write(`${sequences} of ${RUNS}\n`);
      },
    );
    await Promise.all(
      Array.from({ length: WORLDS }, (_, index) =>
        fc.assert(property, {
          seed: SEED + index,
          endOnFailure: true,
          numRuns: Math.ceil(RUNS / WORLDS),
        }),
      ),
    );
    expect(commands).toBeGreaterThan(RUNS);
    expect(OUTCOMES.filter((one) => !outcomes.has(one))).toEqual([]);
  },
  PATIENCE_MS,
);

function meant(command: Command, { lessons }: Model): Command {
  if (command.is === 'book' || lessons.length === 0) return command;
  return { ...command, lesson: lessons.length - 1 - (command.lesson % lessons.length) };
}

/** Runs what happens together, and says after which order of it the model is where the database is. */
async function take(
  world: World,
  model: Model,
  together: readonly Command[],
  outcomes: Set<string>,
): Promise<Model> {
  const answered = await Promise.all(together.map((one) => world.run(one)));
  for (const { outcome } of answered) outcomes.add(outcome);
  const seen = await world.see();
  const orders = together.length === 1 ? [[0]] : [[0, 1], [1, 0]]; // prettier-ignore
  const tried = orders.map((order) => inOrder(world, model, { together, answered, order }));
  const fitting = tried.find(({ outcomes, ids, next }) =>
    fits(next, ids, outcomes, answered, seen),
  );
  if (!fitting) {
    // Says how it differs from the first.
    const [{ next, ids, outcomes }] = tried as [(typeof tried)[number]];
    expect({ outcomes: answered.map(({ outcome }) => outcome), seen }).toEqual({
      outcomes,
      seen: seenOf(next, ids),
    });
  }
  world.lessons.splice(0, Infinity, ...fitting!.ids);
  return fitting!.next;
}

interface Together {
  readonly together: readonly Command[];
  readonly answered: readonly Answered[];
  readonly order: readonly number[];
}

function inOrder(world: World, model: Model, { together, answered, order }: Together) {
  let next = model;
  const outcomes: string[] = together.map(() => '');
  const ids = [...world.lessons];
  for (const index of order) {
    const { outcome, booked } = answered[index]!;
    // Whoever is asked to come again has changed nothing.
    const done = outcome === 'contended' ? { next, outcome } : apply(next, together[index]!);
    next = done.next;
    outcomes[index] = done.outcome;
    if (booked) ids.push(booked);
  }
  return { next, outcomes, ids };
}

function fits(
  { lessons }: Model,
  ids: readonly string[],
  outcomes: readonly string[],
  answered: readonly Answered[],
  seen: ReadonlyMap<string, Seen>,
): boolean {
  return (
    answered.every(({ outcome }, index) => outcome === outcomes[index]) &&
    ids.length === lessons.length &&
    seen.size === lessons.length &&
    lessons.every(({ state, isPaid }, index) => {
      const found = seen.get(ids[index]!);
      return found?.state === state && found.isPaid === isPaid;
    })
  );
}

const seenOf = ({ lessons }: Model, ids: readonly string[]) =>
  new Map(lessons.map(({ state, isPaid }, index) => [ids[index], { state, isPaid }]));

/** Every change was one of those that there are, is written down once, and what is owed is owed once. */
async function checkHistory(world: World, { refunds }: Model): Promise<void> {
  for (const [index, id] of world.lessons.entries()) {
    const history = await world.history(id);
    let state: string | null = null;
    for (const { from, to } of history) {
      expect(from).toBe(state);
      const legal = Object.values(TRANSITIONS).some(
        (ways: Partial<Record<BookingState, BookingState>>) =>
          from && ways[from as BookingState] === to,
      );
      expect(from === null ? to === 'pending' : legal, `${from} → ${to}`).toBe(true);
      state = to;
    }
    expect(history[0]!.version).toBe(history.length);
    expect((await world.refunds(id)).sort()).toEqual([...refunds[index]!].sort());
  }
}
