import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BookingBench, inHours } from './booking.harness.ts';

let bench: BookingBench;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
  learner = await testActor('student');
});
afterAll(() => bench.stop());

const MINUTE_MS = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString();

/** The payer is asked on the phone; resolves when that has been handled. */
async function prompted(bookingId: string, until: string): Promise<void> {
  const about = { paymentId: newId(), bookingId, lessons: [bookingId], until };
  const eventId = await bench.service.publish(paymentEvents.prompted, about);
  await eventually(async () => {
    const find = 'SELECT FROM inbox WHERE message_id = $1';
    expect((await bench.service.sql.query(find, [eventId])).rowCount).toBe(1);
  });
}

it('lives as long as a prompt on the payer’s phone, and a moment longer', async () => {
  const { id, version } = await bench.book(learner);
  const until = inMinutes(20);
  await prompted(id, until);
  const held = await bench.get(id, learner);
  expect(Date.parse(held.holdExpiresAt!)).toBe(Date.parse(until) + 2 * MINUTE_MS);
  expect(held).toMatchObject({ state: 'pending', version: version + 1 });
  const { holdExpiresAt } = held;
  const said = await bench.service.events.next(
    bookingEvents.holdExtended,
    (event) => event.bookingId === id,
  );
  expect(said).toMatchObject({ holdExpiresAt, version: version + 1 });
  // The slot is given back by its new end, and counts as held until then.
  await bench.service.sql.query('UPDATE booking SET hold_expires_at = now() WHERE id = $1', [id]);
  await bench.becomes(id, learner, 'expired');
});

it('is not shortened by a prompt that ends before it', async () => {
  const { id, holdExpiresAt, version } = await bench.book(learner);
  await prompted(id, inMinutes(1));
  expect(await bench.get(id, learner)).toMatchObject({ holdExpiresAt, version });
});

it('ends when the lesson begins, whatever the prompt', async () => {
  const startsAt = inHours(0.3);
  const someone = await testActor('student');
  const { id } = await bench.book(someone, { startsAt });
  await prompted(id, inMinutes(60));
  expect((await bench.get(id, someone)).holdExpiresAt).toBe(startsAt);
});

it.each(['confirmed', 'canceled'] as const)('of a booking that is %s is over', async (state) => {
  const someone = await testActor('student');
  const { id } = await bench.book(someone);
  if (state === 'confirmed') await bench.paymentSucceeds(id);
  else await bench.cancel(id, someone);
  await bench.becomes(id, someone, state);
  await prompted(id, inMinutes(60));
  expect(await bench.get(id, someone)).toMatchObject({ state, holdExpiresAt: null });
});
