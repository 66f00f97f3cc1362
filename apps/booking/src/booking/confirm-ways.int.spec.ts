import fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { Inbox, type Effect, type StatementEffect } from '@edu/messaging';
import { assertSameRows, testActor, type TestActor, type Written } from '@edu/testing';
import { BookingBench, inHours } from './booking.harness.ts';
import { PaymentEventHandlers } from './payment.events.ts';

let bench: BookingBench;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
  learner = await testActor('student');
});
afterAll(() => bench.stop());

type Succeeded = Parameters<PaymentEventHandlers['succeeded']>[0];

interface Paid {
  readonly startsAt: string;
  readonly amount: number;
}

/** A booking that is paid for, in one of the two ways in which the service can write that down. */
async function confirm(way: 'statement' | 'transaction', paid: Paid): Promise<Written> {
  const { app } = bench.service.instances[0]!;
  const booking = await bench.book(learner, { startsAt: paid.startsAt });
  const paymentId = newId();
  const data: Succeeded['data'] = {
    ...{ paymentId, bookingId: booking.id, amount: { ...booking.price, amount: paid.amount } },
    ...{ psp: 'stripe', at: new Date().toISOString() },
  };
  const effect = (await app
    .get(PaymentEventHandlers, { strict: false })
    .succeeded({ data } as Succeeded)) as StatementEffect;
  const chosen = way === 'statement' ? effect : (effect.otherwise as Effect);
  await app.get(Inbox, { strict: false }).process('booking', newId(), chosen);
  const rows = await writtenAbout(booking.id);
  await bench.cancel(booking.id, learner);
  const { id, providerId, createdAt } = booking;
  return { names: { id, providerId, createdAt, paymentId }, rows };
}

/** Everything, less serial numbers. */
async function writtenAbout(id: string): Promise<Written['rows']> {
  const read = async (sql: string) => (await bench.service.sql.query<object>(sql, [id])).rows;
  return {
    booking: await read('SELECT * FROM booking WHERE id = $1'),
    transition: await read(
      `SELECT to_jsonb(t) - 'id' AS row FROM booking_transition t WHERE booking_id = $1 ORDER BY id`,
    ),
    process: await read(
      'SELECT kind, subject_id, state, data, due_at, version FROM process WHERE subject_id = $1',
    ),
    event: await read('SELECT subject, data FROM outbox WHERE aggregate_id = $1 ORDER BY sequence'),
  };
}

it(
  'writes the same whether a payment is confirmed by the statement or by the transaction',
  () =>
    assertSameRows({
      facts: fc.record({
        startsAt: fc.double({ min: 0.1, max: 5_000, noNaN: true }).map(inHours),
        amount: fc.integer({ min: 1, max: 1_000_000 }),
      }),
      statement: (paid) => confirm('statement', paid),
      transaction: (paid) => confirm('transaction', paid),
      moments: ['updated_at', 'at', 'started_at', 'holdExpiresAt'],
      numRuns: 10,
    }),
  60_000,
);
