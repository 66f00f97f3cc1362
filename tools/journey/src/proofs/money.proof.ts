import { setTimeout as sleep } from 'node:timers/promises';
import { pspWebhooks } from '@edu/contracts-payment';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import pg from 'pg';
import { seededRandom } from '@edu/simulators/kit/random';
import { eventLag } from '../event-lag.ts';
import { disagreements } from '../money/compared.ts';
import { disputeRows } from '../money/dispute-rows.ts';
import { faultRows, REFUSAL } from '../money/fault-rows.ts';
import { everything, killRows, makeDue } from '../money/kill-rows.ts';
import type { Counted } from '../money/lesson.ts';
import { MoneyArena } from '../money/money-arena.ts';
import type { MoneyFault } from '../money/money-check.ts';
import { judgeMoney, type MoneyVerdict, type Moved } from '../money/money-oracle.ts';
import type { MoneyRow } from '../money/money-row.ts';
import { linesOf, moneyTableOf } from '../money/money-table.ts';
import { Payees } from '../money/payees.ts';
import { payoutRows } from '../money/payout-rows.ts';
import { railsOf, type Rail } from '../money/rail.ts';
import { timingRows } from '../money/timing-rows.ts';
import { forged, rotated, storm } from '../money/webhook-rows.ts';
import { journeyPlatform } from '../platform-target.ts';
import { judge } from '../oracle.ts';
import { isFailure, type Proof, type ProofOptions, type ProofResult } from './proof.ts';

interface Size {
  readonly tutors: number;
  readonly learners: number;
  /** Payments at each psp in a line of the table, in one that kills, and in the last one. */
  readonly usual: number;
  readonly killed: number;
  readonly mixed: number;
  readonly storm: number;
  readonly kills: number;
  /** People who are paid at each psp that pays out. */
  readonly payees: number;
}

const FULL: Size = {
  ...{ tutors: 45, learners: 300 },
  ...{ usual: 10, killed: 4, mixed: 150, storm: 1_000, kills: 8, payees: 10 },
};
const SMALL: Size = {
  ...{ tutors: 9, learners: 30 },
  ...{ usual: 1, killed: 1, mixed: 8, storm: 100, kills: 2, payees: 3 },
};

/** Secrets of webhooks, now and next, of the psps whose webhooks are signed with one. */
const SECRETS: Readonly<Record<string, readonly [variable: string, now: string, next: string]>> = {
  stripe: ['STRIPE_WEBHOOK_SECRET', 'whsec_of_the_proof_now', 'whsec_of_the_proof_next'],
  wave: ['WAVE_WEBHOOK_SECRET', 'wave_sim_WHS_of_the_proof_now', 'wave_sim_WHS_of_the_proof_next'],
};
/** Everything that waits is due in each round; a psp is given the time to answer. */
const ROUNDS = 2;
/** Of that oracle: overlaps, steps made twice, broken promises, messages, classrooms. */
const BESIDE_MONEY = new Set(['A', 'G', 'I', 'J', 'K', 'L']);
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const ROUND_MS = 8_000;
const SETTLE_MS = 60_000;

/** S-04, S-09, S-10 and S-19 of the design notes. */
export const moneyProof: Proof = {
  summary:
    'no franc is taken twice, lost or left open, at any psp, whatever goes wrong there or here',
  run: ({ seed, small, progress }) => {
    const secrets = Object.values(SECRETS).map(([variable, now, next]) => [
      variable,
      `${now},${next}`,
    ]);
    const timeouts = [...pspWebhooks.keys()].map((psp) => [
      `${psp.toUpperCase().replaceAll('-', '_')}_TIMEOUT_MS`,
      '600',
    ]);
    const env = {
      RATE_LIMIT_FACTOR: '1000',
      LOG_LEVEL: 'warn',
      JANITOR_INTERVAL_MS: '500',
      ORDER_MS: '2500',
      RECONCILE_SETTLE_MS: '0',
      PAWAPAY_KEYS_EVERY_MS: '500',
      PAYOUT_PAUSE_MS: '0',
      ...(Object.fromEntries([...secrets, ...timeouts]) as Record<string, string>),
    };
    const say = (line: string) => progress.say(line);
    return withPlatform({ env, progress: say, failed: isFailure }, (platform) =>
      prove(platform, { seed, small, progress }),
    );
  },
};

