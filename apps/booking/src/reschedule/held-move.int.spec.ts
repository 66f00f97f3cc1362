import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type Problem } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc, type Booking } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, MODERATE, outcomes, PRICE } from '../booking/booking.harness.ts';
import { TestFamily } from '../family/family.harness.ts';
import { bookSeries } from '../series/series.harness.ts';

const MORE = 2_000;

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
const refused = ({ code, status }: Pick<Problem, 'code' | 'status'>) => ({ code, status });
const moneyOf = (amount: number) => ({ ...PRICE, amount });
const query = async (sql: string, ...values: unknown[]) =>
  (await bench.service.sql.query(sql, values)).rows as Record<string, unknown>[];

/** A paid lesson, and a time that costs more held for it. */
async function held(to: To & { providerId?: string } = {}) {
  const { providerId = newId(), ...where } = to;
  bench.price = PRICE;
  const lesson = await bench.confirmed(learner, { providerId });
  bench.price = moneyOf(PRICE.amount + MORE);
  const answer = await move(lesson.id, learner, where);
  return { lesson, answer, time: answer.heldMove! };
}

/** The payment service says that a difference is paid. @returns the payment */
async function pays(bookingId: string, paymentId = newId()): Promise<string> {
  await bench.service.publish(paymentEvents.succeeded, {
    ...{ paymentId, bookingId, amount: moneyOf(MORE), psp: 'stripe' },
    at: new Date().toISOString(),
  });
  return paymentId;
}

/** What goes back of lessons, by what it was paid for. */
const refundsOf = (...ids: string[]) =>
  bench.service.events
    .of(bookingEvents.refundDue)
    .filter(({ bookingId }) => ids.includes(bookingId))
    .map(({ bookingId, amount, reason }) => [ids.indexOf(bookingId), amount.amount, reason]);

const moved = (id: string) =>
  bench.service.events.next(bookingEvents.rescheduled, (e) => e.bookingId === id);
const stateOf = async (id: string) =>
  (await query('SELECT state FROM booking WHERE id = $1', id))[0]!['state'];
const ends = (id: string, state: string) =>
  eventually(async () => expect(await stateOf(id)).toBe(state));

describe('a move that costs more', () => {
  it('holds the new time, and the lesson is there once the difference is paid', async () => {
    const startsAt = inHours(72);
    const { lesson, answer, time } = await held({ startsAt });
    expect(answer).toMatchObject({
      ...{ id: lesson.id, startsAt: lesson.startsAt, price: PRICE, reschedules: 0, version: 2 },
      heldMove: { startsAt, difference: moneyOf(MORE) },
    });
    const { providerId, paymentId: first } = lesson;
    const created = { movesId: lesson.id, price: moneyOf(MORE), startsAt };
    expect(
      await bench.service.events.next(bookingEvents.created, (e) => e.bookingId === time.bookingId),
    ).toMatchObject(created);
    for (const taken of [startsAt, lesson.startsAt]) {
      await expect(
        bench.book(await testActor('student'), { providerId, startsAt: taken }),
      ).rejects.toMatchObject(refused(bookingErrors.slotTaken));
    }
    expect((await bench.get(lesson.id, learner)).heldMove).toEqual(time);

    const paymentId = await pays(time.bookingId);
    expect(await moved(lesson.id)).toMatchObject({
      ...{ startsAt, paymentId: first, price: moneyOf(7_000), by: 'learner', version: 3 },
      difference: { bookingId: time.bookingId, paymentId, price: moneyOf(MORE), version: 2 },
    });
    const now = await bench.get(lesson.id, learner);
    expect(now).toMatchObject({ startsAt, price: moneyOf(7_000), reschedules: 1 });
    expect(now.heldMove).toBeUndefined();
    await expect(
      bench.book(await testActor('student'), { providerId, startsAt: lesson.startsAt }),
    ).resolves.toMatchObject({ state: 'pending' });
  });

  it('may overlap the time that the lesson has, as a longer one does', async () => {
    bench.price = PRICE;
    const startsAt = inHours(48);
    const lesson = await bench.confirmed(learner, { startsAt });
    bench.price = moneyOf(7_500);
    const { heldMove } = await move(lesson.id, learner, { startsAt, durationMinutes: 90 });
    await pays(heldMove!.bookingId);
    await moved(lesson.id);
    expect(await bench.get(lesson.id, learner)).toMatchObject({ startsAt, price: moneyOf(7_500) });
  });

  it('is answered once per key, and one at a time', async () => {
    bench.price = PRICE;
    const lesson = await bench.confirmed(learner);
    bench.price = moneyOf(6_000);
    const to = { startsAt: inHours(72), key: newId() };
    expect(await move(lesson.id, learner, to)).toEqual(await move(lesson.id, learner, to));
    await expect(move(lesson.id, learner, { startsAt: inHours(90) })).rejects.toMatchObject(
      refused(bookingErrors.movePending),
    );
  });

  it('is in the lists while it is to be paid, and no lesson of its own afterwards', async () => {
    const { lesson, time } = await held();
    const list = async () =>
      (await bench.service.call(bookingRpc.list, { when: 'upcoming' }, { as: learner })).items;
    expect((await list()).map(({ id }) => id).sort()).toEqual([lesson.id, time.bookingId].sort());
    await pays(time.bookingId);
    await moved(lesson.id);
    expect((await list()).map(({ id }) => id)).toEqual([lesson.id]);
    const past = await bench.service.call(bookingRpc.list, { when: 'past' }, { as: learner });
    expect(past.items).toEqual([]);
  });
});

