import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, platformErrors, type Money } from '@edu/contract-kit';
import {
  availabilityErrors,
  availabilityRpc,
  type CancellationPolicy,
} from '@edu/contracts-availability';
import { bookingErrors, bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import {
  eventually,
  startTestService,
  testActor,
  type TestActor,
  type TestService,
} from '@edu/testing';
import { bookingService } from '../main.ts';
import { fakeNames } from './booking.harness.ts';

const price: Money = { amount: 5_000, currency: 'XOF' };
const policy: CancellationPolicy = {
  name: 'moderate',
  tiers: [{ hoursBefore: 24, refundPct: 100, providerSharePct: 0 }],
  graceMinutes: 15,
};
const HOUR = 3_600_000;

let service: TestService;
let student: TestActor;
let providerId: string;
let start: Date;

beforeAll(async () => {
  service = await startTestService(bookingService);
  fakeNames(service, new Map());
});
afterAll(() => service.stop());

beforeEach(async () => {
  student = await testActor('student');
  providerId = newId();
  start = new Date(Math.ceil(Date.now() / HOUR) * HOUR + 48 * HOUR);
  service.fake(availabilityRpc.quote, (input) => {
    const startsAt = new Date(input.startsAt);
    const endsAt = new Date(startsAt.getTime() + input.durationMinutes * 60_000);
    return {
      providerId: input.providerId,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      busyFrom: startsAt.toISOString(),
      busyUntil: new Date(endsAt.getTime() + 10 * 60_000).toISOString(),
      price,
      zone: 'Africa/Abidjan',
      policy,
    };
  });
});

const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000).toISOString();
const book = (as: TestActor, startsAt = at(0), key: string = newId(), provider = providerId) =>
  service.call(bookingRpc.create, { providerId: provider, startsAt }, { as, key });
const paid = (bookingId: string, paymentId: string = newId()) => ({
  paymentId,
  bookingId,
  amount: price,
  psp: 'stripe',
  at: new Date().toISOString(),
});
const stateOf = async (id: string, as: TestActor) =>
  (await service.call(bookingRpc.get, { id }, { as })).state;
const becomes = (id: string, as: TestActor, state: string) =>
  eventually(async () => expect(await stateOf(id, as)).toBe(state));
/** The codes of failures, and how many calls succeeded. */
const outcomes = async (calls: Promise<unknown>[]) => {
  const settled = await Promise.allSettled(calls);
  const codes = settled.flatMap((s) =>
    s.status === 'rejected' ? [(s.reason as { code: string }).code] : [],
  );
  return { succeeded: settled.length - codes.length, codes: [...new Set(codes)].sort() };
};