async function prove(
  platform: Platform,
  { seed, small, progress }: ProofOptions,
): Promise<ProofResult> {
  const size = small ? SMALL : FULL;
  const since = new Date(Date.now() - 1_000);
  const rails = railsOf(platform);
  for (const rail of rails) {
    const secret = SECRETS[rail.psp]?.[1];
    if (secret) await rail.reportTo({ secret });
  }
  const arena = await MoneyArena.open({
    ...{ platform: journeyPlatform(platform), rails, databaseUrl: platform.databases.adminUrl },
    ...{ tutors: size.tutors, learners: size.learners, random: seededRandom(seed) },
  });
  try {
    const payees = await Payees.join(arena, journeyPlatform(platform), size.payees);
    progress.say(
      `${size.tutors} tutors and ${size.learners} payers; ${rails.map(({ psp }) => psp).join(', ')}; ` +
        `${payees.all.length} who are paid, at ${payees.rails.map(({ psp }) => psp).join(', ')}`,
    );
    const ran: { row: string; rails: readonly Rail[] }[] = [];
    for (const [row, count] of rowsOf(platform, payees, size)) {
      const [before, failures] = [countedOf(arena).length, arena.failures.length];
      const began = performance.now();
      ran.push({ row: row.name, rails: await row.run(arena, count) });
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      const moved = countedOf(arena).length - before;
      progress.say(`${row.name}: ${moved} payments or payouts in ${seconds} s`);
      for (const failure of arena.failures.slice(failures)) progress.say(`  FAILED: ${failure}`);
    }
    await arena.endWhatIsLeft();
    const { verdicts, rounds, seconds } = await settleMoney(platform, arena);
    for (const { kind, what, found } of verdicts) {
      const ids = found.slice(0, 5).map(({ id }) => id);
      if (found.length > 0) progress.say(`  ${kind}: ${found.length} ${what} ${ids.join(', ')}`);
    }
    const lines = linesOf(ran, countedOf(arena), verdicts);
    const psps = rails.map(({ psp }) => psp);
    console.log(`\n${moneyTableOf(psps, lines)}\n\nseed ${seed}\n`);
    const compared = await disagreements(platform, since);
    for (const line of [...(await refusedOf(rails)), ...compared]) {
      arena.failures.push(line);
      progress.say(`  FAILED: ${line}`);
    }
    const undeclared = undeclaredOf(arena);
    for (const line of undeclared.slice(0, 10)) progress.say(`  not declared: ${line}`);
    const quoted = await quotedOf(arena);
    const wrong = verdicts.reduce((sum, { found }) => sum + found.length, 0);
    return {
      holds: quoted > 0 && wrong + arena.failures.length + undeclared.length === 0,
      summary: [
        `${arena.lessons.length} payments and ${arena.payouts.length} payouts at ${psps.length} psps`,
        `${quoted} payments in other money than the price`,
        `${ran.length} ways to go wrong`,
        ...(['twice', 'lost', 'open', 'unbalanced'] as const).map(
          (kind) => `${countOf(verdicts, kind)} ${kind}`,
        ),
        `${arena.forged} forged webhooks refused`,
        `${platform.restartCount('payment')} kills`,
        `${undeclared.length} undeclared 5xx of ${arena.log.requests} requests`,
        `${compared.length} rows of the reconciliation`,
        `final after ${rounds} rounds, ${seconds} s`,
        `${arena.failures.length} failed`,
      ].join(', '),
    };
  } finally {
    await arena.close();
  }
}

/** Whatever moves money, and is looked for in the end. */
const countedOf = ({ lessons, payouts }: MoneyArena): Counted[] => [
  ...lessons.map(({ bookingId: id, row, rail }) => ({ id, row, rail })),
  ...payouts,
];

