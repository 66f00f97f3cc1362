import { isEarned, takeBack, takesPlace } from './banks.ts';
import { during, SLOW_MS } from './fault-rows.ts';
import { nightFalls } from './kill-rows.ts';
import type { Lesson } from './lesson.ts';
import type { MoneyArena } from './money-arena.ts';
import { atEach, type MoneyRow } from './money-row.ts';
import type { Faults, Rail } from './rail.ts';

const CONFIRMED_WITHIN_MS = 20_000;

type Fate = (arena: MoneyArena, lesson: Lesson) => Promise<unknown>;

const nothing: Fate = () => Promise.resolve();
const calledOff: Fate = (arena, lesson) => arena.giveBack(lesson, 'whole');
const calledOffLate: Fate = (arena, lesson) => arena.giveBack(lesson, 'part');
const given: Fate = async (arena, lesson) => {
  if (await takesPlace(arena, lesson)) await isEarned(arena, lesson);
};
/** What was kept of a lesson that was called off late is earned as well. */
const kept: Fate = async (arena, lesson) => {
  await calledOffLate(arena, lesson);
  await isEarned(arena, lesson);
};

/** What becomes of a lesson before its payment is taken back, and while the bank thinks about it. */
const FATES: readonly (readonly [before: Fate, meanwhile: Fate])[] = [
  [nothing, nothing],
  [nothing, calledOff],
  [nothing, calledOffLate],
  [nothing, given],
  [nothing, kept],
  [takesPlace, isEarned],
  [calledOff, nothing],
  [calledOffLate, isEarned],
  [given, nothing],
  [kept, nothing],
];

const FAULTS: Readonly<Record<string, (rail: Rail) => Faults>> = {
  'banks take payments back': () => ({}),
  'banks take payments back, webhooks lost, late and shuffled': () => ({
    webhooks: {
      drop: { probability: 0.4 },
      duplicate: { probability: 0.5, copies: 2 },
      delayMs: 200,
      reorder: { windowMs: 500 },
    },
  }),
  'banks take payments back, and answers come late or not at all': (rail) => ({
    api: {
      timeoutAfterCharging: { probability: 0.3, mode: 'hang', ...rail.calls('refund') },
      slow: { probability: 0.3, ms: SLOW_MS, ...rail.calls('refund', 'ask') },
      rateLimit429: { probability: 0.3, ...rail.calls('refund', 'ask') },
    },
    webhooks: { drop: { probability: 0.2 }, reorder: { windowMs: 300 } },
  }),
};

/** Whatever is paid here is taken back or asked about; each lesson has another fate. */
export const disputeRows: readonly MoneyRow[] = Object.entries(FAULTS).map(([name, faults]) => ({
  name,
  run: async (arena, count) => {
    const rails = arena.rails.filter(({ hasBanks }) => hasBanks);
    const fates = Math.max(count, FATES.length);
    await during(arena, faults, () =>
      atEach(arena, rails, fates, async (rail, nth) => {
        const [before, meanwhile] = FATES[nth % FATES.length]!;
        const lesson = await arena.lesson(rail, name);
        await arena.pay(lesson, await arena.open(lesson));
        if (!(await arena.becomes(lesson, 'confirmed', CONFIRMED_WITHIN_MS))) return;
        await before(arena, lesson);
        await takeBack(arena, lesson, () => meanwhile(arena, lesson));
      }),
    );
    // The news of some was lost for good.
    await nightFalls(arena);
    return rails;
  },
}));