describe('a time that is held', () => {
  it.each([
    ['the same', PRICE.amount],
    ['less', 3_000],
  ])(
    'gives way to a time that overlaps it and costs %s: what is paid for it then goes back',
    async (_what, amount) => {
      const { lesson, time } = await held({ startsAt: inHours(72) });
      bench.price = moneyOf(amount);
      const startsAt = inHours(72.5);
      const now = await move(lesson.id, learner, { startsAt });
      expect(now).toMatchObject({ startsAt, price: moneyOf(amount), reschedules: 1 });
      expect(now.heldMove).toBeUndefined();
      expect(await stateOf(time.bookingId)).toBe('canceled');
      const ended = await bench.service.events.next(
        bookingEvents.canceled,
        (e) => e.bookingId === time.bookingId,
      );
      expect(ended).toMatchObject({ movesId: lesson.id, wasPaid: false });
      const paymentId = await pays(time.bookingId);
      expect(await bench.refundDue(paymentId)).toMatchObject({ reason: 'slot_gone' });
    },
  );

  it('is to be paid or given up before another that costs more, also where the two overlap', async () => {
    const { lesson, time } = await held({ startsAt: inHours(72) });
    await expect(move(lesson.id, learner, { startsAt: inHours(72.5) })).rejects.toMatchObject(
      refused(bookingErrors.movePending),
    );
    expect(await stateOf(time.bookingId)).toBe('pending');
  });

  it('is still in the way of everybody else, and of other lessons of its learner', async () => {
    const { lesson } = await held({ startsAt: inHours(72) });
    bench.price = PRICE;
    const other = await bench.confirmed(learner, { startsAt: inHours(60) });
    await expect(move(other.id, learner, { startsAt: inHours(72.5) })).rejects.toMatchObject(
      refused(bookingErrors.learnerBusy),
    );
    const { providerId } = lesson;
    const somebody = await testActor('student');
    const theirs = await bench.confirmed(somebody, { providerId, startsAt: inHours(60) });
    await expect(move(theirs.id, somebody, { startsAt: inHours(72.5) })).rejects.toMatchObject(
      refused(bookingErrors.slotTaken),
    );
  });
});

