import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, platformErrors } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors, bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, MODERATE, outcomes, PRICE } from '../booking/booking.harness.ts';
import { TestFamily } from '../family/family.harness.ts';

let bench: BookingBench;
let learner: TestActor;
let provider: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
beforeEach(async () => {
  Object.assign(bench, { policy: MODERATE, price: PRICE });
  bench.obstacles.clear();
  [learner, provider] = await Promise.all([testActor('student'), testActor('tutor')]);
});
afterAll(() => bench.stop());

const REASON = 'I have a doctor’s appointment.';
const lesson = (as = learner) => bench.confirmed(as, { providerId: provider.userId });
const propose = (id: string, starts = [inHours(72), inHours(96)], as = provider, key = newId()) =>
  bench.service.call(bookingRpc.proposeReschedule, { id, starts, reason: REASON }, { as, key });
const accept = (id: string, startsAt: string, as = learner, key = newId()) =>
  bench.service.call(bookingRpc.acceptReschedule, { id, startsAt }, { as, key });
const decline = (id: string, as = learner) =>
  bench.service.call(bookingRpc.declineReschedule, { id }, { as, key: newId() });
const withdraw = (id: string, as = provider) =>
  bench.service.call(bookingRpc.withdrawReschedule, { id }, { as, key: newId() });
const refused = ({ code }: { code: string }) => expect.objectContaining({ code, status: 409 });
const proposals = async (id: string) =>
  (
    await bench.service.sql.query<{ state: string }>(
      'SELECT state FROM reschedule_proposal WHERE booking_id = $1 ORDER BY proposed_at',
      [id],
    )
  ).rows.map(({ state }) => state);
const notAgreed = (id: string) =>
  bench.service.events.next(bookingEvents.rescheduleNotAgreed, ({ bookingId }) => bookingId === id);
/** As if its time had been up a moment ago. */
const timeIsUp = (id: string) =>
  bench.service.sql.query(
    `UPDATE reschedule_proposal
     SET expires_at = now(), proposed_at = least(proposed_at, now() - interval '1 hour')
     WHERE booking_id = $1 AND state = 'open'`,
    [id],
  );

describe('a provider who cannot come', () => {
  it('proposes times that both sides see; the lesson stays, and nothing is held', async () => {
    const booking = await lesson();
    const starts = [inHours(96), inHours(72)];
    const proposed = await propose(booking.id, starts);
    expect(proposed).toMatchObject({ starts: starts.toReversed(), reason: REASON, state: 'open' });
    const { version, ...rescheduleProposal } = proposed;
    for (const as of [learner, provider]) {
      expect(await bench.get(booking.id, as)).toMatchObject({
        ...{ startsAt: booking.startsAt, rescheduleProposal, version },
      });
    }
    const event = await bench.service.events.next(
      bookingEvents.rescheduleProposed,
      ({ bookingId }) => bookingId === booking.id,
    );
    const { answerBy } = proposed;
    expect(event).toMatchObject({ startsAt: booking.startsAt, starts: proposed.starts, answerBy });
    expect(JSON.stringify(event)).not.toContain(REASON);
    const rival = await testActor('student');
    const { providerId } = booking;
    await bench.book(rival, { providerId, startsAt: starts[0]! });
  });

  it('does not propose twice, nor what cannot be, nor for others; the same call is answered again', async () => {
    const booking = await lesson();
    const { id, providerId } = booking;
    await expect(propose(id, [booking.startsAt])).rejects.toEqual(refused(bookingErrors.sameTime));
    const taken = await bench.book(await testActor('student'), {
      ...{ providerId, startsAt: inHours(60) },
    });
    await expect(propose(id, [taken.startsAt])).rejects.toEqual(refused(bookingErrors.slotTaken));
    const elsewhere = await bench.book(learner, { startsAt: inHours(100) });
    await expect(propose(id, [elsewhere.startsAt])).rejects.toEqual(
      refused(bookingErrors.learnerBusy),
    );
    const stranger = await testActor('tutor');
    await expect(propose(id, undefined, stranger)).rejects.toMatchObject({ status: 404 });
    expect(await proposals(id)).toEqual([]);
    const [starts, key] = [[inHours(72)], newId()];
    const first = await propose(id, starts, provider, key);
    expect(await propose(id, starts, provider, key)).toEqual(first);
    await expect(propose(id)).rejects.toEqual(refused(bookingErrors.proposedAlready));
    await withdraw(id);
    await propose(id);
    expect(await proposals(id)).toEqual(['withdrawn', 'open']);
  });

  it('learns which of the times cannot be had, and the nearest at which both are free', async () => {
    const { id, providerId } = await lesson();
    const taken = await bench.book(await testActor('student'), {
      ...{ providerId, startsAt: inHours(60) },
    });
    const elsewhere = await bench.book(learner, { startsAt: inHours(62) });
    const [notOffered, free] = [inHours(65), inHours(64)];
    bench.refusing.add(notOffered);
    for (const startsAt of [taken.startsAt, elsewhere.startsAt, notOffered]) {
      bench.near.set(startsAt, [elsewhere.startsAt, free]);
      const refusal = { status: 409, params: { startsAt, nearest: free } };
      await expect(propose(id, [inHours(96), startsAt])).rejects.toMatchObject(refusal);
    }
  });

  it('is too late shortly before the lesson', async () => {
    const soon = { providerId: provider.userId, startsAt: inHours(7) };
    const booking = await bench.confirmed(learner, soon);
    await expect(propose(booking.id)).rejects.toEqual(refused(bookingErrors.proposalLate));
  });
});

