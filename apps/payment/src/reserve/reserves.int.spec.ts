import { newId, type Problem } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { paymentEvents, paymentRpc, reserveErrors } from '@edu/contracts-payment';
import { testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChargebackBench, type Lesson } from '../chargeback/chargeback.harness.ts';
import { franc } from '../payment.harness.ts';
import { PaymentDb } from '../payment.db.ts';
import { Reserves } from './reserves.ts';

let world: ChargebackBench;
beforeAll(async () => {
  world = await ChargebackBench.start();
  world.bench.service.fake(authRpc.names, ({ userIds }) => ({
    items: userIds.map((userId) => ({ userId, displayName: 'Awa Koné' })),
  }));
});
afterAll(() => world?.stop());

/** Each waits for several deliveries and looks. */
const PATIENT = { timeout: 120_000 };
const REASON = 'Two payments of last week are disputed.';
const NET = 4_250;

const call = () => world.bench.service;
const rows = (sql: string, ...values: unknown[]) => world.bench.rows(sql, ...values);
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem.code,
  );
/** What is payable to a provider and kept of theirs, above zero. */
async function has(providerId: string): Promise<{ payable: number; kept: number }> {
  const [sums] = await rows(
    `SELECT coalesce(-sum(amount) FILTER (WHERE account = 'provider_payable'), 0)::float8 AS payable,
       coalesce(-sum(amount) FILTER (WHERE account = 'provider_reserve'), 0)::float8 AS kept
     FROM ledger_entry WHERE owner = $1`,
    providerId,
  );
  return sums as { payable: number; kept: number };
}
const set = (
  providerId: string,
  { bps = 2_000, days = 30, as = world.finance, key = newId() } = {},
) => {
  const input = { providerId, currency: 'XOF' as const, bps, days, reason: REASON };
  return call().call(paymentRpc.setReserve, input, { as, key });
};
const lift = (id: string, as = world.finance, key = newId()) =>
  call().call(paymentRpc.liftReserve, { id, reason: 'The bank decided for her.' }, { as, key });
/** A lesson of which a fifth, 850 of 4 250 francs, is kept. */
async function kept(): Promise<Lesson> {
  const lesson = await world.paid();
  await set(lesson.providerId);
  await world.earned(lesson);
  expect(await has(lesson.providerId)).toEqual({ payable: NET - 850, kept: 850 });
  return lesson;
}
const reserveOf = async ({ bookingId }: Lesson) =>
  (await rows('SELECT * FROM reserve WHERE booking_id = $1', bookingId))[0]!;
/** As if its time were over. */
const comesDue = ({ bookingId }: Lesson) =>
  rows(
    'UPDATE reserve SET release_at = kept_at, due_at = now() WHERE booking_id = $1 AND ended_at IS NULL',
    bookingId,
  );

describe('nothing is kept', PATIENT, () => {
  it('without a rule, and of whom finance exempts', async () => {
    const lesson = await world.paid();
    await world.earned(lesson);
    expect(await has(lesson.providerId)).toEqual({ payable: NET, kept: 0 });
    const exempt = await world.paid();
    await withRule('all', {}, async () => {
      await set(exempt.providerId, { bps: 0 });
      await world.earned(exempt);
    });
    expect(await has(exempt.providerId)).toEqual({ payable: NET, kept: 0 });
  });
});

/** While a rule holds that keeps a tenth for thirty days. */
async function withRule(
  kind: 'all' | 'new_provider' | 'chargebacks',
  { threshold, withinDays }: { threshold?: number; withinDays?: number },
  work: () => Promise<unknown>,
): Promise<void> {
  const [rule] = await rows(
    `INSERT INTO reserve_rule (kind, currency, threshold, within_days, bps, days, valid_from, reason)
     VALUES ($1, 'XOF', $2, $3, 1000, 30, now() + interval '1 millisecond', 'a test') RETURNING id`,
    ...[kind, threshold ?? null, withinDays ?? null],
  );
  try {
    await work();
  } finally {
    await rows(
      `UPDATE reserve_rule SET valid_until = now() + interval '2 milliseconds' WHERE id = $1`,
      rule!['id'],
    );
  }
}

