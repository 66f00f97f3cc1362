import {
  newId,
  platformErrors,
  type Currency,
  type Problem,
  type RpcInput,
} from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import {
  LEDGER_KINDS,
  paymentEvents,
  paymentRpc,
  type LedgerAccount,
  type LedgerKind,
} from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

type Search = Omit<RpcInput<typeof paymentRpc.searchLedger>, 'limit' | 'cursor'>;

interface Line {
  readonly account: LedgerAccount;
  readonly owner: string;
  readonly amount: number;
  readonly currency: Currency;
}

interface Booked {
  readonly id: string;
  readonly kind: LedgerKind;
  readonly minutesAgo: number;
  readonly lines: readonly Line[];
}

const MINUTE_MS = 60_000;
let bench: PaymentBench;
let finance: TestActor;
beforeAll(async () => {
  bench = await PaymentBench.start();
  finance = await testActor('finance');
});
afterAll(() => bench?.stop());
beforeEach(() => past('DELETE FROM ledger_entry; DELETE FROM ledger_transaction'));

/** What a superuser alone can do: without the rules that the books only grow, and that they are of now. */
async function past(sql: string, ...values: unknown[]): Promise<void> {
  const client = await bench.service.sql.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query(sql, values.length > 0 ? values : undefined);
  } finally {
    await client.query('RESET session_replication_role');
    client.release();
  }
}

/** The earliest first: what is written later is numbered higher. */
async function write(booked: readonly Booked[]): Promise<void> {
  const inOrder = [...booked].sort((a, b) => b.minutesAgo - a.minutesAgo);
  await past(
    `WITH movement AS (
       INSERT INTO ledger_transaction (id, source_type, source_id, purpose, created_at)
       SELECT id, 'booking', id, kind, now() - "minutesAgo" * interval '1 minute'
       FROM jsonb_to_recordset($1) AS one(id uuid, kind text, "minutesAgo" int))
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     SELECT (value ->> 'id')::uuid, account, owner, amount, currency
     FROM jsonb_array_elements($1) WITH ORDINALITY AS one (value, place),
       jsonb_to_recordset(value -> 'lines') AS line(
         account text, owner text, amount bigint, currency text)
     ORDER BY place`,
    JSON.stringify(inOrder),
  );
}

const ask = (asked: Search & { limit?: number; cursor?: string }, as = finance) =>
  bench.service.call(paymentRpc.searchLedger, asked, { as });
/** Like a client, which repeats a call that a busy service did not answer in time. */
const search = (asked: Parameters<typeof ask>[0]) => eventually(() => ask(asked));

/** All that is found, page by page. */
async function found(asked: Search, limit = 4): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof search>> = await search({
      ...{ ...asked, limit },
      ...(cursor && { cursor }),
    });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

describe('the books of a lesson', () => {
  /** Paid, sent back in part, and earned. */
  async function lesson() {
    const { booking, payment, ref } = await bench.paid();
    const { bookingId, learnerId, providerId } = booking;
    const paid = { bookingId, paymentId: payment.id };
    const seen = () => bench.service.events.of(paymentEvents.refunded).length;
    const before = seen();
    await bench.service.publish(bookingEvents.refundDue, {
      ...{ ...paid, refundRequestId: newId(), amount: franc(1_000), reason: 'disputed' as const },
    });
    await eventually(() => expect(seen()).toBeGreaterThan(before));
    await bench.service.publish(bookingEvents.payable, {
      ...{ ...paid, learnerId, providerId, version: 3, amount: franc(4_000) },
      ...{ atCostOf: 'learner' as const, at: new Date().toISOString() },
    });
    await eventually(async () => {
      const find = 'SELECT FROM earning WHERE booking_id = $1 AND posted_at IS NOT NULL';
      expect(await bench.rows(find, bookingId)).toHaveLength(1);
    });
    return { ...booking, ...paid, ref };
  }

  it('are found by lesson, payment and reference, each with all its lines and what it is about', async () => {
    const one = await lesson();
    await lesson();
    const { bookingId, paymentId, startsAt, learnerId, providerId } = one;
    const about = { bookingId, paymentId, startsAt };
    const line = (
      account: LedgerAccount,
      owner: string,
      ownerName: string | null,
      amount: number,
    ) => ({
      ...{ account, owner, ownerName },
      balance: { amount, currency: 'XOF' },
    });
    const name = 'Koffi Mensah';
    const { items } = await search({ bookingId });
    expect(items).toMatchObject([
      {
        ...{ ...about, kind: 'earning', pspRef: null, reason: null, payoutId: null },
        lines: [
          line('learner', learnerId, name, 4_000),
          line('provider_payable', providerId, name, -3_400),
          line('platform_revenue', 'platform', null, -600),
        ],
      },
      {
        ...{ ...about, kind: 'refund', reason: 'disputed' },
        lines: [
          line('psp_clearing', 'stripe', null, -1_000),
          line('learner', learnerId, name, 1_000),
        ],
      },
      {
        ...{ ...about, kind: 'charge', pspRef: one.ref },
        lines: [
          line('psp_clearing', 'stripe', null, 5_000),
          line('learner', learnerId, name, -5_000),
        ],
      },
    ]);
    expect((await search({ paymentId })).items).toEqual(items);
    expect((await search({ paymentId, bookingId, kind: 'charge' })).items).toEqual([items[2]]);
    expect((await search({ pspRef: one.ref })).items).toEqual([items[2]]);
    expect((await search({ pspRef: items[1]!.pspRef! })).items).toEqual([items[1]]);
    expect((await search({ bookingId, paymentId: newId() })).items).toEqual([]);
    expect((await search({ bookingId, amount: 600 })).items).toEqual([items[0]]);
  }, 120_000);

  it('come with what the accounts of an owner come to', async () => {
    const { providerId } = await lesson();
    const page = await search({ owner: providerId });
    expect(page.items.map(({ kind }) => kind)).toEqual(['earning']);
    const balance = { amount: -3_400, currency: 'XOF' };
    expect(page.balances).toEqual([{ account: 'provider_payable', balance }]);
    expect((await search({ owner: providerId, account: 'learner' })).balances).toEqual([]);
    expect((await search({ owner: 'platform', currency: 'EUR' })).balances).toEqual([]);
    expect((await search({})).balances).toEqual([]);
  }, 120_000);
});