describe('a lesson of a series', () => {
  it.each([
    ['by itself', 1],
    ['with the others', 3],
  ])('that was paid %s is moved alone, and the others stay as they are', async (_how, many) => {
    const { id: seriesId, lessons } = await bookSeries(bench, learner, { times: 3 });
    const paymentId = newId();
    const parts = lessons.slice(0, many).map(({ id: bookingId }) => ({ bookingId, amount: PRICE }));
    const [first, ...others] = lessons as [Booking, ...Booking[]];
    await bench.service.publish(paymentEvents.succeeded, {
      ...{ paymentId, bookingId: first.id, amount: moneyOf(PRICE.amount * many), psp: 'stripe' },
      ...{ at: new Date().toISOString(), ...(many > 1 && { parts }) },
    });
    await ends(first.id, 'confirmed');
    bench.price = moneyOf(PRICE.amount + MORE);
    const startsAt = inHours(72);
    const { heldMove } = await move(first.id, learner, { startsAt });
    const second = await pays(heldMove!.bookingId);
    await moved(first.id);
    const series = await bench.service.call(bookingRpc.getSeries, { seriesId }, { as: learner });
    const now = new Map(series.lessons.map((lesson) => [lesson.id, lesson]));
    expect(series.lessons).toHaveLength(3);
    expect(now.get(first.id)).toMatchObject({ startsAt, price: moneyOf(7_000), seriesId });
    for (const { id, startsAt: stays } of others) {
      expect(now.get(id)).toMatchObject({ startsAt: stays, price: PRICE });
    }
    await bench.cancel(first.id, learner);
    await eventually(() =>
      expect(refundsOf(first.id, heldMove!.bookingId)).toEqual([
        [1, MORE, 'canceled'],
        [0, PRICE.amount, 'canceled'],
      ]),
    );
    expect((await bench.refundDue(second)).amount).toEqual(moneyOf(MORE));
  });
});

describe('the lesson stays where it is', () => {
  it('when the time to pay is over: what is paid then goes back', async () => {
    const { lesson, time } = await held();
    await query(`UPDATE booking SET hold_expires_at = now() WHERE id = $1`, time.bookingId);
    await ends(time.bookingId, 'expired');
    const paymentId = await pays(time.bookingId);
    expect(await bench.refundDue(paymentId)).toMatchObject({
      ...{ bookingId: time.bookingId, amount: moneyOf(MORE), reason: 'slot_gone' },
    });
    const now = await bench.get(lesson.id, learner);
    expect(now).toMatchObject({ startsAt: lesson.startsAt, price: PRICE, state: 'confirmed' });
    expect(now.heldMove).toBeUndefined();
  });

  it('when the learner gives the new time up, which is free at once', async () => {
    const startsAt = inHours(72);
    const { lesson, time } = await held({ startsAt });
    await bench.cancel(time.bookingId, learner);
    const { providerId } = lesson;
    await expect(
      bench.book(await testActor('student'), { providerId, startsAt }),
    ).resolves.toMatchObject({ state: 'pending' });
    expect((await bench.get(lesson.id, learner)).heldMove).toBeUndefined();
  });

  it('when it is paid twice: the second payment goes back', async () => {
    const { lesson, time } = await held();
    await pays(time.bookingId);
    await moved(lesson.id);
    const second = await pays(time.bookingId);
    expect((await bench.refundDue(second)).reason).toBe('already_paid');
    expect((await bench.get(lesson.id, learner)).price).toEqual(moneyOf(7_000));
  });

  it('when the new time is somebody’s, or of another currency, or too many are held', async () => {
    bench.price = PRICE;
    const providerId = newId();
    const lesson = await bench.confirmed(learner, { providerId });
    await bench.book(await testActor('student'), { providerId, startsAt: inHours(72) });
    bench.price = { amount: 9_000, currency: 'XAF' };
    await expect(move(lesson.id, learner, { startsAt: inHours(90) })).rejects.toMatchObject(
      refused(bookingErrors.costsMore),
    );
    bench.price = moneyOf(6_000);
    await expect(move(lesson.id, learner, { startsAt: inHours(72.5) })).rejects.toMatchObject(
      refused(bookingErrors.slotTaken),
    );
    for (const hours of [100, 110, 120]) await bench.book(learner, { startsAt: inHours(hours) });
    await expect(move(lesson.id, learner, { startsAt: inHours(90) })).rejects.toMatchObject(
      refused(bookingErrors.tooManyHolds),
    );
  });

  it('where a child would spend more than its parents agreed to', async () => {
    const family = await TestFamily.open(bench, { withAccount: true });
    const { parent, account } = family;
    const booking = await family.book(parent, { startsAt: inHours(48) });
    await bench.paymentSucceeds(booking.id);
    await bench.becomes(booking.id, parent, 'confirmed');
    await family.change({ monthly: PRICE });
    bench.price = moneyOf(PRICE.amount + 1);
    await expect(move(booking.id, account!)).rejects.toMatchObject({
      ...refused(bookingErrors.beyondCaps),
    });
    await expect(move(booking.id, parent)).resolves.toMatchObject({
      heldMove: { difference: moneyOf(1) },
    });
  });
});

