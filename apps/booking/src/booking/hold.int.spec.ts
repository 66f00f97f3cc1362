import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, type Booking } from '@edu/contracts-booking';
import { testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours } from './booking.harness.ts';

let bench: BookingBench;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
});
beforeEach(async () => {
  bench.service.clock.reset();
  learner = await testActor('student');
});
afterAll(() => bench.stop());

const expire = async ({ id }: Booking) => {
  await bench.service.sql.query('UPDATE booking SET hold_expires_at = now() WHERE id = $1', [id]);
  await bench.becomes(id, learner, 'expired');
};

describe('the hold of a lesson that begins soon', () => {
  it('ends when the lesson begins', async () => {
    const booking = await bench.book(learner, { startsAt: inHours(0.1) });
    expect(booking.holdExpiresAt).toBe(booking.startsAt);
    const { holdExpiresAt } = await bench.service.events.next(
      bookingEvents.created,
      (e) => e.bookingId === booking.id,
    );
    expect(holdExpiresAt).toBe(booking.startsAt);
  });

  it.each([
    ['expired', true],
    ['pending', false],
  ])('sends money that comes after the start back, when it is %s', async (state, isExpired) => {
    const booking = await bench.book(learner, { startsAt: inHours(0.1) });
    if (isExpired) await expire(booking);
    bench.service.clock.set(booking.startsAt);
    const payment = await bench.paymentSucceeds(booking.id);
    expect(await bench.refundDue(payment)).toMatchObject({
      reason: 'too_late',
      amount: booking.price,
    });
    expect((await bench.get(booking.id, learner)).state).toBe(state);
    const confirmed = bench.service.events.of(bookingEvents.confirmed);
    expect(confirmed.filter(({ bookingId }) => bookingId === booking.id)).toEqual([]);
  });
});

describe('the holds of one provider', () => {
  const refused = { code: bookingErrors.tooManyHoldsOfProvider.code, status: 429 };
  let providerId: string;
  let hours = 48;
  const book = (as = learner) => bench.book(as, { providerId, startsAt: inHours((hours += 2)) });
  beforeEach(() => {
    providerId = newId();
  });

  it('are two for a learner, and one more for each that is paid', async () => {
    const first = await book();
    await book();
    await expect(book()).rejects.toMatchObject(refused);
    await expect(bench.book(learner, { startsAt: inHours(200) })).resolves.toBeDefined();
    await expect(book(await testActor('student'))).resolves.toBeDefined();
    await bench.paymentSucceeds(first.id);
    await bench.becomes(first.id, learner, 'confirmed');
    await expect(book()).resolves.toMatchObject({ state: 'pending' });
  });

  it('still count for half an hour after they end unpaid', async () => {
    const [first, second] = [await book(), await book()];
    await expire(first);
    await bench.cancel(second.id, learner);
    await expect(book()).rejects.toMatchObject(refused);
    await bench.service.sql.query(
      `UPDATE booking SET updated_at = now() - interval '31 minutes' WHERE id = $1`,
      [first.id],
    );
    await expect(book()).resolves.toMatchObject({ state: 'pending' });
    await expect(book()).rejects.toMatchObject(refused);
  });

  it('are refused with Retry-After: the hold that ends first counts for half an hour more', async () => {
    const begin = new Date();
    const at = (minutes: number, seconds = 0) =>
      bench.service.clock.set(new Date(begin.getTime() + minutes * 60_000 + seconds * 1_000));
    at(0);
    await book();
    const second = await book();
    await expect(book()).rejects.toMatchObject({ ...refused, retryAfter: 45 * 60 });
    at(10);
    await bench.cancel(second.id, learner);
    await expect(book()).rejects.toMatchObject({ ...refused, retryAfter: 30 * 60 });
    at(39, 59.2);
    await expect(book()).rejects.toMatchObject({ ...refused, retryAfter: 1 });
    at(40);
    await expect(book()).resolves.toMatchObject({ state: 'pending' });
  });
});

describe('the holds of a learner', () => {
  const refused = { code: bookingErrors.tooManyHolds.code, status: 429 };

  it('are three; the fourth is refused with Retry-After at the end of the first', async () => {
    const begin = new Date();
    for (const minutes of [0, 2, 4]) {
      bench.service.clock.set(new Date(begin.getTime() + minutes * 60_000));
      await bench.book(learner, { startsAt: inHours(48 + minutes) });
    }
    const another = bench.book(learner, { startsAt: inHours(60) });
    await expect(another).rejects.toMatchObject({ ...refused, retryAfter: 11 * 60 });
  });

  it('give the later Retry-After where the holds of the provider count as well', async () => {
    const providerId = newId();
    bench.service.clock.set(new Date());
    for (const [index, provider] of [providerId, providerId, newId()].entries()) {
      await bench.book(learner, { providerId: provider, startsAt: inHours(48 + 2 * index) });
    }
    await expect(bench.book(learner, { providerId, startsAt: inHours(60) })).rejects.toMatchObject({
      ...refused,
      retryAfter: 45 * 60,
    });
  });
});