describe('the learner’s side', () => {
  it('accepts one time: the lesson moves, keeps its payment, and counts as no move of theirs', async () => {
    const booking = await lesson();
    const [startsAt, key] = [inHours(72), newId()];
    await propose(booking.id, [startsAt, inHours(96)]);
    // It would cost more, and a cancellation would cost something: neither is the learner's doing.
    bench.price = { ...PRICE, amount: 9_000 };
    const moved = await accept(booking.id, startsAt, learner, key);
    expect(moved).toMatchObject({ state: 'confirmed', startsAt, price: PRICE, reschedules: 0 });
    expect(await accept(booking.id, startsAt, learner, key)).toEqual(moved);
    const event = await bench.service.events.next(
      bookingEvents.rescheduled,
      ({ bookingId }) => bookingId === booking.id,
    );
    expect(event).toMatchObject({ by: 'provider', paymentId: booking.paymentId, startsAt });
    expect(await proposals(booking.id)).toEqual(['accepted']);
    const details = await bench.get(booking.id, provider);
    expect(details.rescheduleProposal).toBeNull();
  });

  it('declines, and is not moved to what was not proposed, nor by the provider alone', async () => {
    const { id, startsAt } = await lesson();
    const proposed = inHours(72);
    await propose(id, [proposed]);
    await expect(accept(id, inHours(73))).rejects.toEqual(refused(bookingErrors.nothingProposed));
    await expect(accept(id, proposed, provider)).rejects.toMatchObject({ status: 403 });
    await expect(decline(id, provider)).rejects.toMatchObject({ status: 403 });
    await expect(withdraw(id, learner)).rejects.toMatchObject({ status: 403 });
    expect(await decline(id)).toMatchObject({ state: 'declined' });
    expect(await notAgreed(id)).toMatchObject({ outcome: 'declined', startsAt });
    await expect(accept(id, proposed)).rejects.toEqual(refused(bookingErrors.nothingProposed));
    expect(await bench.get(id, learner)).toMatchObject({ startsAt, rescheduleProposal: null });
  });

  it('does not answer: the proposal ends by itself, and the lesson stays', async () => {
    const { id, startsAt } = await lesson();
    await propose(id);
    await timeIsUp(id);
    expect(await notAgreed(id)).toMatchObject({ outcome: 'expired' });
    expect(await proposals(id)).toEqual(['expired']);
    expect(await bench.get(id, learner)).toMatchObject({ state: 'confirmed', startsAt });
  });

  it('of a time that somebody else has by now learns the nearest that is free; the proposal stays open', async () => {
    const { id, providerId } = await lesson();
    const [startsAt, nearest] = [inHours(72), inHours(73)];
    await propose(id, [startsAt, inHours(96)]);
    await bench.book(await testActor('student'), { providerId, startsAt });
    bench.obstacles.set(startsAt, 'busy');
    bench.near.set(startsAt, [nearest]);
    await expect(accept(id, startsAt)).rejects.toMatchObject({
      ...{ code: bookingErrors.proposedTimeGone.code, status: 409, params: { nearest } },
    });
    expect(await proposals(id)).toEqual(['open']);
  });

  it('of a time that is not offered any more learns so, whoever knows the nearest', async () => {
    const { id } = await lesson();
    const startsAt = inHours(72);
    await propose(id, [startsAt]);
    bench.service.fake(availabilityRpc.nearStarts, () => {
      throw platformErrors.unavailable();
    });
    bench.refusing.add(startsAt);
    await expect(accept(id, startsAt)).rejects.toEqual(refused(bookingErrors.proposedTimeGone));
  });

  it('is a parent, or the child within the hours that were agreed', async () => {
    const family = await TestFamily.open(bench, { withAccount: true });
    await bench.identityCounts(provider.userId);
    const own = { learnerId: family.account!.userId, providerId: provider.userId };
    const booked = await family.book(family.account!, own);
    await bench.paymentSucceeds(booked.id);
    await bench.becomes(booked.id, family.parent, 'confirmed');
    const startsAt = inHours(72);
    await propose(booked.id, [startsAt]);
    await expect(accept(booked.id, startsAt, learner)).rejects.toMatchObject({ status: 404 });
    const moved = await accept(booked.id, startsAt, family.parent);
    expect(moved).toMatchObject({ startsAt, state: 'confirmed' });
  });
});

