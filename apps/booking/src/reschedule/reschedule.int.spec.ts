import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, MODERATE, outcomes, PRICE } from '../booking/booking.harness.ts';
import { dueAtOf } from '../lesson/lesson.process.ts';
import { TestFamily } from '../family/family.harness.ts';

let bench: BookingBench;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
beforeEach(async () => {
  Object.assign(bench, { policy: MODERATE, price: PRICE });
  bench.service.clock.reset();
  learner = await testActor('student');
});
afterAll(() => bench.stop());

type To = { startsAt?: string; durationMinutes?: number; key?: string };
const move = (
  id: string,
  as: TestActor,
  { key = newId(), startsAt = inHours(72), ...to }: To = {},
) => bench.service.call(bookingRpc.reschedule, { id, startsAt, ...to }, { as, key });
const refused = ({ code }: { code: string }) => ({ code, status: 409 });
const events = (id: string, event: keyof typeof bookingEvents) =>
  bench.service.events
    .of(bookingEvents[event])
    .filter((data) => (data as { bookingId: string }).bookingId === id);
const query = async (sql: string, ...values: unknown[]) =>
  (await bench.service.sql.query(sql, values)).rows as Record<string, unknown>[];

describe('a paid lesson that is moved', () => {
  it('has the new time, its payment and a free old time; everybody is informed', async () => {
    const booking = await bench.confirmed(learner);
    const startsAt = inHours(72);
    const moved = await move(booking.id, learner, { startsAt });
    expect(moved).toMatchObject({ state: 'confirmed', startsAt, price: PRICE, reschedules: 1 });
    expect(moved.version).toBe(3);
    const { startsAt: was, endsAt, paymentId, providerId } = booking;
    expect(
      await bench.service.events.next(bookingEvents.rescheduled, (e) => e.bookingId === booking.id),
    ).toMatchObject({
      ...{
        startsAt,
        endsAt: moved.endsAt,
        busyFrom: startsAt,
        version: 3,
        paymentId,
        price: PRICE,
      },
      ...{ from: { startsAt: was, endsAt }, by: 'learner' },
    });
    expect(
      await query('SELECT due_at, data FROM process WHERE subject_id = $1', booking.id),
    ).toEqual([
      {
        due_at: dueAtOf({ mode: 'online', endsAt: new Date(moved.endsAt) }),
        data: expect.objectContaining({ refundOrdered: 0 }),
      },
    ]);
    const history = await query(
      'SELECT from_state, to_state, actor, reason FROM booking_transition WHERE booking_id = $1 ORDER BY id DESC LIMIT 1',
      booking.id,
    );
    expect(history).toEqual([
      {
        from_state: 'confirmed',
        to_state: 'confirmed',
        actor: learner.userId,
        reason: `moved from ${was}`,
      },
    ]);
    expect(events(booking.id, 'refundDue')).toEqual([]);
    const other = await testActor('student');
    await expect(bench.book(other, { providerId, startsAt: was })).resolves.toMatchObject({
      state: 'pending',
    });
    await expect(
      bench.book(await testActor('student'), { providerId, startsAt }),
    ).rejects.toMatchObject(refused(bookingErrors.slotTaken));
  });

  it('is answered once per key', async () => {
    const booking = await bench.confirmed(learner);
    const to = { startsAt: inHours(72), key: newId() };
    expect(await move(booking.id, learner, to)).toEqual(await move(booking.id, learner, to));
    await bench.service.events.next(
      bookingEvents.rescheduled,
      ({ bookingId }) => bookingId === booking.id,
    );
    expect(events(booking.id, 'rescheduled')).toHaveLength(1);
  });

  it('may overlap the time that it had', async () => {
    const booking = await bench.confirmed(learner, { startsAt: inHours(48) });
    const startsAt = new Date(Date.parse(booking.startsAt) + 1_800_000).toISOString();
    await expect(move(booking.id, learner, { startsAt })).resolves.toMatchObject({ startsAt });
  });

  it('gives the difference back where it costs less now, and later what the policy says of the rest', async () => {
    const booking = await bench.confirmed(learner);
    bench.price = { ...PRICE, amount: 3_000 };
    const moved = await move(booking.id, learner, { durationMinutes: 30 });
    expect(moved.price.amount).toBe(3_000);
    expect(Date.parse(moved.endsAt) - Date.parse(moved.startsAt)).toBe(1_800_000);
    expect(await bench.refundDue(booking.paymentId)).toMatchObject({
      amount: { ...PRICE, amount: 2_000 },
      reason: 'rescheduled',
    });
    await bench.refunded(booking.id, booking.paymentId, 2_000);
    expect((await bench.get(booking.id, learner)).state).toBe('confirmed');
    bench.service.clock.set(new Date(Date.parse(moved.startsAt) - 10 * 3_600_000));
    await bench.cancel(booking.id, learner);
    await eventually(() =>
      expect(
        events(booking.id, 'refundDue').map(
          (e) => (e as { amount: { amount: number } }).amount.amount,
        ),
      ).toEqual([2_000, 1_500]),
    );
    const [lesson] = await query('SELECT data FROM process WHERE subject_id = $1', booking.id);
    expect(lesson!.data).toMatchObject({ paid: 5_000, refundOrdered: 3_500 });
  });
});

