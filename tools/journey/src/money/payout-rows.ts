import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '@edu/platform';
import { during, everyFault, REFUSAL, SLOW_MS } from './fault-rows.ts';
import { lockOf, makeDue, WAITING, type Hold } from './kill-rows.ts';
import type { MoneyArena } from './money-arena.ts';
import type { MoneyRow } from './money-row.ts';
import type { Payees, PlannedPayout } from './payees.ts';
import type { Faults, Rail } from './rail.ts';

const SERVICE = 'payment';
/** Longer than any wait for the moment: whoever is slow goes on when the faults are reset. */
const HELD_MS = 20_000;
/** While the faults are in force. */
const TROUBLED_MS = 6_000;
const ENDED_WITHIN_MS = 30_000;
const MOMENT_WITHIN_MS = 10_000;

/** What becomes of a payout beside what may happen to any call. */
const FATES: Faults = {
  fail: { probability: 0.3 },
  reject: { probability: 0.15, code: REFUSAL },
  enqueued: { probability: 0.3, ms: 2_000 },
};

/** Each of these is in force while people are paid. */
const FAULTS: Readonly<Record<string, (rail: Rail) => Faults>> = {
  'payouts: the answer is lost, some refused, some returned, some late': (rail) => ({
    ...FATES,
    api: {
      timeoutAfterCharging: { probability: 0.5, mode: 'hang', ...rail.calls('payOut') },
      processing: { probability: 0.3, ms: 1_500 },
    },
  }),
  'payouts: the order comes after we have gone': (rail) => ({
    api: {
      slow: { probability: 0.5, ms: SLOW_MS, ...rail.calls('payOut') },
      rateLimit429: { probability: 0.3, ...rail.calls('payOut', 'ask') },
    },
    webhooks: { drop: { probability: 0.5 } },
  }),
};