it('finds exactly what fits, each once, the newest first, whatever is asked', async () => {
  const people = [newId(), newId()] as const;
  const owners = [...people, 'stripe', 'wave', 'platform'];
  const accountsOf = (owner: string): LedgerAccount[] => {
    if (owner === 'platform') return ['platform_revenue', 'refunds', 'platform_costs'];
    if (owner.length < 10) return ['psp_clearing', 'suspense'];
    return ['learner', 'provider_payable', 'payout_in_transit'];
  };
  const kinds = LEDGER_KINDS.slice(0, 4);
  const currency = fc.constantFrom<Currency>('XOF', 'XAF', 'EUR');
  const amount = fc.integer({ min: 1, max: 6 });
  const line = fc.constantFrom(...owners).chain((owner) =>
    fc.record({
      ...{ owner: fc.constant(owner), account: fc.constantFrom(...accountsOf(owner)), currency },
      amount: fc.tuple(amount, fc.constantFrom(1, -1)).map(([size, sign]) => size * sign),
    }),
  );
  const booked = fc.record({
    id: fc.constant(null).map(() => newId()),
    kind: fc.constantFrom(...kinds),
    lines: fc.array(line, { minLength: 2, maxLength: 4 }),
  });
  const [some] = fc.sample(fc.array(booked, { minLength: 120, maxLength: 120 }), 1);
  // A quarter of an hour apart, so that the order is known.
  const books: Booked[] = some!.map((one, index) => ({ ...one, minutesAgo: 7 + index * 15 }));
  await write(books);
  const now = Date.now();
  const at = (minutesAgo: number) => new Date(now - minutesAgo * MINUTE_MS).toISOString();

  const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });
  const criteria = fc.record({
    owner: maybe(fc.constantFrom(...owners)),
    account: maybe(fc.constantFrom<LedgerAccount>('learner', 'refunds', 'psp_clearing')),
    kind: maybe(fc.constantFrom(...kinds)),
    currency: maybe(currency),
    amount: maybe(amount),
    /** Between two of them. */
    since: maybe(fc.integer({ min: 0, max: 120 })),
    until: maybe(fc.integer({ min: 0, max: 120 })),
    limit: fc.integer({ min: 3, max: 12 }),
  });
  let most = 0;
  await fc.assert(
    fc.asyncProperty(criteria, async ({ since, until, limit, ...asked }) => {
      const period = {
        ...(since !== undefined && { from: at(since * 15) }),
        ...(until !== undefined && { to: at(until * 15) }),
      };
      const fits = (one: Line) =>
        one.owner === (asked.owner ?? one.owner) &&
        one.account === (asked.account ?? one.account) &&
        one.currency === (asked.currency ?? one.currency) &&
        Math.abs(one.amount) === (asked.amount ?? Math.abs(one.amount));
      const expected = books
        .filter(
          ({ kind, lines, minutesAgo }) =>
            kind === (asked.kind ?? kind) &&
            lines.some(fits) &&
            minutesAgo <= (since ?? Infinity) * 15 &&
            minutesAgo > (until ?? -1) * 15,
        )
        .map(({ id }) => id);
      most = Math.max(most, expected.length);
      const given = Object.entries({ ...asked, ...period }).filter(
        ([, value]) => value !== undefined,
      );
      expect(await found(Object.fromEntries(given), limit)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
  expect(most).toBeGreaterThan(9);
}, 240_000);

it('goes on where it stopped, when what fits is far back', async () => {
  const old = { account: 'learner', owner: newId(), amount: 5, currency: 'EUR' } as const;
  const id = newId();
  await write([{ id, kind: 'charge', minutesAgo: 60 * 24, lines: [old, { ...old, amount: -5 }] }]);
  await past(
    `WITH movement AS (
       INSERT INTO ledger_transaction (id, source_type, source_id, purpose, created_at)
       SELECT gen_random_uuid(), 'payment', gen_random_uuid(), 'charge', now() - interval '1 hour'
       FROM generate_series(1, 15000) RETURNING id)
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     SELECT id, account, owner, amount, 'XOF' FROM movement, (VALUES
       ('psp_clearing', 'stripe', 5000), ('learner', 'somebody', -5000)) AS line(account, owner, amount)`,
  );
  const first = await search({ account: 'learner', currency: 'EUR' });
  expect(first.items).toEqual([]);
  expect(first.nextCursor).not.toBeNull();
  expect(await found({ account: 'learner', currency: 'EUR' })).toEqual([id]);
  expect(await found({ amount: 5 })).toEqual([id]);
}, 120_000);

it('is for finance, and takes no cursor that it did not make', async () => {
  const refused = (asked: Promise<unknown>) =>
    asked.then(
      () => expect.fail('it was not refused'),
      (problem: Problem) => problem.code,
    );
  for (const role of ['support', 'tutor'] as const) {
    expect(await refused(ask({}, await testActor(role)))).toBe(platformErrors.forbidden.code);
  }
  const cursor = Buffer.from(JSON.stringify([newId()])).toString('base64url');
  expect(await refused(ask({ cursor }))).toBe(platformErrors.invalidInput.code);
});