describe('booking a slot', () => {
  it('holds it at the price of the quote, and emits an event', async () => {
    const booking = await book(student);
    expect(booking).toMatchObject({
      learnerId: student.userId,
      providerId,
      state: 'pending',
      price,
      startsAt: at(0),
      endsAt: at(60),
      zone: 'Africa/Abidjan',
      version: 1,
    });
    const held = new Date(booking.holdExpiresAt!).getTime() - Date.now();
    expect(held).toBeGreaterThan(14 * 60_000);
    expect(held).toBeLessThanOrEqual(15 * 60_000);
    const event = await service.events.next(
      bookingEvents.created,
      (e) => e.bookingId === booking.id,
    );
    expect(event).toMatchObject({ providerId, busyUntil: at(70), price });
    const { rows } = await service.sql.query(
      'SELECT to_state, actor FROM booking_transition WHERE booking_id = $1',
      [booking.id],
    );
    expect(rows).toEqual([{ to_state: 'pending', actor: student.userId }]);
  });

  it('answers a repeat with the same booking, and refuses the key for another request', async () => {
    const key = newId();
    const first = await book(student, at(0), key);
    expect(await book(student, at(0), key)).toEqual(first);
    await expect(book(student, at(300), key)).rejects.toMatchObject({
      code: platformErrors.idempotencyKeyReused.code,
    });
    // The same key of somebody else has nothing to do with it.
    const other = await book(await testActor('student'), at(600), key);
    expect(other.id).not.toBe(first.id);
  });

  it('answers a repeat even when the slot is not offered any more because of it', async () => {
    const key = newId();
    const first = await book(student, at(0), key);
    service.fake(availabilityRpc.quote, () => {
      throw availabilityErrors.slotNotOffered();
    });
    expect(await book(student, at(0), key)).toEqual(first);
    await expect(book(student, at(0))).rejects.toMatchObject({
      code: availabilityErrors.slotNotOffered.code,
    });
  });

  it('lets one of 200 have the slot, and answers all of them within seconds', async () => {
    const actors = await Promise.all(Array.from({ length: 200 }, () => testActor('student')));
    const began = performance.now();
    const { succeeded, codes } = await outcomes(actors.map((actor) => book(actor)));
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(succeeded).toBe(1);
    expect([bookingErrors.slotContended.code, bookingErrors.slotTaken.code]).toEqual(
      expect.arrayContaining(codes),
    );
  });

  it('does a call with one key once, however often it arrives at the same time', async () => {
    const key = newId();
    const { succeeded, codes } = await outcomes(
      Array.from({ length: 50 }, () => book(student, at(0), key)),
    );
    expect(succeeded).toBeGreaterThan(0);
    expect([platformErrors.idempotencyKeyInFlight.code]).toEqual(expect.arrayContaining(codes));
    const { rows } = await service.sql.query(
      'SELECT count(*)::int FROM booking WHERE learner_id = $1',
      [student.userId],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('refuses overlaps of provider, buffers included, and of learner, but not adjacent lessons', async () => {
    await book(student, at(0));
    const other = await testActor('student');
    await expect(book(other, at(30))).rejects.toMatchObject({ code: bookingErrors.slotTaken.code });
    await expect(book(other, at(65))).rejects.toMatchObject({ code: bookingErrors.slotTaken.code });
    await expect(book(other, at(70))).resolves.toMatchObject({ state: 'pending' });
    await expect(book(student, at(30), newId(), newId())).rejects.toMatchObject({
      code: bookingErrors.learnerBusy.code,
    });
    await expect(book(student, at(60), newId(), newId())).resolves.toMatchObject({
      state: 'pending',
    });
  });

  it('confirms exactly one of many overlapping bookings with different starts', async () => {
    const actors = await Promise.all(Array.from({ length: 24 }, () => testActor('student')));
    const { succeeded } = await outcomes(actors.map((actor, i) => book(actor, at((i % 12) * 5))));
    expect(succeeded).toBe(1);
  });

  it('refuses oneself, the wrong role, no key, no user and bad input', async () => {
    const both = await testActor(['student', 'tutor'], { userId: providerId });
    await expect(book(both)).rejects.toMatchObject({ code: bookingErrors.ownLesson.code });
    await expect(book(await testActor('tutor'))).rejects.toMatchObject({ status: 403 });
    const input = { providerId, startsAt: at(0) };
    await expect(service.call(bookingRpc.create, input, { as: student })).rejects.toMatchObject({
      code: platformErrors.idempotencyKeyMissing.code,
    });
    await expect(service.call(bookingRpc.create, input, { key: newId() })).rejects.toMatchObject({
      status: 401,
    });
    const bad = { ...input, durationMinutes: 1, price: 1 };
    await expect(
      service.call(bookingRpc.create, bad as never, { as: student, key: newId() }),
    ).rejects.toMatchObject({ status: 400, errors: expect.arrayContaining([expect.anything()]) });
  });
});

describe('paying', () => {
  it('confirms once, however often the event arrives', async () => {
    const booking = await book(student);
    const payment = paid(booking.id);
    const eventId = await service.publish(paymentEvents.succeeded, payment);
    await service.publish(paymentEvents.succeeded, payment, eventId);
    await service.publish(paymentEvents.succeeded, payment);
    await becomes(booking.id, student, 'confirmed');
    await service.events.next(bookingEvents.confirmed, (e) => e.bookingId === booking.id);
    const { rows } = await service.sql.query(
      `SELECT count(*)::int FROM booking_transition WHERE booking_id = $1 AND to_state = 'confirmed'`,
      [booking.id],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('refunds a second payment of the same booking', async () => {
    const booking = await book(student);
    await service.publish(paymentEvents.succeeded, paid(booking.id));
    await becomes(booking.id, student, 'confirmed');
    const second = paid(booking.id);
    await service.publish(paymentEvents.succeeded, second);
    const due = await service.events.next(
      bookingEvents.refundDue,
      (e) => e.paymentId === second.paymentId,
    );
    expect(due).toMatchObject({ reason: 'already_paid', amount: price });
  });

  it('expires an unpaid hold by the database clock and frees the slot', async () => {
    const booking = await book(student);
    await service.sql.query(
      `UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1`,
      [booking.id],
    );
    await becomes(booking.id, student, 'expired');
    await service.events.next(bookingEvents.expired, (e) => e.bookingId === booking.id);
    await expect(book(await testActor('student'))).resolves.toMatchObject({ state: 'pending' });
  });

  it('confirms a late payment while the slot is free, and refunds it when the slot is taken', async () => {
    const expire = (id: string) =>
      service.sql.query(`UPDATE booking SET hold_expires_at = now() WHERE id = $1`, [id]);
    const late = await book(student);
    await expire(late.id);
    await becomes(late.id, student, 'expired');
    await service.publish(paymentEvents.succeeded, paid(late.id));
    await becomes(late.id, student, 'confirmed');

    const lost = await book(student, at(600));
    await expire(lost.id);
    await becomes(lost.id, student, 'expired');
    await book(await testActor('student'), at(600));
    const payment = paid(lost.id);
    await service.publish(paymentEvents.succeeded, payment);
    const due = await service.events.next(
      bookingEvents.refundDue,
      (e) => e.paymentId === payment.paymentId,
    );
    expect(due).toMatchObject({ reason: 'slot_gone', amount: price });
    expect(await stateOf(lost.id, student)).toBe('expired');
  });
});

describe('canceling', () => {
  it('previews and refunds by the policy, then is refunded', async () => {
    const booking = await book(student);
    const payment = paid(booking.id);
    await service.publish(paymentEvents.succeeded, payment);
    await becomes(booking.id, student, 'confirmed');
    const preview = await service.call(
      bookingRpc.cancellationPreview,
      { id: booking.id },
      { as: student },
    );
    expect(preview).toMatchObject({ refund: price, refundPct: 100, free: true });
    const at = new Date(Date.parse(booking.startsAt) - 10 * 3_600_000).toISOString();
    const then = await service.call(
      bookingRpc.cancellationPreview,
      { id: booking.id, at },
      { as: student },
    );
    expect(then).toMatchObject({ refundPct: 0, free: false, at });
    const steps = ({ ahead }: typeof then) => ahead.map(({ refundPct }) => refundPct);
    expect([steps(preview), steps(then)]).toEqual([[100, 0], [0]]);

    const key = newId();
    const cancel = () =>
      service.call(bookingRpc.cancel, { id: booking.id, reason: 'ill' }, { as: student, key });
    const canceled = await cancel();
    expect(canceled.state).toBe('canceled');
    expect(await cancel()).toEqual(canceled);
    const due = await service.events.next(
      bookingEvents.refundDue,
      (e) => e.bookingId === booking.id,
    );
    expect(due).toMatchObject({ reason: 'canceled', amount: price, paymentId: payment.paymentId });

    await service.publish(paymentEvents.refunded, {
      paymentId: payment.paymentId,
      bookingId: booking.id,
      amount: price,
      refundId: newId(),
      total: true,
    });
    await becomes(booking.id, student, 'refunded');
  });

  it('lets one of two cancellations win', async () => {
    const booking = await book(student);
    const cancel = () =>
      service.call(bookingRpc.cancel, { id: booking.id }, { as: student, key: newId() });
    const { succeeded, codes } = await outcomes([cancel(), cancel(), cancel()]);
    expect(succeeded).toBe(1);
    expect(codes).toEqual([bookingErrors.illegalTransition.code]);
  });
});

describe('reading', () => {
  it('answers another person’s id exactly like a random one', async () => {
    const booking = await book(student);
    const stranger = await testActor('student');
    const calls = (id: string) => [
      service.call(bookingRpc.get, { id }, { as: stranger }),
      service.call(bookingRpc.cancellationPreview, { id }, { as: stranger }),
      service.call(bookingRpc.cancel, { id }, { as: stranger, key: newId() }),
    ];
    const problems = async (id: string) =>
      (await Promise.allSettled(calls(id))).map(
        (s) => s.status === 'rejected' && s.reason.toWire(),
      );
    expect(await problems(booking.id)).toEqual(await problems(newId()));
    expect(await problems(booking.id)).toEqual(
      Array(3).fill(expect.objectContaining({ code: bookingErrors.notFound.code })),
    );
  });

  it('pages through a list without gaps or repetitions', async () => {
    const ids = [];
    for (const [i, minutes] of [0, 120, 240].entries()) {
      ids.push((await book(student, at(minutes), newId(), newId())).id);
      expect(i).toBeLessThan(3);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.call(
        bookingRpc.list,
        { limit: 2, ...(cursor && { cursor }) },
        { as: student },
      );
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids.reverse());
    await expect(
      service.call(bookingRpc.list, { cursor: 'bm9uc2Vuc2U' }, { as: student }),
    ).rejects.toMatchObject({ status: 400 });
  });
});