describe('what was paid in two payments', () => {
  async function twice() {
    const { lesson, time } = await held();
    const second = await pays(time.bookingId);
    await moved(lesson.id);
    return { lesson, time, second, ids: [lesson.id, time.bookingId] as const };
  }

  it('goes back by the policy on the whole price, of the second first', async () => {
    const { lesson, ids } = await twice();
    const { startsAt } = await bench.get(lesson.id, learner);
    bench.service.clock.set(new Date(Date.parse(startsAt) - 10 * 3_600_000));
    await bench.cancel(lesson.id, learner);
    await eventually(() =>
      expect(refundsOf(...ids)).toEqual([
        [1, MORE, 'canceled'],
        [0, 1_500, 'canceled'],
      ]),
    );
  });

  it('goes back of the second where the lesson moves to a time that costs less', async () => {
    const { lesson, time, second, ids } = await twice();
    bench.price = moneyOf(5_000);
    await move(lesson.id, learner, { startsAt: inHours(90) });
    await eventually(() => expect(refundsOf(...ids)).toEqual([[1, MORE, 'rescheduled']]));
    await givesBack(time.bookingId, second);
    expect((await bench.get(lesson.id, learner)).state).toBe('confirmed');
  });

  it('goes back whole where somebody else sent the second back: the lesson is over', async () => {
    const { lesson, time, second, ids } = await twice();
    await givesBack(time.bookingId, second);
    expect((await bench.get(lesson.id, learner)).state).toBe('refunded');
    expect(refundsOf(...ids)).toEqual([[0, PRICE.amount, 'canceled']]);
  });

  it('is all the provider’s after the lesson, each part by itself', async () => {
    const { lesson, time, second, ids } = await twice();
    await bench.shift(lesson.id, 24 * 10);
    await ends(lesson.id, 'completed');
    await query(`UPDATE process SET due_at = now() WHERE subject_id = $1`, lesson.id);
    await eventually(() => {
      const payable = bench.service.events
        .of(bookingEvents.payable)
        .filter(({ bookingId }) => ids.includes(bookingId));
      expect(payable.map((e) => [e.bookingId, e.paymentId, e.amount.amount])).toEqual([
        [lesson.id, lesson.paymentId, PRICE.amount],
        [time.bookingId, second, MORE],
      ]);
    });
  });

  /** All of a difference went back; resolves when that has been handled. */
  async function givesBack(bookingId: string, paymentId: string): Promise<void> {
    const eventId = await bench.service.publish(paymentEvents.refunded, {
      ...{ paymentId, bookingId, refundId: newId(), amount: moneyOf(MORE), total: true },
    });
    await eventually(async () => {
      const find = 'SELECT FROM inbox WHERE message_id = $1';
      expect(await query(find, eventId)).toHaveLength(1);
    });
  }
});

