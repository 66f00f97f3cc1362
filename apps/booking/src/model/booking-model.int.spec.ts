import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BookingState } from '@edu/contracts-booking';
import { TRANSITIONS } from '../booking/booking.domain.ts';
import { apply, EMPTY, type Command, type Lesson, type Model } from './booking-model.ts';
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
  ...['created', 'slot_taken', 'learner_busy', 'done', 'already_paid', 'slot_gone'],
  ...['illegal_transition', 'moved', 'same_time', 'held', 'settled'],
];
/** The same of a thousand sequences. */
const RARE = ['too_many_holds_of_provider', 'move_pending', 'too_many_reschedules'];
const MANY = 1_000;

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
  { weight: 4, arbitrary: fc.record({ is: fc.constant('pay' as const), lesson }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('cancel' as const),
      lesson,
      by: fc.constantFrom('learner' as const, 'provider' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('expire' as const), lesson }) },
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constant('move' as const), lesson, start: below(STARTS) }),
  },
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
      fc.array(step, { minLength: 10, maxLength: 24 }),
      async (steps) => {
        const world = await World.open(bench, PEOPLE);
        let model = EMPTY;
        for (const together of steps) {
          commands += together.length;
          const known = together.map((one) => meant(one, model));
          model = await take(world, model, known, outcomes);
        }
        await checkHistory(world);
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
    const due = RUNS < MANY ? OUTCOMES : [...OUTCOMES, ...RARE];
    expect(due.filter((one) => !outcomes.has(one))).toEqual([]);
  },
  PATIENCE_MS,
);

/** The state in which a command has an effect. */
const FITTING: Partial<Record<Command['is'], BookingState>> = {
  ...{ pay: 'pending', expire: 'pending', move: 'confirmed' },
};

/** Mostly one of the lessons where it has an effect, as few sequences would pay for a move otherwise. */
function meant(command: Command, { lessons }: Model): Command {
  if (command.is === 'book' || lessons.length === 0) return command;
  const isFit = ({ state }: Lesson) => state === (FITTING[command.is] ?? state);
  const all = [...lessons.keys()];
  const fit = command.lesson > 0 ? all.filter((place) => isFit(lessons[place]!)) : [];
  const places = fit.length > 0 ? fit : all;
  return { ...command, lesson: places.at(-1 - (command.lesson % places.length))! };
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
  next: Model,
  ids: readonly string[],
  outcomes: readonly string[],
  answered: readonly Answered[],
  seen: ReadonlyMap<string, Seen>,
): boolean {
  return (
    answered.every(({ outcome }, index) => outcome === outcomes[index]) &&
    ids.length === next.lessons.length &&
    isDeepStrictEqual(seen, seenOf(next, ids))
  );
}

const seenOf = ({ lessons, refunds }: Model, ids: readonly string[]) =>
  new Map(
    lessons.map(({ state, isPaid, start, price, moves }, index): [string, Seen] => {
      const held = moves === undefined ? null : ids[moves]!;
      const owed = refunds[index]!.toSorted();
      return [ids[index]!, { state, isPaid, start, price, moves: held, refunds: owed }];
    }),
  );

/** Every change was one of those that there are, and is written down once. */
async function checkHistory(world: World): Promise<void> {
  for (const id of world.lessons) {
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
  }
}