describe('what is proposed ends with the lesson as it was', () => {
  it.each([
    ['canceled', (id: string) => bench.cancel(id, learner)],
    [
      'moved by the learner',
      (id: string) =>
        bench.service.call(
          bookingRpc.reschedule,
          { id, startsAt: inHours(120) },
          { as: learner, key: newId() },
        ),
    ],
  ])('when it is %s', async (_, change) => {
    const { id } = await lesson();
    const startsAt = inHours(72);
    await propose(id, [startsAt]);
    await change(id);
    expect(await proposals(id)).toEqual(['ended']);
    await expect(accept(id, startsAt)).rejects.toEqual(refused(bookingErrors.nothingProposed));
  });

  it('and accept, decline, cancel, withdraw and the clock at once: exactly one of them', async () => {
    for (let round = 0; round < 6; round++) {
      const booking = await lesson();
      const { id } = booking;
      const startsAt = inHours(72 + round * 2);
      await propose(id, [startsAt]);
      const answers = [
        () => accept(id, startsAt),
        () => decline(id),
        () => withdraw(id),
        () => timeIsUp(id),
      ];
      const [, moves] = await Promise.all([
        bench.cancel(id, learner),
        outcomes(answers.map((answer) => answer())),
      ]);
      const allowed = [bookingErrors.nothingProposed.code, bookingErrors.illegalTransition.code];
      expect(moves.codes.filter((code) => !allowed.includes(code))).toEqual([]);
      await eventually(async () => expect(await proposals(id)).not.toContain('open'));
      // Whatever came first, it is called off in the end, and moved before that or never.
      const [state] = await proposals(id);
      const { state: now, startsAt: at } = await bench.get(id, learner);
      expect(now).toBe('canceled');
      expect(at).toBe(state === 'accepted' ? startsAt : booking.startsAt);
      const closed = bench.service.events
        .of(bookingEvents.rescheduleNotAgreed)
        .filter(({ bookingId }) => bookingId === id);
      const isSaid = state !== 'accepted' && state !== 'ended';
      if (isSaid) await notAgreed(id);
      expect(closed.length).toBeLessThanOrEqual(isSaid ? 1 : 0);
    }
  });
});
