import fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { outboxRow } from '@edu/persistence';
import { assertSameRows, testActor, type TestActor, type Written } from '@edu/testing';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { BookingBench, inHours } from './booking.harness.ts';
import { BookingQueries } from './booking.queries.ts';
import { aboutSlot, stateOf } from './booking.row.ts';
import { applyTransition, applyTransitions } from './booking.transition.ts';

let bench: BookingBench;
let learner: TestActor;
let provider: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
  [learner, provider] = [await testActor('student'), await testActor('tutor')];
});
afterAll(() => bench.stop());

/** How each of some bookings stands that are called off. */
type Standing = 'held' | 'asked' | 'paid' | 'proposed for';

const AT = new Date('2026-11-27T12:00:00.123Z');

/** Bookings at times of their own, a few hours apart. */
async function bookAll(standings: readonly Standing[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, standing] of standings.entries()) {
    const startsAt = inHours(48 + 3 * index);
    const { userId: providerId } = provider;
    if (standing === 'held' || standing === 'asked') {
      const other = newId();
      if (standing === 'asked') bench.asking.add(other);
      ids.push((await bench.book(await testActor('student'), { providerId: other, startsAt })).id);
      continue;
    }
    const { id } = await bench.confirmed(learner, { providerId, startsAt });
    if (standing === 'proposed for') {
      const wish = { id, starts: [inHours(300 + 3 * index)], reason: 'away' };
      await bench.service.call(bookingRpc.proposeReschedule, wish, { as: provider, key: newId() });
    }
    ids.push(id);
  }
  return ids;
}

const canceled = (before: BookingRow, after: BookingRow) => ({
  ...{ ...aboutSlot(after), by: 'platform' as const, wasPaid: after.paymentId !== null },
  was: stateOf(before),
});
const SAID = { actor: 'booking', reason: 'a reason' };

async function oneByOne(tx: BookingTx, rows: readonly BookingRow[]): Promise<void> {
  for (const row of rows) {
    const after = await applyTransition(tx, row, 'cancel', { ...SAID, at: AT });
    await tx.emit(bookingEvents.canceled, canceled(row, after));
  }
}

async function together(tx: BookingTx, rows: readonly BookingRow[]): Promise<void> {
  const changes = rows.map((row) => ({
    ...{ row, ...SAID },
    event: (after: BookingRow) => outboxRow(bookingEvents.canceled, canceled(row, after)),
  }));
  await applyTransitions(tx, 'cancel', changes, AT);
}

async function callOff(way: typeof together, standings: readonly Standing[]): Promise<Written> {
  const { app } = bench.service.instances[0]!;
  const ids = await bookAll(standings);
  await app.get(BookingDb, { strict: false }).tx(async (tx) => {
    await way(tx, await app.get(BookingQueries, { strict: false }).lockAll(tx, ids));
  });
  const names: Record<string, string> = {};
  const found = (await read(
    'SELECT * FROM booking WHERE id = ANY ($1) ORDER BY starts_at',
    ids,
  )) as {
    readonly [column: string]: unknown;
  }[];
  for (const [index, row] of found.entries()) {
    for (const column of ['id', 'learner_id', 'provider_id', 'payment_id']) {
      if (row[column]) names[`${column} ${index}`] = row[column] as string;
    }
    for (const column of ['starts_at', 'ends_at', 'created_at']) {
      names[`${column} ${index}`] = (row[column] as Date).toISOString();
    }
  }
  return { names, rows: { booking: found, ...(await writtenAbout(ids)) } };
}

const read = async (sql: string, ids: readonly string[]) =>
  (await bench.service.sql.query<object>(sql, [ids])).rows;

/** Everything else, less serial numbers and what was there before. */
async function writtenAbout(ids: readonly string[]): Promise<Written['rows']> {
  return {
    transition: await read(
      `SELECT to_jsonb(t) - 'id' AS row FROM booking_transition t JOIN booking b ON b.id = booking_id
       WHERE b.id = ANY ($1) AND to_state = 'canceled' ORDER BY b.starts_at`,
      ids,
    ),
    // None of some, and never nothing.
    proposals: await read(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE state = 'ended')::int AS ended,
         count(due_at)::int AS due, max(closed_at) AS closed
       FROM reschedule_proposal WHERE booking_id = ANY ($1)`,
      ids,
    ),
    event: await read(
      `SELECT outbox.subject, data FROM outbox JOIN booking b ON b.id::text = aggregate_id
       WHERE b.id = ANY ($1) AND outbox.subject = 'evt.booking.canceled.v1' ORDER BY b.starts_at`,
      ids,
    ),
  };
}

it(
  'writes the same of bookings that are called off together or one by one',
  () =>
    assertSameRows({
      facts: fc.array(fc.constantFrom<Standing>('held', 'asked', 'paid', 'proposed for'), {
        ...{ minLength: 1, maxLength: 4 },
      }),
      statement: (standings) => callOff(together, standings),
      transaction: (standings) => callOff(oneByOne, standings),
      moments: ['created_at', 'hold_expires_at'],
      numRuns: 10,
    }),
  120_000,
);
