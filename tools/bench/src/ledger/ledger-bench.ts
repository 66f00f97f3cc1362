import { loadSources } from '@edu/build/load-sources';
import { inDatabase, migrate, provision, withClient, workspaceServices } from '@edu/database';
import { percentile } from '@edu/journey';
import { seededRandom } from '@edu/simulators/kit/random';
import type pg from 'pg';
import { startBenchServer } from '../bench-server.ts';
import { textTable } from '../report/text-table.ts';
import { learner, LEARNERS, MONTHS, provider, PROVIDERS, seedLedger } from './ledger-seed.ts';

const ENTRIES = 10_000_000;
const DATABASE = 'educonnect_ledger';
const SEED = 1;
const SAMPLES = 200;
/** Milliseconds. */
const BALANCE_BAR = 10;
/** Also of what finance finds of one person. */
const STATEMENT_BAR = 100;

interface Statement {
  readonly name: string;
  readonly text: string;
  bind(values: object): unknown[];
}

interface Sources {
  readonly BALANCES: Statement;
  readonly STATEMENT: Statement;
  readonly SEARCH_LEDGER: { readonly owner: Statement };
  readonly accountsAsked: (search: { owner: string }) => readonly string[];
  readonly MOST_STATEMENT_LINES: number;
  readonly CHECKPOINT: Statement;
  readonly CHECKPOINT_STEP: object;
}

export interface LedgerResult {
  readonly entries: number;
  readonly checkpoints: number;
  readonly lines: readonly LedgerLine[];
  /** Balances that are not the sum of their entries. */
  readonly wrong: number;
  /** Of the balance, and of the statement, with the most entries. */
  readonly plans: readonly string[];
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
  const { BALANCES, STATEMENT, MOST_STATEMENT_LINES, ...sources } = await loadSources<Sources>(
    `export { BALANCES, CHECKPOINT, CHECKPOINT_STEP } from './apps/payment/src/ledger/balance.sql.ts';
     export { SEARCH_LEDGER } from './apps/payment/src/ledger/ledger-search.sql.ts';
     export { accountsAsked } from './apps/payment/src/ledger/ledger-search.domain.ts';
     export { STATEMENT } from './apps/payment/src/statement/statement.sql.ts';
     export { MOST_STATEMENT_LINES } from '@edu/contracts-payment';`,
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
      const month = (account: string, owner: string, ago: number) => ({
        ...{ account, owner, currency: 'XOF', ...monthsAgo(ago) },
        limit: MOST_STATEMENT_LINES + 1,
      });
      const statement = (what: string, account: string, owner: () => string) =>
        measured.add(what, STATEMENT_BAR, STATEMENT, () => month(account, owner(), below(MONTHS)));
      await balance('balance of a learner', 'learner', () => learner(below(LEARNERS)));
      await balance('balance of a provider', 'provider_payable', () => provider(below(PROVIDERS)));
      await balance('balance of the busiest provider', 'provider_payable', () => provider(0));
      await balance('balance at the psp', 'psp_clearing', () => 'psp');
      await statement('statement of a learner', 'learner', () => learner(below(LEARNERS)));
      await statement('statement of a provider', 'provider_payable', () =>
        provider(below(PROVIDERS)),
      );
      await statement('statement of the busiest', 'provider_payable', () => provider(0));
      const asked = (owner: string) => ({
        ...{ account: null, owner, currency: null, amount: null, kind: null, from: null, to: null },
        ...{ before: null, look: 200, limit: 51 },
        ...{ accounts: sources.accountsAsked({ owner }), currencies: ['XOF', 'XAF', 'EUR', 'USD'] },
      });
      const search = (what: string, owner: () => string) =>
        measured.add(what, STATEMENT_BAR, sources.SEARCH_LEDGER.owner, () => asked(owner()));
      await search('search of a learner', () => learner(below(LEARNERS)));
      await search('search of a provider', () => provider(below(PROVIDERS)));
      await search('search of the busiest', () => provider(0));
      const wrong = await countWrong(client, BALANCES, [
        'psp',
        provider(0),
        learner(1),
        'platform',
      ]);
      const plans = [
        ...(await planOf(client, BALANCES, { account: 'psp_clearing', owner: 'psp' })),
        ...(await planOf(client, STATEMENT, month('provider_payable', provider(0), 1))),
      ];
      return { entries: ENTRIES, checkpoints, lines: measured.lines, wrong, plans };
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

async function planOf(client: pg.Client, statement: Statement, values: object) {
  const explained = await client.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) ${statement.text}`,
    statement.bind(values),
  );
  return ['', ...explained.rows.map((row) => row['QUERY PLAN'])];
}

/** A calendar month, in UTC as statements have it. */
function monthsAgo(ago: number): { from: Date; to: Date } {
  const now = new Date();
  const first = (months: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months));
  return { from: first(ago), to: first(ago - 1) };
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

export function ledgerText({ entries, checkpoints, lines, wrong, plans }: LedgerResult): string {
  const rows = lines.map(({ what, p50, p95, bar }) => [
    ...[what, p50.toFixed(2), p95.toFixed(2), String(bar)],
    p95 <= bar ? '' : 'too slow',
  ]);
  const table = textTable(
    [`${entries.toLocaleString('en')} entries`, 'P50 ms', 'P95', 'bar', ''],
    rows,
  );
  return `${table}\n\n${checkpoints} checkpoints; ${wrong} balances are not their sums\n\n${plans.join('\n')}`;
}
