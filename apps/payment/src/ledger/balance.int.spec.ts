import { type Currency, newId } from '@edu/contract-kit';
import { createTestDatabase, testPool } from '@edu/testing';
import type { Parameters, Statement, ValuesOf } from '@edu/persistence';
import fc from 'fast-check';
import type { Pool, QueryResultRow } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { STATEMENT } from '../statement/statement.sql.ts';
import { BALANCES, CHECKPOINT } from './balance.sql.ts';
import { FX_CHECKPOINT, FX_CURRENCIES, FX_POSITIONS } from './fx.sql.ts';

const AWA = newId();
const KOFI = newId();

let database: Awaited<ReturnType<typeof createTestDatabase>>;
/** The service's own role: it makes the checkpoints. */
let service: Pool;
/** Without the rule that what is written is of now. */
let past: Pool;

beforeAll(async () => {
  database = await createTestDatabase('payment');
  service = testPool({ connectionString: database.runtimeUrl, max: 2 });
  past = testPool({
    connectionString: database.adminUrl,
    options: '-c session_replication_role=replica -c search_path=payment',
    max: 1,
  });
});
afterAll(async () => {
  await Promise.all([service.end(), past.end()]);
  await database.drop();
});
const empty = () =>
  past.query(`DELETE FROM ledger_checkpoint; DELETE FROM fx_checkpoint; DELETE FROM ledger_checkpoint_run;
    DELETE FROM ledger_entry; DELETE FROM ledger_transaction`);
beforeEach(empty);

interface Line {
  readonly account: 'learner' | 'provider_payable' | 'fx' | 'fx_result';
  readonly owner: string;
  readonly currency: Currency;
  readonly amount: number;
}

/** Entries that were written so many minutes ago. */
async function write(lines: readonly Line[], minutesAgo: number): Promise<void> {
  const id = newId();
  await past.query(
    `INSERT INTO ledger_transaction (id, source_type, source_id, purpose, created_at)
     VALUES ($1, 'payment', $1, 'charge', now() - $2 * interval '1 minute')`,
    [id, minutesAgo],
  );
  await past.query(
    `INSERT INTO ledger_entry (transaction_id, account, owner, currency, amount)
     SELECT $1, account, owner, currency, amount FROM jsonb_to_recordset($2) AS line(
       account text, owner text, currency text, amount bigint)`,
    [id, JSON.stringify(lines)],
  );
}

async function query<P extends Parameters, R extends QueryResultRow>(
  asked: Statement<P, R>,
  values: ValuesOf<P>,
): Promise<R[]> {
  return (await service.query<R>(asked.text, asked.bind(values))).rows;
}

const balances = async (account: string, owner: string) =>
  (await query(BALANCES, { account, owner })).map((row) => [row.currency, Number(row.balance)]);

/** Runs until nothing is left. @returns how many checkpoints there are */
async function checkpoint(after: number, most: number): Promise<number> {
  while ((await query(CHECKPOINT, { after, most })).length > 0);
  const { rows } = await service.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM ledger_checkpoint',
  );
  return rows[0]!.count;
}

const line: fc.Arbitrary<Line> = fc.record({
  account: fc.constantFrom('learner', 'provider_payable'),
  owner: fc.constantFrom(AWA, KOFI),
  currency: fc.constantFrom('XOF', 'XAF', 'EUR'),
  amount: fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).filter((amount) => amount !== 0),
});

it('is the sum of all entries, whatever of them is in checkpoints, and never of two currencies', async () => {
  const batch = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    minutesAgo: fc.constantFrom(60, 6, 0),
    after: fc.integer({ min: 1, max: 4 }),
    most: fc.integer({ min: 1, max: 9 }),
  });
  let checkpoints = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 6 }), async (batches) => {
      await empty();
      const sums = new Map<string, number>();
      // As time goes: what is written later is never older.
      const inOrder = [...batches].sort((a, b) => b.minutesAgo - a.minutesAgo);
      for (const { lines, minutesAgo, after, most } of inOrder) {
        await write(lines, minutesAgo);
        checkpoints += await checkpoint(after, most);
        for (const { account, owner, currency, amount } of lines) {
          const key = `${account} ${owner} ${currency}`;
          sums.set(key, (sums.get(key) ?? 0) + amount);
        }
      }
      for (const [key, sum] of sums) {
        const [account, owner, currency] = key.split(' ') as [string, string, Currency];
        expect(await balances(account, owner)).toContainEqual([currency, sum]);
        await expectStatements(account, owner, currency, sum);
      }
      const shown = await Promise.all(
        ['learner', 'provider_payable'].flatMap((account) =>
          [AWA, KOFI].map((owner) => balances(account, owner)),
        ),
      );
      expect(shown.flat()).toHaveLength(sums.size);
    }),
    { numRuns: 15 },
  );
  expect(checkpoints).toBeGreaterThan(0);
}, 120_000);