describe('by a rule', PATIENT, () => {
  it('a part of the first lesson of a new provider is kept, and none of the next', async () => {
    await withRule('new_provider', { threshold: 1 }, async () => {
      const first = await world.paid();
      await world.earned(first);
      expect(await has(first.providerId)).toEqual({ payable: 3_825, kept: 425 });
      const tutor = await testActor('tutor', { userId: first.providerId });
      const { items, totals } = await call().call(paymentRpc.earnings, {}, { as: tutor });
      expect(totals).toEqual([{ expected: franc(0), payable: franc(3_825), reserved: franc(425) }]);
      const { release_at: until } = await reserveOf(first);
      expect(items[0]).toMatchObject({
        ...{ state: 'payable', amount: franc(NET) },
        reserve: {
          ...{ amount: franc(425), why: 'new_provider', words: null },
          until: (until as Date).toISOString(),
        },
      });
    });
  });

  it('two of a kind cannot hold at once, and one that has begun only ends', async () => {
    await withRule('all', {}, async () => {
      const again = `INSERT INTO reserve_rule (kind, currency, bps, days, valid_from, reason)
        VALUES ('all', 'XOF', 500, 10, now() + interval '1 day', 'a test')`;
      await expect(rows(again)).rejects.toMatchObject({ code: '23P01' });
      const change = `UPDATE reserve_rule SET bps = 1 WHERE kind = 'all' AND valid_until IS NULL`;
      await expect(rows(change)).rejects.toMatchObject({ code: '23514' });
    });
  });

  it('whose lessons banks take back has a part kept of the next', async () => {
    await withRule('chargebacks', { threshold: 100, withinDays: 90 }, async () => {
      const lesson = await world.paid();
      await world.earned(lesson);
      expect((await has(lesson.providerId)).kept).toBe(0);
      await world.becomes(await world.disputed(lesson), 'open');
      const next = await world.paid({ providerId: lesson.providerId });
      await world.earned(next);
      expect((await has(lesson.providerId)).kept).toBe(425);
    });
  });
});

describe('what finance sets', PATIENT, () => {
  it('holds for what is earned from then on, is announced, and is in the list with what it keeps', async () => {
    const { providerId } = await kept();
    const event = await call().events.next(
      paymentEvents.reserveSet,
      (seen) => seen.providerId === providerId,
    );
    expect(event).toMatchObject({ bps: 2_000, days: 30, currency: 'XOF' });
    expect(JSON.stringify(event)).not.toContain(REASON);
    const { items } = await call().call(paymentRpc.listReserves, {}, { as: world.finance });
    expect(items.find((one) => one.providerId === providerId)).toMatchObject({
      ...{ providerName: 'Awa Koné', kept: franc(850), reason: REASON, liftedAt: null },
      setBy: { id: world.finance.userId },
    });
  });

  it('is set once, whoever sets it, and not by whose earnings it is', async () => {
    const { userId } = await testActor('tutor');
    const key = newId();
    const done = await Promise.allSettled([set(userId, { key }), set(userId), set(userId)]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await codeOf(set(userId))).toBe(reserveErrors.reserveStands.code);
    const own: TestActor = await testActor(['finance', 'tutor'], { steppedUpSecondsAgo: 0 });
    expect(await codeOf(set(own.userId, { as: own }))).toBe(reserveErrors.reserveOwn.code);
    const { id } = await set(own.userId);
    expect(await codeOf(lift(id, own))).toBe(reserveErrors.reserveOwn.code);
    expect(await codeOf(lift(newId()))).toBe(reserveErrors.reserveNotFound.code);
  });

  it('is lifted once, and what it kept is payable at once', async () => {
    const lesson = await kept();
    const { items } = await call().call(paymentRpc.listReserves, {}, { as: world.finance });
    const { id } = items.find((one) => one.providerId === lesson.providerId)!;
    const key = newId();
    expect(await lift(id, world.finance, key)).toEqual({ id });
    expect(await lift(id, world.finance, key)).toEqual({ id });
    expect(await codeOf(lift(id))).toBe(reserveErrors.reserveLifted.code);
    await world.until(async () => (await has(lesson.providerId)).payable === NET);
    expect(await has(lesson.providerId)).toEqual({ payable: NET, kept: 0 });
    const next = await world.paid({ providerId: lesson.providerId });
    await world.earned(next);
    expect(await has(lesson.providerId)).toEqual({ payable: 2 * NET, kept: 0 });
  });
});

