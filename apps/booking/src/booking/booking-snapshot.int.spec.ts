import { newId } from '@edu/contract-kit';
import { bookingEvents, bookingRpc, type BookingSnapshot } from '@edu/contracts-booking';
import { testActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BookingBench } from './booking.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench.stop());

async function snapshot(limit: number): Promise<BookingSnapshot[]> {
  const all: BookingSnapshot[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: BookingSnapshot[]; nextCursor: string | null } = await bench.service.call(
      bookingRpc.listSnapshot,
      { limit, ...(cursor && { cursor }) },
    );
    expect(page.items.length).toBeLessThanOrEqual(limit);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

it('has every booking once, by id, with all that its last event says', async () => {
  const student = await testActor('student');
  const pending = await bench.book(student);
  const paid = await bench.confirmed(student, { startsAt: soon(50) });
  const ended = await bench.book(student, { startsAt: soon(60) });
  await bench.cancel(ended.id, student);
  const of = ({ id }: { id: string }) => ({ bookingId: id });
  const created = await bench.service.events.next(
    bookingEvents.created,
    ({ bookingId }) => bookingId === pending.id,
  );
  const confirmed = await bench.service.events.next(
    bookingEvents.confirmed,
    ({ bookingId }) => bookingId === paid.id,
  );
  const canceled = await bench.service.events.next(
    bookingEvents.canceled,
    ({ bookingId }) => bookingId === ended.id,
  );
  const { by: _by, wasPaid: _wasPaid, was: _was, ...end } = canceled;
  const items = await snapshot(2);
  expect(items.map(({ bookingId }) => bookingId)).toEqual(
    [pending, paid, ended].map(({ id }) => id).sort(),
  );
  const item = ({ id }: { id: string }) => items.find(({ bookingId }) => bookingId === id);
  expect(item(pending)).toEqual({ ...created, state: 'pending', paymentId: null });
  // Its subject was in the event before.
  const { subject } = paid;
  expect(item(paid)).toEqual({ ...confirmed, subject, state: 'confirmed', holdExpiresAt: null });
  expect(item(ended)).toMatchObject({ ...of(ended), ...end, state: 'canceled' });
});

it('is for services', async () => {
  expect(bookingRpc.listSnapshot.access).toBe('service');
  expect(bookingRpc.listSnapshot.http).toBeUndefined();
  await expect(
    bench.service.call(bookingRpc.listSnapshot, { cursor: Buffer.from(newId()).toString('hex') }),
  ).rejects.toMatchObject({ code: 'platform.invalid_input' });
});

function soon(hours: number): string {
  return new Date(Math.ceil(Date.now() / 3_600_000 + hours) * 3_600_000).toISOString();
}