describe('races', () => {
  it('of paying, running out, calling off and another move, one price is paid or all goes back', async () => {
    for (let round = 0; round < 15; round++) {
      const providerId = newId();
      learner = await testActor('student');
      const { lesson, time } = await held({ providerId, startsAt: inHours(72) });
      bench.price = moneyOf(3_000);
      const cancels = round % 3 > 0;
      await Promise.all([
        pays(time.bookingId),
        query(
          `UPDATE booking SET hold_expires_at = now() WHERE id = $1 AND state = 'pending'`,
          time.bookingId,
        ),
        cancels && bench.cancel(lesson.id, learner),
        // Refused while the other time is held, and once it is called off.
        round % 3 > 1 && outcomes([move(lesson.id, learner, { startsAt: inHours(96) })]),
      ]);
      expect(await stateOf(lesson.id)).toBe(cancels ? 'canceled' : 'confirmed');
      await eventually(async () => {
        const paid = `SELECT sum(price_amount)::int AS amount FROM booking
          WHERE moves_id = $1 AND payment_id IS NOT NULL`;
        const [{ amount }] = (await query(paid, lesson.id)) as [{ amount: number | null }];
        const back = refundsOf(lesson.id, time.bookingId);
        const sum = back.reduce((all, [, refund]) => all + (refund as number), 0);
        const state = await stateOf(lesson.id);
        expect(await stateOf(time.bookingId)).not.toBe('pending');
        // It was taken for the move, or it goes back beside what the lesson itself gives back.
        expect([amount, sum]).toEqual(
          state === 'canceled'
            ? [amount, PRICE.amount + MORE]
            : amount === MORE
              ? [MORE, 0]
              : [null, MORE],
        );
      });
      const live = `SELECT id FROM booking WHERE provider_id = $1 AND state IN ('pending', 'confirmed')`;
      const left = await query(live, providerId);
      expect(left).toHaveLength((await stateOf(lesson.id)) === 'confirmed' ? 1 : 0);
    }
  });

  it('of paying and a move into the time that is held, the move wins and the difference goes back', async () => {
    for (let round = 0; round < 15; round++) {
      learner = await testActor('student');
      const { lesson, time } = await held({ startsAt: inHours(72) });
      bench.price = PRICE;
      const startsAt = inHours(72.5);
      const paymentId = newId();
      const [, { succeeded }] = await Promise.all([
        pays(time.bookingId, paymentId),
        outcomes([move(lesson.id, learner, { startsAt })]),
      ]);
      expect(succeeded).toBe(1);
      await eventually(() =>
        expect(refundsOf(lesson.id, time.bookingId)).toEqual([
          [1, MORE, expect.stringMatching(/^(slot_gone|rescheduled)$/)],
        ]),
      );
      const now = await bench.get(lesson.id, learner);
      expect(now).toMatchObject({ startsAt, price: PRICE, state: 'confirmed' });
      expect(await stateOf(time.bookingId)).not.toBe('pending');
    }
  });

  it('of moves and bookings of one time, one has it, and of two moves of a lesson one is held', async () => {
    for (let round = 0; round < 10; round++) {
      const providerId = newId();
      learner = await testActor('student');
      bench.price = PRICE;
      const lesson = await bench.confirmed(learner, { providerId });
      bench.price = moneyOf(6_000);
      const startsAt = inHours(150);
      const rivals = await Promise.all(Array.from({ length: 3 }, () => testActor('student')));
      const { succeeded } = await outcomes([
        ...rivals.map((as) => bench.book(as, { providerId, startsAt })),
        move(lesson.id, learner, { startsAt }),
      ]);
      expect(succeeded).toBe(1);
      const other = await testActor('student');
      bench.price = PRICE;
      const second = await bench.confirmed(other, { providerId, startsAt: inHours(60) });
      bench.price = moneyOf(6_000);
      const both = await outcomes([
        move(second.id, other, { startsAt: inHours(200) }),
        move(second.id, other, { startsAt: inHours(210) }),
      ]);
      expect(both).toMatchObject({ succeeded: 1, statuses: [409] });
      await bench.cancel(lesson.id, learner);
    }
  });

  it('a lesson that is called off takes the time that was held for it along', async () => {
    const { lesson, time } = await held();
    const canceled = await bench.cancel(lesson.id, learner);
    expect(canceled.state).toBe('canceled');
    expect(await stateOf(time.bookingId)).toBe('canceled');
    const paymentId = await pays(time.bookingId);
    expect((await bench.refundDue(paymentId)).reason).toBe('slot_gone');
    const event = await bench.service.events.next(
      bookingEvents.canceled,
      (e) => e.bookingId === time.bookingId,
    );
    expect(event).toMatchObject({ movesId: lesson.id, wasPaid: false } satisfies Partial<
      typeof event
    >);
  });
});

it('a held time has no life of its own', async () => {
  const { time } = await held();
  await expect(move(time.bookingId, learner)).rejects.toMatchObject(
    refused(bookingErrors.illegalTransition),
  );
  const confirm = `UPDATE booking SET state = 'confirmed', payment_id = $2, hold_number = NULL,
    hold_expires_at = NULL WHERE id = $1`;
  await expect(query(confirm, time.bookingId, newId())).rejects.toMatchObject({
    constraint: 'booking_move',
  });
  const own: Partial<Booking> = await bench.get(time.bookingId, learner);
  expect(own).toMatchObject({ state: 'pending', price: moneyOf(MORE) });
});