describe('a lesson stays where it is', () => {
  it('when it is not paid, or called off', async () => {
    const held = await bench.book(learner);
    await expect(move(held.id, learner)).rejects.toMatchObject(
      refused(bookingErrors.illegalTransition),
    );
    await bench.cancel(held.id, learner);
    await expect(move(held.id, learner)).rejects.toMatchObject(
      refused(bookingErrors.illegalTransition),
    );
  });

  it('when a cancellation would cost something: the refusal says what', async () => {
    const booking = await bench.confirmed(learner, { startsAt: inHours(10) });
    await expect(move(booking.id, learner)).rejects.toMatchObject({
      ...refused(bookingErrors.rescheduleLate),
      params: { refundPct: 50 },
    });
    bench.service.clock.set(inHours(10.5));
    await expect(move(booking.id, learner)).rejects.toMatchObject({ params: { refundPct: 0 } });
  });

  it('after three moves', async () => {
    const booking = await bench.confirmed(learner);
    for (const hours of [60, 72, 84]) {
      await move(booking.id, learner, { startsAt: inHours(hours) });
    }
    await expect(move(booking.id, learner)).rejects.toMatchObject(
      refused(bookingErrors.tooManyReschedules),
    );
  });

  it('when the new time is the old one, or costs other money', async () => {
    const booking = await bench.confirmed(learner);
    const { startsAt } = booking;
    await expect(move(booking.id, learner, { startsAt })).rejects.toMatchObject(
      refused(bookingErrors.sameTime),
    );
    bench.price = { amount: 1, currency: 'EUR' };
    await expect(move(booking.id, learner)).rejects.toMatchObject(refused(bookingErrors.costsMore));
  });

  it('when somebody has the new time, or the learner is busy then', async () => {
    const providerId = newId();
    const booking = await bench.confirmed(learner, { providerId });
    await bench.book(await testActor('student'), { providerId, startsAt: inHours(72) });
    await expect(move(booking.id, learner, { startsAt: inHours(72.5) })).rejects.toMatchObject(
      refused(bookingErrors.slotTaken),
    );
    await bench.book(learner, { startsAt: inHours(96) });
    await expect(move(booking.id, learner, { startsAt: inHours(96) })).rejects.toMatchObject(
      refused(bookingErrors.learnerBusy),
    );
    expect((await bench.get(booking.id, learner)).startsAt).toBe(booking.startsAt);
    expect(events(booking.id, 'rescheduled')).toEqual([]);
  });

  it('where each request is answered', async () => {
    const booking = await bench.confirmed(learner);
    bench.asking.add(booking.providerId);
    await expect(move(booking.id, learner)).rejects.toMatchObject(
      refused(bookingErrors.answersRequests),
    );
  });

  it('for anybody else', async () => {
    const provider = await testActor('tutor');
    const booking = await bench.confirmed(learner, { providerId: provider.userId });
    await expect(move(booking.id, await testActor('student'))).rejects.toMatchObject({
      code: bookingErrors.notFound.code,
    });
    await expect(move(booking.id, provider)).rejects.toMatchObject({ status: 403 });
  });
});