/** From whichever time on: each line has what the account came to after it, and the last all of it. */
async function expectStatements(account: string, owner: string, currency: string, sum: number) {
  for (const minutes of [120, 30, 3]) {
    const from = new Date(Date.now() - minutes * 60_000);
    const to = new Date(Date.now() + 60_000);
    const asked = { account, owner, currency, from, to, limit: 1_000 };
    const lines = await query(STATEMENT, asked);
    let balance = Number(lines[0]!.opening);
    for (const { id, amount, balance: after } of lines.filter(({ id }) => id !== null)) {
      balance += Number(amount);
      expect([id, Number(after)]).toEqual([id, balance]);
    }
    expect(balance).toBe(sum);
  }
}

it('leaves alone what was written less than five minutes ago', async () => {
  const entry = { account: 'learner', owner: AWA, currency: 'XOF', amount: -5 } as const;
  await write([entry, entry], 4);
  expect(await checkpoint(1, 100)).toBe(0);
  await write([entry], 0);
  expect(await balances('learner', AWA)).toEqual([['XOF', -15]]);
});

it('keeps a checkpoint as it is', async () => {
  await write([{ account: 'learner', owner: AWA, currency: 'XOF', amount: -5 }], 6);
  expect(await checkpoint(1, 100)).toBe(1);
  const change = 'UPDATE ledger_checkpoint SET balance = 0';
  await expect(service.query(change)).rejects.toMatchObject({ code: '42501' });
  const owner = testPool({ connectionString: database.adminUrl, max: 1 });
  const asOwner = 'UPDATE payment.ledger_checkpoint SET balance = 0';
  await expect(owner.query(asOwner)).rejects.toMatchObject({ code: '23514' });
  await owner.end();
});

/** What a movement gives of one currency for another. */
const given = fc.record({
  of: fc.constantFrom('EUR', 'USD'),
  charged: fc.integer({ min: -1_000, max: 1_000 }).filter((amount) => amount !== 0),
  /** Nothing of it where only the other currency is open: the movement has it elsewhere then. */
  price: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -1_000_000, max: 1_000_000 }) },
    fc.constant(0),
  ),
});

it('is open between two currencies as all movements say, whatever of them is in checkpoints', async () => {
  const batch = fc.record({
    moved: fc.array(given, { minLength: 1, maxLength: 6 }),
    minutesAgo: fc.constantFrom(60, 6, 0),
    after: fc.integer({ min: 1, max: 4 }),
    most: fc.integer({ min: 1, max: 9 }),
  });
  let checkpoints = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 5 }), async (batches) => {
      await empty();
      const open = new Map<string, [number, number]>();
      const inOrder = [...batches].sort((a, b) => b.minutesAgo - a.minutesAgo);
      for (const { moved, minutesAgo, after, most } of inOrder) {
        for (const { of, charged, price } of moved) {
          const fx = { account: 'fx', owner: 'platform' } as const;
          const lines: Line[] = [
            { ...fx, currency: of, amount: charged },
            price === 0
              ? { ...fx, account: 'fx_result', currency: 'XOF', amount: 1 }
              : { ...fx, currency: 'XOF', amount: price },
          ];
          await write(lines, minutesAgo);
          const [sum, owed] = open.get(of) ?? [0, 0];
          open.set(of, [sum + charged, owed + price]);
        }
        // As often as it likes, and wherever that cuts a movement in two.
        await checkpoint(1, most);
        await query(FX_CHECKPOINT, { ...FX_CURRENCIES, after });
        const found = (await query(FX_POSITIONS, FX_CURRENCIES)).map((row) => [
          ...[row.oneCurrency, Number(row.oneAmount), row.otherCurrency, Number(row.otherAmount)],
        ]);
        const expected = [...open].filter(([, sums]) => sums.some((sum) => sum !== 0));
        const pairs = expected.map(([of, [charged, owed]]) =>
          of < 'XOF' ? [of, charged, 'XOF', owed] : ['XOF', owed, of, charged],
        );
        expect(found.sort()).toEqual(pairs.sort());
      }
      const { rows } = await service.query<{ n: number }>(
        'SELECT count(DISTINCT through_id)::int AS n FROM fx_checkpoint',
      );
      checkpoints += rows[0]!.n;
    }),
    { numRuns: 20 },
  );
  expect(checkpoints).toBeGreaterThan(20);
}, 120_000);
