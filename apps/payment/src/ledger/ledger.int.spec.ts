import { newId } from '@edu/contract-kit';
import { createTestDatabase, testPool } from '@edu/testing';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** What the database refuses, whatever the service's code does. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let service: pg.Pool;
const payment = newId();

beforeAll(async () => {
  database = await createTestDatabase('payment');
  service = testPool({ connectionString: database.runtimeUrl, max: 2 });
});
afterAll(async () => {
  await service.end();
  await database.drop();
});
beforeEach(async () => {
  await service.query(
    `WITH made AS (
       INSERT INTO payment (id, booking_id, payer_id, psp, status, amount, currency)
       VALUES ($1, $2, $3, 'stripe', 'succeeded', 5000, 'XOF') ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO payment_part (payment_id, booking_id, amount, is_open)
     SELECT id, booking_id, amount, false FROM made, (VALUES ($2::uuid, 3000), ($4::uuid, 2000))
       AS part(booking_id, amount)`,
    [payment, newId(), newId(), newId()],
  );
});

type Entry = [account: string, amount: number, currency: string];

async function book(entries: Entry[], purpose = 'refund', source = newId()) {
  const client = await service.connect();
  const id = newId();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($1, 'payment', $2, $3)`,
      [id, source, purpose],
    );
    for (const entry of entries) {
      await client.query(
        `INSERT INTO ledger_entry (transaction_id, owner, account, amount, currency)
         VALUES ($1, 'somebody', $2, $3, $4)`,
        [id, ...entry],
      );
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

describe('the ledger', () => {
  it('takes what adds up to zero in each currency', async () => {
    await book([
      ['psp_clearing', 100, 'XOF'],
      ['learner', -70, 'XOF'],
      ['platform_revenue', -30, 'XOF'],
    ]);
  });

  it.each<[string, Entry[]]>([
    ['one side only', [['learner', 100, 'XOF']]],
    ['nothing at all', []],
    [
      'a difference of one franc',
      [
        ['psp_clearing', 100, 'XOF'],
        ['learner', -99, 'XOF'],
      ],
    ],
    [
      'two currencies against each other',
      [
        ['psp_clearing', 100, 'XOF'],
        ['learner', -100, 'XAF'],
      ],
    ],
    [
      'an account that does not exist',
      [
        ['pocket', 100, 'XOF'],
        ['learner', -100, 'XOF'],
      ],
    ],
  ])('refuses %s', async (_what, entries) => {
    await expect(book(entries)).rejects.toMatchObject({ code: '23514' });
  });

  it('takes each movement of a source once', async () => {
    const entries: Entry[] = [
      ['psp_clearing', 5_000, 'XOF'],
      ['learner', -5_000, 'XOF'],
    ];
    await book(entries, 'charge', payment);
    await expect(book(entries, 'charge', payment)).rejects.toMatchObject({ code: '23505' });
  });

  it.each(['ledger_transaction', 'ledger_entry'])(
    'refuses UPDATE, DELETE and TRUNCATE of %s',
    async (table) => {
      for (const sql of [
        `UPDATE ${table} SET id = id`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(service.query(sql)).rejects.toMatchObject({ code: '42501' });
      }
    },
  );

  it.each(['ledger_transaction', 'ledger_entry'])(
    'refuses them of %s to whoever could do anything',
    async (table) => {
      await book([
        ['psp_clearing', 1, 'XOF'],
        ['learner', -1, 'XOF'],
      ]);
      const owner = testPool({ connectionString: database.adminUrl, max: 1 });
      for (const sql of [
        `UPDATE payment.${table} SET id = id`,
        `DELETE FROM payment.${table}`,
        `TRUNCATE payment.${table} CASCADE`,
      ]) {
        await expect(owner.query(sql)).rejects.toMatchObject({ code: '23514' });
      }
      await owner.end();
    },
  );

  it('refuses entries of a movement that was written before', async () => {
    const source = newId();
    const entries: Entry[] = [
      ['psp_clearing', 100, 'XOF'],
      ['learner', -100, 'XOF'],
    ];
    await book(entries, 'refund', source);
    const add = `INSERT INTO ledger_entry (transaction_id, owner, account, amount, currency)
      SELECT id, 'somebody', account, amount, 'XOF'
      FROM ledger_transaction, (VALUES ('learner', -5), ('refunds', 5)) AS more(account, amount)
      WHERE source_id = $1`;
    await expect(service.query(add, [source])).rejects.toMatchObject({ code: '23514' });
  });

  it('takes any journal that adds up in each currency, and no other', async () => {
    const entry = fc.tuple(
      fc.constantFrom('psp_clearing', 'learner', 'provider_payable', 'refunds'),
      fc.integer({ min: -3, max: 3 }).filter((amount) => amount !== 0),
      fc.constantFrom('XOF', 'XAF', 'EUR'),
    );
    const journal = fc.array(entry, { minLength: 1, maxLength: 5 }).chain((some) =>
      fc.boolean().map((completed): Entry[] => {
        if (!completed) return some;
        const rest = [...sums(some)].filter(([, sum]) => sum !== 0);
        return [
          ...some,
          ...rest.map(([currency, sum]): Entry => ['platform_revenue', -sum, currency]),
        ];
      }),
    );
    const verdicts = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(journal, async (entries) => {
        const balanced = [...sums(entries).values()].every((sum) => sum === 0);
        verdicts[balanced ? 'taken' : 'refused'] += 1;
        if (balanced) await book(entries);
        else await expect(book(entries)).rejects.toMatchObject({ code: '23514' });
      }),
      { numRuns: 100 },
    );
    expect(verdicts.taken).toBeGreaterThan(0);
    expect(verdicts.refused).toBeGreaterThan(0);
  });
});

function sums(entries: readonly Entry[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [, amount, currency] of entries) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return sums;
}

describe('a payment', () => {
  const set = (assignment: string) =>
    service.query(`UPDATE payment SET ${assignment} WHERE id = $1`, [payment]);

  it.each(['pending', 'created', 'unknown', 'failed', 'canceled'])(
    'never goes from succeeded to %s',
    async (status) => {
      await expect(set(`status = '${status}', psp_ref = 'x'`)).rejects.toMatchObject({
        code: '23514',
      });
    },
  );

  it('keeps its terms', async () => {
    for (const change of [`amount = 1`, `currency = 'EUR'`, `payer_id = booking_id`]) {
      await expect(set(change)).rejects.toMatchObject({ code: '23514' });
    }
  });

  it('never gives back more than was paid', async () => {
    const { rows } = await service.query<{ booking_id: string }>(
      'SELECT booking_id FROM payment_part WHERE payment_id = $1 AND amount = 3000',
      [payment],
    );
    const count = (amount: number, counted = amount) =>
      service.query(
        `WITH part AS (UPDATE payment_part SET refunded_amount = $1 WHERE booking_id = $2)
         UPDATE payment SET refunded_amount = $3 WHERE id = $4`,
        [amount, rows[0]!.booking_id, counted, payment],
      );
    await expect(count(3_000, 5_001)).rejects.toMatchObject({ code: '23514' });
    // Not of a lesson, of what another cost, or of what nobody counts.
    await expect(count(3_001)).rejects.toMatchObject({ code: '23514' });
    await expect(count(3_000, 2_999)).rejects.toMatchObject({ code: '23514' });
    await count(3_000);
  });

  it('is the only open one of its booking', async () => {
    const bookingId = newId();
    const open = (status: string) =>
      service.query(
        `WITH made AS (INSERT INTO payment (id, booking_id, payer_id, psp, status, amount, currency,
           psp_ref) VALUES ($1::uuid, $2, $3, 'stripe', $4, 1, 'XOF', $1::text) RETURNING *)
         INSERT INTO payment_part (payment_id, booking_id, amount, is_open)
         SELECT id, booking_id, amount, status <> 'canceled' FROM made`,
        [newId(), bookingId, newId(), status],
      );
    await open('canceled');
    await open('pending');
    for (const status of ['created', 'unknown', 'pending']) {
      await expect(open(status)).rejects.toMatchObject({ code: '23505' });
    }
    await service.query(
      `UPDATE payment SET status = 'failed' WHERE booking_id = $1 AND status = 'pending'`,
      [bookingId],
    );
    await open('created');
  });

  it('is what its parts add up to, and stays so', async () => {
    const open = (parts: readonly number[]) =>
      service.query(
        `WITH made AS (INSERT INTO payment (id, booking_id, payer_id, psp, amount, currency)
           VALUES ($1, $2, $2, 'stripe', 5000, 'XOF') RETURNING id)
         INSERT INTO payment_part (payment_id, booking_id, amount)
         SELECT id, gen_random_uuid(), amount FROM made, unnest($3::bigint[]) AS amount`,
        [newId(), newId(), parts],
      );
    await open([3_000, 2_000]);
    for (const parts of [[], [4_999], [3_000, 2_001]]) {
      await expect(open(parts)).rejects.toMatchObject({ code: '23514' });
    }
    const { rowCount } = await service.query(
      'SELECT FROM payment WHERE amount = 5000 AND status = $1',
      ['created'],
    );
    expect(rowCount).toBe(1);
    await expect(
      service.query('UPDATE payment_part SET amount = amount + 1 WHERE payment_id = $1', [payment]),
    ).rejects.toMatchObject({ code: '23514' });
    await expect(
      service.query('DELETE FROM payment_part WHERE payment_id = $1', [payment]),
    ).rejects.toMatchObject({ code: '23514' });
  });
});