describe('a child’s lesson', () => {
  it('is moved within its hours by the child, and beyond them by a parent', async () => {
    const family = await TestFamily.open(bench, { withAccount: true });
    const { parent, account } = family;
    const booking = await family.book(parent, { startsAt: inHours(48) });
    await bench.paymentSucceeds(booking.id);
    await bench.becomes(booking.id, parent, 'confirmed');
    // A minute of the day that no lesson of an hour fits into.
    await family.change({ hoursFrom: '00:00', hoursTo: '00:01' });
    await expect(move(booking.id, account!)).rejects.toMatchObject({
      ...refused(bookingErrors.beyondCaps),
      errors: [expect.objectContaining({ code: 'cap_hours' })],
    });
    await expect(move(booking.id, parent)).resolves.toMatchObject({ reschedules: 1 });
    await family.change({ hoursFrom: null, hoursTo: null });
    await expect(move(booking.id, account!, { startsAt: inHours(96) })).resolves.toMatchObject({
      reschedules: 2,
    });
    await expect(move(booking.id, await testActor('parent'))).rejects.toMatchObject({
      code: bookingErrors.notFound.code,
    });
  });
});

describe('races', () => {
  it('of twelve lessons that move to one time, one is there', async () => {
    const providerId = newId();
    const lessons = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const as = await testActor('student');
        const { id } = await bench.confirmed(as, { providerId, startsAt: inHours(48 + 2 * index) });
        return { id, as };
      }),
    );
    const startsAt = inHours(200);
    const result = await outcomes(lessons.map(({ id, as }) => move(id, as, { startsAt })));
    expect(result.succeeded).toBe(1);
    expect(result.statuses).toEqual([409]);
    const there =
      'SELECT count(*)::int AS n FROM booking WHERE provider_id = $1 AND starts_at = $2';
    expect(await query(there, providerId, startsAt)).toEqual([{ n: 1 }]);
  });

  it('of two lessons that want each other’s time, each stays or goes, and never are both in one place', async () => {
    for (let round = 0; round < 10; round++) {
      const providerId = newId();
      const [one, other] = await Promise.all(
        [48, 60].map(async (hours) => {
          const as = await testActor('student');
          return { ...(await bench.confirmed(as, { providerId, startsAt: inHours(hours) })), as };
        }),
      );
      const result = await outcomes([
        move(one!.id, one!.as, { startsAt: other!.startsAt }),
        move(other!.id, other!.as, { startsAt: one!.startsAt }),
      ]);
      expect(result).toEqual({
        succeeded: 0,
        codes: [bookingErrors.slotTaken.code],
        statuses: [409],
      });
    }
  });

  it('of a chain, whoever asks for a time that is being left has it or is refused', async () => {
    for (let round = 0; round < 10; round++) {
      const providerId = newId();
      const [first, second] = await Promise.all(
        [48, 60].map(async (hours) => {
          const as = await testActor('student');
          return { ...(await bench.confirmed(as, { providerId, startsAt: inHours(hours) })), as };
        }),
      );
      const calls = [
        move(second!.id, second!.as, { startsAt: inHours(90) }),
        move(first!.id, first!.as, { startsAt: second!.startsAt }),
      ];
      const [left, followed] = await Promise.allSettled(calls);
      expect(left!.status).toBe('fulfilled');
      if (followed!.status === 'rejected') {
        expect(followed!.reason).toMatchObject(refused(bookingErrors.slotTaken));
      }
    }
  });

  it('against a cancellation, money goes back once and no time stays taken', async () => {
    for (let round = 0; round < 20; round++) {
      const providerId = newId();
      const booking = await bench.confirmed(learner, { providerId });
      const startsAt = inHours(72);
      const [moved, canceled] = await Promise.allSettled([
        move(booking.id, learner, { startsAt }),
        bench.cancel(booking.id, learner),
      ]);
      expect(canceled.status).toBe('fulfilled');
      if (moved.status === 'rejected') {
        expect(moved.reason).toMatchObject(refused(bookingErrors.illegalTransition));
      }
      await bench.refundDue(booking.paymentId);
      expect(events(booking.id, 'refundDue')).toMatchObject([{ amount: PRICE }]);
      const live = `SELECT FROM booking WHERE provider_id = $1 AND state IN ('pending', 'confirmed')`;
      expect(await query(live, providerId)).toEqual([]);
    }
  });

  it('of moves and bookings of one time, one has it', async () => {
    for (let round = 0; round < 10; round++) {
      const providerId = newId();
      const booking = await bench.confirmed(learner, {
        providerId,
        startsAt: inHours(48 + round * 3),
      });
      const startsAt = inHours(150 + round * 3);
      const rivals = await Promise.all(Array.from({ length: 5 }, () => testActor('student')));
      const { succeeded } = await outcomes([
        ...rivals.map((as) => bench.book(as, { providerId, startsAt })),
        move(booking.id, learner, { startsAt }),
      ]);
      expect(succeeded).toBe(1);
    }
  });
});
