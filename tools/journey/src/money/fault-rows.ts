import type { MoneyArena } from './money-arena.ts';
import { atEach, bookAndPay, type MoneyRow } from './money-row.ts';
import type { CallKind, Faults, Rail } from './rail.ts';

/** Longer than the platform waits for a psp in this proof, and shorter than an order may be under way. */
export const SLOW_MS = 1_500;
/** A psp's word for a final no, where this proof has it say so. */
export const REFUSAL = 'REFUSED_BY_THE_PROOF';

/** Each of these is in force while people pay as usual. */
const FAULTS: Readonly<Record<string, (rail: Rail) => Faults>> = {
  'the answer is lost after the effect': (rail) => ({
    api: {
      timeoutAfterCharging: { probability: 0.5, mode: 'hang', ...rail.calls('order', 'refund') },
    },
  }),
  'the line is cut after the effect': (rail) => ({
    api: {
      timeoutAfterCharging: { probability: 0.5, mode: 'destroy', ...rail.calls('order', 'refund') },
    },
  }),
  '500 before the effect': (rail) => ({
    api: {
      error500BeforeCharging: { probability: 0.5, saved: true, ...rail.calls('order', 'refund') },
    },
  }),
  'too many calls (429)': (rail) => ({
    api: { rateLimit429: { probability: 0.4, ...rail.calls('order', 'refund', 'ask') } },
  }),
  'the effect comes after we have gone': (rail) => ({
    api: { slow: { probability: 0.4, ms: SLOW_MS, ...rail.calls('order', 'refund') } },
  }),
  'slow, then too many calls': (rail) => ({
    api: {
      slow: { probability: 0.5, ms: SLOW_MS, ...rail.calls('order', 'refund') },
      rateLimit429: { probability: 0.4, ...rail.calls('order', 'refund') },
    },
  }),
  'answers that nobody can read, statuses that nobody knows': () => ({
    unreadable: { probability: 0.4 },
    strangeStatus: { probability: 0.4 },
  }),
  'orders are refused now and then': () => ({ reject: { probability: 0.3, code: REFUSAL } }),
  'refused, though an earlier order arrives': (rail) => ({
    reject: { probability: 0.4, code: REFUSAL },
    api: { slow: { probability: 0.5, ms: SLOW_MS, ...rail.calls('order', 'refund') } },
    webhooks: { drop: { probability: 1 } },
  }),
  'the webhook comes before the answer': () => ({
    callbackFirst: { probability: 1, ms: 300 },
  }),
  'the money comes some time later': () => ({ api: { processing: { probability: 1, ms: 700 } } }),
  'webhooks three times, late and shuffled': () => ({
    webhooks: {
      duplicate: { probability: 1, copies: 2 },
      delayMs: 200,
      reorder: { windowMs: 400 },
    },
  }),
  'webhooks never come': () => ({ webhooks: { drop: { probability: 1 } } }),
};

/** Calls that move money. */
const MOVING = ['order', 'refund', 'payOut'] as const satisfies readonly CallKind[];

/** All at once, each with the share that the design notes name or a smaller one. */
export const everyFault = (rail: Rail): Faults => ({
  api: {
    timeoutAfterCharging: { probability: 0.2, mode: 'hang', ...rail.calls(...MOVING) },
    error500BeforeCharging: { probability: 0.1, saved: true, ...rail.calls(...MOVING) },
    rateLimit429: { probability: 0.05, ...rail.calls(...MOVING, 'ask') },
    slow: { probability: 0.05, ms: SLOW_MS, ...rail.calls(...MOVING) },
    processing: { probability: 0.2, ms: 500 },
  },
  unreadable: { probability: 0.05 },
  strangeStatus: { probability: 0.1 },
  reject: { probability: 0.05, code: REFUSAL },
  callbackFirst: { probability: 0.2, ms: 200 },
  tokenGone: { probability: 0.05 },
  webhooks: {
    drop: { probability: 0.3 },
    duplicate: { probability: 0.3, copies: 2 },
    delayMs: 100,
    reorder: { windowMs: 200 },
  },
});

/** Lays a fault over every simulator that has it, while `work` runs at those. */
export async function during(
  arena: MoneyArena,
  faults: (rail: Rail) => Faults,
  work: (rails: readonly Rail[]) => Promise<void>,
): Promise<readonly Rail[]> {
  const laid = await Promise.all(arena.rails.map((rail) => rail.lay(faults(rail))));
  const rails = arena.rails.filter((_, index) => laid[index]);
  try {
    await work(rails);
  } finally {
    await Promise.all(arena.rails.map((rail) => rail.heal()));
  }
  return rails;
}

const paidAsUsual: MoneyRow = {
  name: 'nothing goes wrong',
  run: async (arena, count) => {
    await atEach(arena, arena.rails, count, (rail) => bookAndPay(arena, rail, paidAsUsual.name));
    return arena.rails;
  },
};

export const faultRows: readonly MoneyRow[] = [
  paidAsUsual,
  ...Object.entries(FAULTS).map(([name, faults]) => ({
    name,
    run: (arena: MoneyArena, count: number) =>
      during(arena, faults, (rails) =>
        atEach(arena, rails, count, (rail) => bookAndPay(arena, rail, name)),
      ),
  })),
];
