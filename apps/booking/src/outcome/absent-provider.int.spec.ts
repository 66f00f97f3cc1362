import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc, CHOOSE_HOURS } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, MODERATE, outcomes, PRICE } from '../booking/booking.harness.ts';
import { attended, lessonOver, type Confirmed } from '../lesson/attendance.harness.ts';

const ROUNDS = 8;
const ABSENT = { learner: 'present', provider: 'absent' } as const;

let bench: BookingBench;
let learner: TestActor;
let provider: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
beforeEach(async () => {
  Object.assign(bench, { policy: MODERATE, price: PRICE });
  [learner, provider] = await Promise.all([testActor('student'), testActor('tutor')]);
});
afterAll(() => bench.stop());

/** A lesson to which its provider did not come. */
async function missed(as = learner): Promise<Confirmed> {
  const booking = await lessonOver(bench, as, { providerId: provider.userId });
  await attended(bench, booking, ABSENT);
  expect((await bench.get(booking.id, as)).state).toBe('no_show');
  return booking;
}
const outcome = ({ id }: Confirmed, as = learner) =>
  bench.service.call(bookingRpc.outcome, { id }, { as });
const refund = ({ id }: Confirmed, as = learner, key = newId()) =>
  bench.service.call(bookingRpc.chooseRefund, { id }, { as, key });
const move = (
  { id }: Confirmed,
  { startsAt = inHours(72), as = learner, ...to }: Partial<Move> = {},
) => bench.service.call(bookingRpc.reschedule, { id, startsAt, ...to }, { as, key: newId() });
interface Move {
  readonly startsAt: string;
  readonly as: TestActor;
  readonly durationMinutes: number;
}
const contest = ({ id }: Confirmed, as: TestActor) =>
  bench.service.call(
    bookingRpc.contest,
    { id, text: 'I was there, in the room.' },
    { as, key: newId() },
  );
const goOn = ({ id }: Confirmed) =>
  bench.service.sql.query('UPDATE process SET due_at = now() WHERE subject_id = $1', [id]);
const stageBecomes = (booking: Confirmed, stage: string) =>
  eventually(async () => expect((await outcome(booking)).stage).toBe(stage));
const eventsOf = (event: keyof typeof bookingEvents, { id }: Confirmed) =>
  bench.service.events
    .of(bookingEvents[event])
    .filter((data) => (data as { bookingId: string }).bookingId === id);
const refused = ({ code }: { code: string }) => ({ code, status: 409 });
const noChoice = refused(bookingErrors.noChoice);

