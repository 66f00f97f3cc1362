import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc, CHOOSE_HOURS } from '@edu/contracts-booking';
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
    await expect(move(dearer, { durationMinutes: 90 })).rejects.toMatchObject(
      refused(bookingErrors.costsMore),
    );
    expect((await move(dearer)).price).toEqual(PRICE);
    bench.price = PRICE;
    const cheaper = await missed();
    bench.price = { ...PRICE, amount: 3_000 };
    expect((await move(cheaper, { startsAt: inHours(75) })).price.amount).toBe(3_000);
    expect(await bench.refundDue(cheaper.paymentId)).toMatchObject({
      ...{ amount: { ...PRICE, amount: 2_000 }, reason: 'rescheduled' },
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
