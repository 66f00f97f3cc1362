import { loadSources } from '@edu/build/load-sources';
import { inDatabase, migrate, provision, withClient, workspaceServices } from '@edu/database';
import { percentile } from '@edu/journey';
import { seededRandom } from '@edu/simulators/kit/random';
import type pg from 'pg';
import { startBenchServer } from '../bench-server.ts';
import { textTable } from '../report/text-table.ts';
import { learner, LEARNERS, provider, PROVIDERS, seedLedger } from './ledger-seed.ts';

const ENTRIES = 10_000_000;
const DATABASE = 'educonnect_ledger';
const SEED = 1;
const SAMPLES = 200;
/** Milliseconds. */
const BALANCE_BAR = 10;
const PAGE_BAR = 100;
const PAGE = 21;

interface Statement {
  readonly name: string;
  readonly text: string;
  bind(values: object): unknown[];
}

interface Sources {
  readonly BALANCES: Statement;
  readonly ACCOUNT_PAGE: Statement;
  readonly CHECKPOINT: Statement;
  readonly CHECKPOINT_STEP: object;
}

export interface LedgerResult {
  readonly entries: number;
  readonly checkpoints: number;
  readonly lines: readonly LedgerLine[];
  /** Balances that are not the sum of their entries. */
  readonly wrong: number;
  /** Of the balance with the most entries. */
  readonly plan: readonly string[];
}

interface LedgerLine {
  readonly what: string;
  readonly p50: number;
  readonly p95: number;
  readonly bar: number;
}

/** The service's own statements on a ledger of years; its database is made for this and dropped. */
export async function ledgerBench(
  dataDir: string,
  say: (line: string) => void,
): Promise<LedgerResult> {
  const { BALANCES, ACCOUNT_PAGE, ...sources } = await loadSources<Sources>(
    `export * from './apps/payment/src/ledger/balance.sql.ts';`,
  );
  const server = await startBenchServer(dataDir, say);
  try {
    return await withLedger(server.adminUrl, async (client) => {
      await seedLedger(client, ENTRIES, say);
      await client.query('SET search_path = payment'); // as the service has it
      const checkpoints = await checkpoint(client, sources, say);
      const measured = new Measured(client);
      const random = seededRandom(SEED);
      const below = (count: number) => Math.floor(random() * count);
      const balance = (what: string, account: string, owner: () => string) =>
        measured.add(what, BALANCE_BAR, BALANCES, () => ({ account, owner: owner() }));
      const page = (what: string, account: string, owner: () => string, deep: boolean) =>
        measured.add(what, PAGE_BAR, ACCOUNT_PAGE, () => {
          const before = deep ? String(below(ENTRIES) + 1) : null;
          return { account, owner: owner(), currency: 'XOF', before, limit: PAGE };
        });
      await balance('balance of a learner', 'learner', () => learner(below(LEARNERS)));
      await balance('balance of a provider', 'provider_payable', () => provider(below(PROVIDERS)));
      await balance('balance of the busiest provider', 'provider_payable', () => provider(0));
      await balance('balance at the psp', 'psp_clearing', () => 'psp');
      await page('page of a provider', 'provider_payable', () => provider(below(PROVIDERS)), false);
      await page('page anywhere, busiest', 'provider_payable', () => provider(0), true);
      await page('page anywhere, the psp', 'psp_clearing', () => 'psp', true);
      const wrong = await countWrong(client, BALANCES, [
        'psp',
        provider(0),
        learner(1),
        'platform',
      ]);
      const values = BALANCES.bind({ account: 'psp_clearing', owner: 'psp' });
      const explained = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) ${BALANCES.text}`,
        values,
      );
      const plan = explained.rows.map((row) => row['QUERY PLAN']);
      return { entries: ENTRIES, checkpoints, lines: measured.lines, wrong, plan };
    });
  } finally {
    await server.stop();
  }
}

async function withLedger<T>(adminUrl: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const drop = () =>
    withClient(adminUrl, (admin) =>
      admin.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`),
    );
  await drop();
  const services = workspaceServices().filter(({ name }) => name === 'payment');
  const urls = await provision({ adminUrl, database: DATABASE, services, secret: DATABASE });
  await migrate(services[0]!, urls['payment']!.owner);
  try {
    return await withClient(inDatabase(adminUrl, DATABASE), fn);
  } finally {
    await drop();
  }
}

/** @returns how many checkpoints the service makes of such a ledger */
async function checkpoint(
  client: pg.Client,
  { CHECKPOINT, CHECKPOINT_STEP }: Pick<Sources, 'CHECKPOINT' | 'CHECKPOINT_STEP'>,
  say: (line: string) => void,
): Promise<number> {
  const times: number[] = [];
  for (let found = 1; found > 0;) {
    const began = performance.now();
    ({ length: found } = (await run(client, CHECKPOINT, CHECKPOINT_STEP)).rows);
    times.push(performance.now() - began);
    // As autovacuum does meanwhile.
    if (times.length % 100 === 0) await client.query('ANALYZE ledger_checkpoint');
  }
  await client.query('VACUUM ANALYZE ledger_checkpoint');
  say(`${times.length} runs of checkpoints, ${Math.round(percentile(times, 0.95))} ms each (P95)`);
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM ledger_checkpoint',
  );
  return rows[0]!.count;
}

class Measured {
  readonly lines: LedgerLine[] = [];
  readonly #client: pg.Client;

  constructor(client: pg.Client) {
    this.#client = client;
  }

  async add(what: string, bar: number, statement: Statement, values: () => object): Promise<void> {
    const times: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const began = performance.now();
      await run(this.#client, statement, values());
      times.push(performance.now() - began);
    }
    this.lines.push({ what, p50: percentile(times, 0.5), p95: percentile(times, 0.95), bar });
  }
}

function run(client: pg.Client, statement: Statement, values: object) {
  const { name, text } = statement;
  return client.query({ name, text, values: statement.bind(values) });
}

/** Balances of these owners that differ from the plain sum of all their entries. */
async function countWrong(
  client: pg.Client,
  balances: Statement,
  owners: readonly string[],
): Promise<number> {
  let wrong = 0;
  const { rows } = await client.query<{ account: string; owner: string; sums: string[] }>(
    `SELECT account, owner, array_agg(currency || ' ' || sum ORDER BY currency) AS sums
     FROM (SELECT account, owner, currency, sum(amount) FROM ledger_entry
       WHERE owner = ANY ($1) GROUP BY account, owner, currency) AS summed GROUP BY account, owner`,
    [owners],
  );
  for (const { account, owner, sums } of rows) {
    const found = await run(client, balances, { account, owner });
    const shown = found.rows.map((row: { currency: string; balance: string }) =>
      [row.currency, row.balance].join(' '),
    );
    if (shown.join() !== sums.join()) wrong += 1;
  }
  return wrong;
}

export function ledgerText({ entries, checkpoints, lines, wrong, plan }: LedgerResult): string {
  const rows = lines.map(({ what, p50, p95, bar }) => [
    ...[what, p50.toFixed(2), p95.toFixed(2), String(bar)],
    p95 <= bar ? '' : 'too slow',
  ]);
  const table = textTable(
    [`${entries.toLocaleString('en')} entries`, 'P50 ms', 'P95', 'bar', ''],
    rows,
  );
  return `${table}\n\n${checkpoints} checkpoints; ${wrong} balances are not their sums\n\n${plan.join('\n')}`;
}