describe('what is kept', PATIENT, () => {
  it('is released when its time is over, once, however many release it', async () => {
    const lesson = await kept();
    const { id } = (await reserveOf(lesson)) as { id: string };
    const release = (replica: number) => {
      const { app } = call().instances[replica]!;
      const [db, reserves] = [
        app.get(PaymentDb, { strict: false }),
        app.get(Reserves, { strict: false }),
      ];
      return db.tx((tx) => reserves.release(tx, id));
    };
    expect(await release(0)).toBe('again');
    expect((await has(lesson.providerId)).kept).toBe(850);
    await comesDue(lesson);
    await Promise.all([0, 1, 0, 1, 0, 1].map(release));
    expect(await has(lesson.providerId)).toEqual({ payable: NET, kept: 0 });
    const again = rows(
      `WITH movement AS (
         INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
         VALUES ($1, 'reserve', $2, 'reserve_released') RETURNING id)
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement.id, account, $3, amount, 'XOF' FROM movement, (VALUES
         ('provider_reserve', 850), ('provider_payable', -850)) AS entry (account, amount)`,
      ...[newId(), id, lesson.providerId],
    );
    await expect(again).rejects.toMatchObject({ code: '23505' });
  });

  it('is released by the row that is due, and explained in both statements', async () => {
    const lesson = await kept();
    await comesDue(lesson);
    await world.until(async () => (await has(lesson.providerId)).payable === NET);
    const tutor = await testActor('tutor', { userId: lesson.providerId });
    const lines = async (as: 'provider' | 'reserve') => {
      const month = new Date().toISOString().slice(0, 7);
      const asked = { month, as };
      const { accounts } = await call().call(paymentRpc.statement, asked, { as: tutor });
      return accounts[0]!.lines.map(({ kind, in: came, out, bookingId }) => [
        ...[kind, came.amount, out.amount, bookingId],
      ]);
    };
    const { bookingId } = lesson;
    expect(await lines('provider')).toEqual([
      ['earning', NET, 0, bookingId],
      ['reserve_kept', 0, 850, bookingId],
      ['reserve_released', 850, 0, bookingId],
    ]);
    expect(await lines('reserve')).toEqual([
      ['reserve_kept', 850, 0, bookingId],
      ['reserve_released', 0, 850, bookingId],
    ]);
    const found = await call().call(
      paymentRpc.searchLedger,
      { bookingId, kind: 'reserve_kept' },
      { as: world.finance },
    );
    expect(found.items).toMatchObject([{ bookingId, paymentId: lesson.paymentId }]);
  });

  it('covers what a bank takes before what is payable does, and is not released any more', async () => {
    const lesson = await kept();
    await world.paidOut(lesson, NET - 850);
    const dispute = await world.disputed(lesson, { reason: 'product_not_received' });
    await world.becomes(dispute, 'open');
    expect(await has(lesson.providerId)).toEqual({ payable: 0, kept: 0 });
    expect(await reserveOf(lesson)).toMatchObject({ taken: '850', due_at: null });
    const [part] = await rows(
      'SELECT * FROM chargeback_part WHERE booking_id = $1',
      lesson.bookingId,
    );
    expect(part).toMatchObject({ earned: '850', reserved: '850' });
    await world.decides(dispute, 'lost');
    await world.becomes(dispute, 'lost');
    expect(await has(lesson.providerId)).toEqual({ payable: 0, kept: 0 });
  });

  it('is payable where the bank decides for us, and the rest stays kept', async () => {
    const lesson = await kept();
    const next = await world.paid({ providerId: lesson.providerId });
    await world.earned(next);
    const dispute = await world.disputed(next, { amount: 1_200 });
    await world.becomes(dispute, 'open');
    // 1 020 of it are the provider's: all of the older reserve, and 170 of the other.
    expect(await has(lesson.providerId)).toEqual({ payable: 2 * (NET - 850), kept: 680 });
    expect([(await reserveOf(lesson))['taken'], (await reserveOf(next))['taken']]).toEqual([
      ...['850', '170'],
    ]);
    await world.decides(dispute, 'won');
    await world.becomes(dispute, 'won');
    expect(await has(lesson.providerId)).toEqual({ payable: 2 * NET - 680, kept: 680 });
    await comesDue(next);
    await world.until(async () => (await has(lesson.providerId)).kept === 0);
    expect(await has(lesson.providerId)).toEqual({ payable: 2 * NET, kept: 0 });
  });

  it('is in the books as it is kept, whatever a program does', async () => {
    const lesson = await kept();
    const { id } = await reserveOf(lesson);
    for (const change of [
      'ended_at = now(), due_at = NULL',
      'amount = amount + 1',
      `release_at = release_at + interval '1 day'`,
      'taken = taken - 1',
    ]) {
      const asked = rows(`UPDATE reserve SET ${change} WHERE id = $1`, id);
      await expect(asked, change).rejects.toMatchObject({ code: '23514' });
    }
  });
});