/** The day of payouts comes, and a second process of the service with it. */
async function payDay(platform: Platform, payees: Payees) {
  let leave = () => Promise.resolve();
  const begin = async () => {
    leave = await platform.join(SERVICE, { env: {}, flags: [] });
  };
  try {
    return { payouts: await payees.payDay(begin), leave: () => leave() };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** Waits until they have ended. @returns whether they have */
async function end(payees: Payees, payouts: readonly PlannedPayout[], withinMs: number) {
  const until = Date.now() + withinMs;
  while ((await payees.underWay(payouts)) > 0) {
    if (Date.now() > until) return false;
    await sleep(200);
  }
  return true;
}

/** Whatever was under way ends once all is well again, without anybody's doing but the janitor's. */
async function endAfterwards(
  arena: MoneyArena,
  payees: Payees,
  payouts: readonly PlannedPayout[],
  row: string,
): Promise<void> {
  await makeDue(arena);
  if (await end(payees, payouts, ENDED_WITHIN_MS)) return;
  arena.failures.push(`${row}: ${await payees.underWay(payouts)} payouts do not end`);
}

/** Somebody is paid everywhere. */
function noted(arena: MoneyArena, payees: Payees, row: string, payouts: readonly PlannedPayout[]) {
  arena.payouts.push(...payouts.map(({ id, rail }) => ({ id, rail, row })));
  for (const { psp } of payees.rails) {
    if (payouts.some(({ rail }) => rail.psp === psp)) continue;
    arena.failures.push(`${row}: nobody is paid at ${psp}`);
  }
}

function whileAtFault(
  platform: Platform,
  payees: Payees,
  name: string,
  { faults, kills }: { readonly faults: (rail: Rail) => Faults; readonly kills: number },
): MoneyRow {
  return {
    name,
    run: async (arena) => {
      const planned: PlannedPayout[] = [];
      let leave = () => Promise.resolve();
      try {
        await during(arena, faults, async () => {
          const day = await payDay(platform, payees);
          leave = day.leave;
          planned.push(...day.payouts);
          noted(arena, payees, name, planned);
          for (let left = kills; left > 0; left--) {
            await sleep(1_500 * arena.random());
            await platform.kill(SERVICE);
            await platform.untilReady(SERVICE);
            await makeDue(arena);
          }
          await end(payees, planned, TROUBLED_MS);
        });
      } finally {
        await leave();
      }
      await endAfterwards(arena, payees, planned, name);
      return payees.rails;
    },
  };
}

interface KillPoint {
  readonly name: string;
  /** What keeps every order from ending while payouts are planned. */
  readonly faults: (rail: Rail) => Faults;
  /** What keeps the database from answering, once orders go on. */
  readonly hold?: Hold;
  /** Yields the payouts with which the service is there. */
  readonly reached: string;
}

const held = (rail: Rail): Faults => ({
  api: { slow: { probability: 1, ms: HELD_MS, ...rail.calls('payOut') } },
});
const ORDERED = `SELECT id FROM payment.payout
  WHERE id = ANY ($1) AND ordered_at IS NOT NULL AND psp_ref IS NULL`;
const KILL_POINTS: readonly KillPoint[] = [
  { name: 'killed: a payout on its way', faults: held, reached: ORDERED },
  {
    name: 'killed: a payout taken, its answer not read',
    // Nobody finds out by asking either.
    faults: (rail) => ({
      api: {
        timeoutAfterCharging: { probability: 1, mode: 'hang', ...rail.calls('payOut') },
        slow: { probability: 1, ms: HELD_MS, ...rail.calls('ask') },
      },
    }),
    reached: ORDERED,
  },
  {
    name: 'killed: a payout being written',
    faults: held,
    hold: lockOf('payment.ledger_entry'),
    reached: WAITING,
  },
];

function killedAt(
  platform: Platform,
  payees: Payees,
  { name, faults, hold, reached }: KillPoint,
): MoneyRow {
  return {
    name,
    run: async (arena) => {
      const planned: PlannedPayout[] = [];
      const kill = async () => {
        await momentOf(arena, planned, reached);
        await platform.kill(SERVICE);
      };
      const database = await arena.database.connect();
      let letGo = () => Promise.resolve();
      try {
        await during(arena, faults, async () => {
          const { payouts, leave } = await payDay(platform, payees);
          // One process alone from here on: it is the one that is killed.
          await leave();
          planned.push(...payouts);
          noted(arena, payees, name, planned);
          if (hold) letGo = await hold(database);
          else await kill();
        });
        if (hold) {
          await makeDue(arena);
          await kill();
        }
      } finally {
        await letGo();
        database.release();
      }
      await platform.untilReady(SERVICE);
      await endAfterwards(arena, payees, planned, name);
      return payees.rails;
    },
  };
}

async function momentOf(
  arena: MoneyArena,
  payouts: readonly PlannedPayout[],
  reached: string,
): Promise<void> {
  const until = Date.now() + MOMENT_WITHIN_MS;
  for (;;) {
    const { rowCount } = await arena.database.query(reached, [payouts.map(({ id }) => id)]);
    if ((rowCount ?? 0) >= Math.ceil(payouts.length / 2)) return;
    if (Date.now() > until) throw new Error('the point at which to kill was not reached');
    await sleep(20);
  }
}

/** People are paid at every psp that pays out, while things go wrong there and here. */
export const payoutRows = (
  platform: Platform,
  payees: Payees,
  kills: number,
): readonly MoneyRow[] => [
  whileAtFault(platform, payees, 'payouts: nothing goes wrong', { faults: () => ({}), kills: 0 }),
  ...Object.entries(FAULTS).map(([name, faults]) =>
    whileAtFault(platform, payees, name, { faults, kills: 0 }),
  ),
  ...KILL_POINTS.map((point) => killedAt(platform, payees, point)),
  whileAtFault(platform, payees, 'payouts: everything at once, killed at random moments', {
    faults: (rail) => ({ ...everyFault(rail), ...FATES }),
    kills,
  }),
];
