import { Currency, newId } from '@edu/contract-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';
import { STATEMENT } from '../statement/statement.sql.ts';
import { accountsAsked } from './ledger-search.domain.ts';
import { SEARCH_LEDGER } from './ledger-search.sql.ts';

/** Entries of others, about as many before this owner's in the index as behind them. */
const OTHERS = 60_000;
const OWNER = '80000000-0000-4000-8000-000000000000';
const ACCOUNT = 'learner';
/** An index of the account alone has several hundred pages. */
const PAGES = 150;

interface Bound {
  readonly text: string;
  readonly values: unknown[];
}

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start();
  const client = await bench.service.sql.connect();
  try {
    // Without the rule that books only grow by whole transactions.
    await client.query('SET session_replication_role = replica');
    await client.query(
      `WITH entry AS (
         SELECT n, md5('lesson' || n / 3)::uuid AS lesson, md5(n::text)::uuid AS owner,
           now() - interval '1 year' + n / 3 * interval '1 minute' AS at
         FROM generate_series(0, $1::int) AS n
         UNION ALL SELECT n, $2::uuid, $3::uuid, now() FROM generate_series(1, 3) AS n
       ), movement AS (
         INSERT INTO ledger_transaction (id, source_type, source_id, purpose, created_at)
         SELECT DISTINCT lesson, 'booking', lesson, 'earning', at FROM entry)
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT lesson, $4, owner, n + 1, 'XOF' FROM entry`,
      [OTHERS, newId(), OWNER, ACCOUNT],
    );
  } finally {
    await client.query('RESET session_replication_role');
    client.release();
  }
  await bench.service.sql.query('VACUUM ANALYZE ledger_entry, ledger_transaction');
});
afterAll(() => bench?.stop());

/** Pages that a statement touches, and rows that it answers. */
async function cost({ text, values }: Bound): Promise<{ pages: number; rows: number }> {
  const { rows } = await bench.service.sql.query<{
    'QUERY PLAN': [{ Plan: Record<string, number> }];
  }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
  const { Plan: plan } = rows[0]!['QUERY PLAN'][0];
  const pages = plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!;
  return { pages, rows: plan['Actual Rows']! };
}

describe('Who has few entries among those of many', () => {
  it('has a statement without reading the others', async () => {
    const [from, to] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)];
    const month = { account: ACCOUNT, owner: OWNER, currency: 'XOF', from, to, limit: 501 };
    const { pages, rows } = await cost({ text: STATEMENT.text, values: STATEMENT.bind(month) });
    expect(rows).toBe(3);
    expect(pages).toBeLessThan(PAGES);
  });

  it('is found by finance without reading the others', async () => {
    const any = { account: null, currency: null, amount: null, kind: null, from: null, to: null };
    const { owner: ofOwner } = SEARCH_LEDGER;
    const values = ofOwner.bind({
      ...{ ...any, owner: OWNER, before: null, look: 200, limit: 51 },
      ...{ accounts: accountsAsked({ owner: OWNER, limit: 50 }), currencies: Currency.options },
    });
    const { pages, rows } = await cost({ text: ofOwner.text, values });
    expect(rows).toBe(1);
    expect(pages).toBeLessThan(3 * PAGES);
  });
});