const rowsOf = (platform: Platform, payees: Payees, size: Size): [MoneyRow, number][] => {
  const next = new Map(Object.entries(SECRETS).map(([psp, [, , secret]]) => [psp, secret]));
  return [
    ...[...faultRows, ...timingRows].map((row): [MoneyRow, number] => [row, size.usual]),
    [storm(size.storm), 1],
    [forged, 1],
    [rotated(next), Math.ceil(size.usual / 2)],
    ...killRows(platform).map((row): [MoneyRow, number] => [row, size.killed]),
    ...disputeRows.map((row): [MoneyRow, number] => [row, size.usual]),
    ...payoutRows(platform, payees, Math.ceil(size.kills / 3)).map((row): [MoneyRow, number] => [
      row,
      size.payees,
    ]),
    [everything(platform, size.kills), size.mixed],
  ];
};

/** Two rounds of the janitor, and then nothing may be open or wrong within a bounded time. */
async function settleMoney(platform: Platform, arena: MoneyArena) {
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1_000).toFixed(1);
  for (let rounds = 1; ; rounds++) {
    if (rounds <= ROUNDS) await makeDue(arena);
    // What was ordered anew meanwhile is on another page.
    await arena.endWhatIsLeft();
    const until = Date.now() + ROUND_MS;
    for (;;) {
      const verdicts = await judged(platform, arena);
      const isClean = verdicts.every(({ found }) => found.length === 0);
      const isLate = Date.now() - began > SETTLE_MS;
      if (isClean || isLate)
        return { verdicts, rounds: Math.min(rounds, ROUNDS), seconds: seconds() };
      if (Date.now() > until) break;
      await sleep(500);
    }
  }
}

async function judged(
  { infrastructure, databases }: Platform,
  arena: MoneyArena,
): Promise<MoneyVerdict[]> {
  const { waiting, dead } = await eventLag(infrastructure.natsUrl);
  const moved: Moved[] = [];
  for (const rail of arena.rails) {
    for (const { action, amount, currency, paymentIntent: ref } of await rail.moved()) {
      moved.push({ psp: rail.psp, ref, action, amount, currency });
    }
  }
  const events = [
    ...Array.from({ length: waiting }, (_, nth) => ({ id: `waiting ${nth}`, of: null })),
    ...Array.from({ length: dead }, (_, nth) => ({ id: `given up ${nth}`, of: null })),
  ];
  return [
    ...(await judgeMoney(arena.database, moved, [REFUSAL])),
    { kind: 'open', what: 'events that nobody has handled', found: events },
    ...(await judgedBookings(databases.adminUrl, arena)),
  ];
}

/** What the oracle of the journeys says of the bookings, beside their money. */
async function judgedBookings(databaseUrl: string, { log }: MoneyArena): Promise<MoneyVerdict[]> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const verdicts = await judge(database, [], log.claims);
    return verdicts
      .filter(({ letter }) => BESIDE_MONEY.has(letter))
      .map(({ what, kind, ids }) => ({
        kind: kind === 'doubled' ? 'twice' : kind,
        what,
        found: ids.map((id) => ({ id, of: UUID.exec(id)?.[0] ?? null })),
      }));
  } finally {
    await database.end();
  }
}

/** How many payments were made in other money. */
async function quotedOf({ database }: MoneyArena): Promise<number> {
  const { rowCount } = await database.query(
    `SELECT FROM payment.payment WHERE quote_id IS NOT NULL AND status = 'succeeded'`,
  );
  return rowCount ?? 0;
}

const countOf = (verdicts: readonly MoneyVerdict[], kind: MoneyFault) =>
  verdicts.reduce((sum, one) => (one.kind === kind ? sum + one.found.length : sum), 0);

/** Answers of 500 and the like, and lines that were cut: the edge was never down. Clients give up by themselves. */
function undeclaredOf({ log }: MoneyArena): string[] {
  return log.troubles
    .filter(({ what }) => !['429', '409', '503', '504'].includes(what) && !what.includes('Abort'))
    .map(({ request, what }) => `${request} ${what}`);
}

/** Webhooks of the psps themselves that the platform did not take. */
async function refusedOf(rails: readonly Rail[]): Promise<string[]> {
  const lines: string[] = [];
  for (const rail of rails) {
    const refused = (await rail.sent()).filter(
      ({ state, lastStatus }) => state !== 'delivered' && lastStatus && lastStatus < 500,
    );
    if (refused.length > 0) {
      lines.push(`${rail.psp}: ${refused.length} webhooks refused, with ${refused[0]!.lastStatus}`);
    }
  }
  return lines;
}
