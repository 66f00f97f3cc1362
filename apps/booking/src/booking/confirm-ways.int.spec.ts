import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Inbox, type Effect, type StatementEffect } from '@edu/messaging';
import { testActor, type TestActor } from '@edu/testing';
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

/** A booking that is paid for, in one of the two ways in which the service can write that down. */
async function confirm(way: 'statement' | 'transaction', startsAt: string, amount: number) {
  const { app } = bench.service.instances[0]!;
  const booking = await bench.book(learner, { startsAt });
  const paymentId = newId();
  const data: Succeeded['data'] = {
    ...{ paymentId, bookingId: booking.id, amount: { ...booking.price, amount } },
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
  return Object.entries({ id, providerId, createdAt, paymentId }).reduce(
    (text, [name, value]) => text.replaceAll(value, `<${name}>`),
    rows,
  );
}

/** Everything, less serial numbers and the moment of writing. */
async function writtenAbout(id: string): Promise<string> {
  const read = async (sql: string) =>
    (await bench.service.sql.query<Record<string, unknown>>(sql, [id])).rows;
  const rows = [
    await read('SELECT * FROM booking WHERE id = $1'),
    await read('SELECT * FROM booking_transition WHERE booking_id = $1 ORDER BY id'),
    await read(
      'SELECT kind, subject_id, state, data, due_at, version FROM process WHERE subject_id = $1',
    ),
    await read('SELECT subject, data FROM outbox WHERE aggregate_id = $1 ORDER BY sequence'),
  ];
  return JSON.stringify(rows, (key, value: unknown) =>
    ['updated_at', 'at', 'started_at', 'holdExpiresAt'].includes(key) ||
    typeof value === 'bigint' ||
    (key === 'id' && /^[0-9]+$/.test(String(value)))
      ? undefined
      : value,
  );
}

it('writes the same whether a payment is confirmed by the statement or by the transaction', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.1, max: 5_000, noNaN: true }),
      fc.integer({ min: 1, max: 1_000_000 }),
      async (hours, amount) => {
        const startsAt = inHours(hours);
        const byStatement = await confirm('statement', startsAt, amount);
        expect(await confirm('transaction', startsAt, amount)).toBe(byStatement);
        expect(byStatement).toContain(bookingEvents.confirmed.subject);
      },
    ),
    { numRuns: 10 },
  );
}, 60_000);