describe('after a lesson whose provider was absent', () => {
  it('the learner has 72 hours to choose, and no money moves meanwhile', async () => {
    const booking = await missed();
    const { stage, chooseUntil, contestUntil } = await outcome(booking);
    expect([stage, contestUntil]).toEqual(['choosing', null]);
    const hours = (Date.parse(chooseUntil!) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(CHOOSE_HOURS - 0.1);
    expect(hours).toBeLessThanOrEqual(CHOOSE_HOURS);
    expect(
      await bench.service.events.next(
        bookingEvents.noShow,
        ({ bookingId }) => bookingId === booking.id,
      ),
    ).toMatchObject({ absent: 'provider', chooseUntil });
    expect(eventsOf('refundDue', booking)).toEqual([]);
    expect(eventsOf('payable', booking)).toEqual([]);
  });

  it('who chooses the money gets all of it, once', async () => {
    const booking = await missed();
    const key = newId();
    const answer = await refund(booking, learner, key);
    expect(await refund(booking, learner, key)).toEqual(answer);
    expect(answer).toMatchObject({ stage: 'closed', chooseUntil: null });
    expect(await bench.refundDue(booking.paymentId)).toMatchObject({
      ...{ amount: PRICE, reason: 'no_show' },
    });
    await expect(refund(booking)).rejects.toMatchObject(noChoice);
    await expect(move(booking)).rejects.toMatchObject(noChoice);
    await bench.refunded(booking.id, booking.paymentId);
    expect((await bench.get(booking.id, learner)).state).toBe('refunded');
    expect(eventsOf('refundDue', booking)).toHaveLength(1);
  });

  it('who chooses nothing gets the money when the time is over', async () => {
    const booking = await missed();
    await goOn(booking);
    expect(await bench.refundDue(booking.paymentId)).toMatchObject({
      ...{ amount: PRICE, reason: 'no_show' },
    });
    await stageBecomes(booking, 'closed');
    await expect(move(booking)).rejects.toMatchObject(noChoice);
    expect((await bench.get(booking.id, learner)).state).toBe('no_show');
  });

  it('who chooses a new time has a lesson again that is paid already, and is none of its moves', async () => {
    const booking = await missed();
    const startsAt = inHours(72);
    const moved = await move(booking, { startsAt });
    expect(moved).toMatchObject({ state: 'confirmed', startsAt, price: PRICE, reschedules: 0 });
    expect(await outcome(booking)).toMatchObject({ stage: 'ahead', chooseUntil: null });
    expect(
      await bench.service.events.next(
        bookingEvents.rescheduled,
        ({ bookingId }) => bookingId === booking.id,
      ),
    ).toMatchObject({ startsAt, by: 'learner', paymentId: booking.paymentId });
    await expect(
      bench.book(await testActor('student'), { providerId: provider.userId, startsAt }),
    ).rejects.toMatchObject(refused(bookingErrors.slotTaken));
    await expect(refund(booking)).rejects.toMatchObject(noChoice);
    expect(eventsOf('refundDue', booking)).toEqual([]);
  });

  it('the new lesson is paid to a provider who comes, and can be missed again', async () => {
    const booking = await missed();
    const { startsAt } = await move(booking);
    await attended(bench, booking, ABSENT);
    expect((await bench.get(booking.id, learner)).state).toBe('confirmed');
    const hours = (Date.parse(startsAt) - Date.now()) / 3_600_000 + 1 + 1 / 60;
    await bench.shift(booking.id, hours);
    const again = { ...booking, startsAt: (await bench.get(booking.id, learner)).startsAt };
    await attended(bench, again, ABSENT);
    expect((await outcome(booking)).stage).toBe('choosing');
    await move(booking, { startsAt: inHours(80) });
    await bench.shift(booking.id, 82);
    const third = { ...booking, startsAt: (await bench.get(booking.id, learner)).startsAt };
    await attended(bench, third, { learner: 'present', provider: 'present' });
    await bench.becomes(booking.id, learner, 'completed');
    await goOn(booking);
    await eventually(() => expect(eventsOf('payable', booking)).toMatchObject([{ amount: PRICE }]));
    expect(eventsOf('refundDue', booking)).toEqual([]);
  });

  it('a new time costs nothing more, and what it costs less goes back', async () => {
    const dearer = await missed();
    bench.price = { ...PRICE, amount: 8_000 };
    expect((await move(dearer)).price).toEqual(PRICE);
    bench.price = PRICE;
    const cheaper = await missed();
    bench.price = { ...PRICE, amount: 3_000 };
    expect((await move(cheaper, { startsAt: inHours(75) })).price.amount).toBe(3_000);
    expect(await bench.refundDue(cheaper.paymentId)).toMatchObject({
      ...{ amount: { ...PRICE, amount: 2_000 }, reason: 'rescheduled' },
    });
  });

  describe('a longer lesson that costs more', () => {
    const DEARER = { ...PRICE, amount: 8_000 };
    const MORE = { ...PRICE, amount: 3_000 };
    /** Its time is held until the difference is paid. */
    async function longer(startsAt = inHours(72)) {
      bench.price = PRICE;
      // Whoever gives up one time after another is refused the next of the same person.
      [learner, provider] = await Promise.all([testActor('student'), testActor('tutor')]);
      const booking = await missed();
      bench.price = DEARER;
      const answer = await move(booking, { startsAt, durationMinutes: 90 });
      return { booking, answer, held: answer.heldMove! };
    }
    async function pays(bookingId: string): Promise<string> {
      const paymentId = newId();
      await bench.service.publish(paymentEvents.succeeded, {
        ...{ paymentId, bookingId, amount: MORE, psp: 'stripe', at: new Date().toISOString() },
      });
      return paymentId;
    }
    const isGivenBack = async (bookingId: string) => {
      expect((await bench.get(bookingId, learner)).state).toBe('canceled');
      const paymentId = await pays(bookingId);
      expect(await bench.refundDue(paymentId)).toMatchObject({ amount: MORE, reason: 'slot_gone' });
    };

    it('takes its place once the difference is paid, and is none of its moves', async () => {
      const startsAt = inHours(72);
      const { booking, answer, held } = await longer(startsAt);
      expect(answer).toMatchObject({ state: 'no_show', price: PRICE });
      expect(held).toMatchObject({ startsAt, difference: MORE });
      expect(Date.parse(held.payUntil)).toBeGreaterThan(Date.now());
      expect((await bench.get(booking.id, learner)).heldMove).toEqual(held);
      expect((await outcome(booking)).stage).toBe('choosing');
      const paymentId = await pays(held.bookingId);
      const moved = await bench.service.events.next(
        bookingEvents.rescheduled,
        ({ bookingId }) => bookingId === booking.id,
      );
      expect(moved).toMatchObject({
        ...{ startsAt, price: DEARER, paymentId: booking.paymentId },
        difference: { bookingId: held.bookingId, paymentId, price: MORE },
      });
      expect(await bench.get(booking.id, learner)).toMatchObject({
        ...{ state: 'confirmed', startsAt, price: DEARER, reschedules: 0 },
      });
      await bench.shift(booking.id, 74);
      const again = { ...booking, startsAt: (await bench.get(booking.id, learner)).startsAt };
      await attended(bench, again, ABSENT);
      await stageBecomes(booking, 'choosing');
      await refund(booking);
      expect((await bench.refundDue(paymentId)).amount).toEqual(MORE);
      expect((await bench.refundDue(booking.paymentId)).amount).toEqual(PRICE);
    });

    it('is given up by the money, by another time and by an objection: what is paid then goes back', async () => {
      const money = await longer();
      await refund(money.booking);
      await isGivenBack(money.held.bookingId);
      const objected = await longer(inHours(80));
      await contest(objected.booking, provider);
      await isGivenBack(objected.held.bookingId);
      const other = await longer(inHours(90));
      expect(await move(other.booking, { startsAt: inHours(90.5) })).toMatchObject({
        ...{ state: 'confirmed', price: PRICE },
      });
      await isGivenBack(other.held.bookingId);
    });

    it('is not held longer than there is to choose, and goes back when it is paid after that', async () => {
      bench.price = PRICE;
      const booking = await missed();
      const soon = new Date(Date.now() + 60_000);
      await bench.service.sql.query('UPDATE process SET due_at = $2 WHERE subject_id = $1', [
        ...[booking.id, soon],
      ]);
      bench.price = DEARER;
      const { heldMove: held } = await move(booking, { durationMinutes: 90 });
      expect(held!.payUntil).toBe(soon.toISOString());
      await goOn(booking);
      await stageBecomes(booking, 'closed');
      const paymentId = await pays(held!.bookingId);
      expect((await bench.refundDue(paymentId)).reason).toBe('slot_gone');
      expect((await bench.get(booking.id, learner)).state).toBe('no_show');
    });

    it('of paying it and choosing the money, one counts and all else goes back', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const { booking, held } = await longer(inHours(72 + 3 * round));
        const [paymentId, chosen] = await Promise.all([
          pays(held.bookingId),
          outcomes([refund(booking)]),
        ]);
        if (chosen.succeeded === 1) {
          expect((await bench.refundDue(paymentId)).amount).toEqual(MORE);
          expect((await bench.refundDue(booking.paymentId)).amount).toEqual(PRICE);
        } else {
          await bench.becomes(booking.id, learner, 'confirmed');
          expect(eventsOf('refundDue', booking)).toEqual([]);
        }
      }
    });
  });

  it('who missed one lesson is not asked whether another time suits', async () => {
    const booking = await missed();
    bench.asking.add(provider.userId);
    expect(await move(booking)).toMatchObject({ state: 'confirmed' });
  });

  it('a time that is taken stays taken, and the choice stays open', async () => {
    const booking = await missed();
    const startsAt = inHours(72);
    await bench.confirmed(await testActor('student'), { providerId: provider.userId, startsAt });
    await expect(move(booking, { startsAt })).rejects.toMatchObject(
      refused(bookingErrors.slotTaken),
    );
    expect((await outcome(booking)).stage).toBe('choosing');
  });

  it('the provider may object before the learner has chosen: then support decides', async () => {
    const booking = await missed();
    await expect(contest(booking, learner)).rejects.toMatchObject(
      refused(bookingErrors.notContestable),
    );
    expect(await contest(booking, provider)).toMatchObject({ stage: 'disputed' });
    await expect(refund(booking)).rejects.toMatchObject(noChoice);
    await expect(move(booking)).rejects.toMatchObject(noChoice);
    const support = await testActor('support', { steppedUpSecondsAgo: 0 });
    const decision = { id: booking.id, refundPct: 100, reason: 'The classroom shows nobody.' };
    await bench.service.call(bookingRpc.decideDispute, decision, { as: support, key: newId() });
    expect(await bench.refundDue(booking.paymentId)).toMatchObject({ amount: PRICE });
    const chosen = await missed();
    await refund(chosen);
    await expect(contest(chosen, provider)).rejects.toMatchObject(
      refused(bookingErrors.notContestable),
    );
  });

  it('nobody else chooses, and of other lessons nothing can be chosen', async () => {
    const booking = await missed();
    const stranger = await testActor('student');
    await expect(refund(booking, stranger)).rejects.toMatchObject({ status: 404 });
    await expect(move(booking, { as: stranger })).rejects.toMatchObject({ status: 404 });
    await expect(refund(booking, provider)).rejects.toMatchObject({ status: 403 });
    const ahead = await bench.confirmed(await testActor('student'));
    const other = await testActor('student');
    const absent = await lessonOver(bench, other);
    await attended(bench, absent, { learner: 'absent', provider: 'present' });
    await expect(refund(absent, other)).rejects.toMatchObject(noChoice);
    await expect(move(absent, { as: other })).rejects.toMatchObject(noChoice);
    await expect(refund(ahead, other)).rejects.toMatchObject({ status: 404 });
  });
});

it(`a new time, the money and the end of the time at once: one of them, ${ROUNDS} times`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const person = await testActor('student');
    const booking = await missed(person);
    const startsAt = inHours(100 + 2 * round);
    const both = outcomes([move(booking, { startsAt, as: person }), refund(booking, person)]);
    await goOn(booking);
    const { succeeded, codes } = await both;
    expect(succeeded).toBeLessThanOrEqual(1);
    expect(codes.filter((code) => code !== bookingErrors.noChoice.code)).toEqual([]);
    const { state } = await bench.get(booking.id, person);
    if (state === 'confirmed') {
      expect(succeeded).toBe(1);
      expect(eventsOf('refundDue', booking)).toEqual([]);
      continue;
    }
    expect(state).toBe('no_show');
    expect(await bench.refundDue(booking.paymentId)).toMatchObject({ amount: PRICE });
    expect(eventsOf('refundDue', booking)).toHaveLength(1);
    expect((await outcome(booking, person)).stage).toBe('closed');
  }
});
