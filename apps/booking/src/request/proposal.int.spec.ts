import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookingErrors, bookingEvents } from '@edu/contracts-booking';
import { testActor } from '@edu/testing';
import { BookingBench, inHours, outcomes } from '../booking/booking.harness.ts';
import { TestFamily } from '../family/family.harness.ts';
import { AskedProvider } from './request.harness.ts';

let bench: BookingBench;
let asked: AskedProvider;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench.stop());
beforeEach(async () => {
  asked = await AskedProvider.open(bench);
});

const code = (type: { code: string }) => expect.objectContaining({ code: type.code });

describe('a proposal', () => {
  it('moves the request: it holds the new time, and the old one is free', async () => {
    const request = await asked.ask();
    const startsAt = inHours(72);
    const proposed = await asked.propose(request.id, startsAt);
    expect(proposed).toMatchObject({ state: 'proposed', startsAt, version: 2 });
    expect(proposed.answerBy).not.toBeNull();
    const event = await bench.service.events.next(
      bookingEvents.proposed,
      ({ bookingId }) => bookingId === request.id,
    );
    expect(event).toMatchObject({ startsAt, askedStartsAt: request.startsAt });
    expect(await bench.get(request.id, asked.learner)).toMatchObject({
      askedStartsAt: request.startsAt,
    });
    const rival = await testActor('student');
    await expect(asked.ask({ startsAt }, rival)).rejects.toThrow(code(bookingErrors.slotTaken));
    await asked.ask({ startsAt: request.startsAt }, rival);
  });

  it('is accepted by the learner, who then pays; not by who made it', async () => {
    const { id } = await asked.ask();
    await asked.propose(id, inHours(72));
    await expect(asked.accept(id)).rejects.toThrow(code(bookingErrors.answerIsTheirs));
    await expect(asked.propose(id, inHours(73))).rejects.toThrow(
      code(bookingErrors.illegalTransition),
    );
    expect(await asked.accept(id, asked.learner)).toMatchObject({ state: 'pending' });
    await bench.paymentSucceeds(id);
    await bench.becomes(id, asked.learner, 'confirmed');
  });

  it('is declined by the learner, and runs out without an answer', async () => {
    const first = await asked.ask();
    await asked.propose(first.id, inHours(72));
    expect(await asked.decline(first.id, asked.learner)).toMatchObject({ state: 'declined' });
    const second = await asked.ask({ startsAt: inHours(50) });
    await asked.propose(second.id, inHours(74));
    await asked.timeIsUp(second.id);
    await bench.becomes(second.id, asked.learner, 'expired');
  });

  it('is refused at the same time, where somebody is busy, and by others', async () => {
    const request = await asked.ask();
    await expect(asked.propose(request.id, request.startsAt)).rejects.toThrow(
      code(bookingErrors.sameTime),
    );
    const rival = await testActor('student');
    const taken = await asked.ask({ startsAt: inHours(60) }, rival);
    await expect(asked.propose(request.id, taken.startsAt)).rejects.toThrow(
      code(bookingErrors.slotTaken),
    );
    const elsewhere = await bench.book(asked.learner, { startsAt: inHours(64) });
    await expect(asked.propose(request.id, elsewhere.startsAt)).rejects.toThrow(
      code(bookingErrors.learnerBusy),
    );
    await expect(asked.propose(request.id, inHours(80), asked.learner)).rejects.toThrow();
    expect(await bench.get(request.id, asked.learner)).toMatchObject({
      ...{ state: 'requested', startsAt: request.startsAt, version: 1 },
    });
  });

  it('that cannot be had is refused with the nearest time at which both are free', async () => {
    const request = await asked.ask({ startsAt: inHours(48) });
    const elsewhere = await bench.book(asked.learner, { startsAt: inHours(62) });
    const [notOffered, free] = [inHours(61.5), inHours(64)];
    bench.refusing.add(notOffered);
    for (const startsAt of [notOffered, elsewhere.startsAt]) {
      bench.near.set(startsAt, [request.startsAt, inHours(61.75), free]);
      const refusal = { status: 409, params: { nearest: free } };
      await expect(asked.propose(request.id, startsAt)).rejects.toMatchObject(refusal);
    }
  });

  it('and an instant rival for the same slot: one of the two has it', async () => {
    for (let round = 0; round < 3; round++) {
      const again = await AskedProvider.open(bench);
      const { id } = await again.ask();
      const startsAt = inHours(90);
      const rival = await testActor('student');
      const { succeeded } = await outcomes([
        again.propose(id, startsAt),
        again.ask({ startsAt }, rival),
      ]);
      expect(succeeded).toBe(1);
    }
  });

  it('to a child is accepted within its caps, or by a parent beyond them', async () => {
    const family = await TestFamily.open(bench, { withAccount: true });
    const { userId: providerId } = asked.provider;
    await bench.identityCounts(providerId);
    const own = { learnerId: family.account!.userId, providerId };
    const request = await family.book(family.account!, own);
    await family.change({ providers: [] });
    await asked.propose(request.id, inHours(72));
    await expect(asked.accept(request.id, family.account)).rejects.toThrow(
      code(bookingErrors.beyondCaps),
    );
    await expect(asked.accept(request.id, family.parent)).rejects.toThrow(
      code(bookingErrors.beyondCaps),
    );
    const accepted = await asked.accept(request.id, family.parent, { beyondCaps: true });
    expect(accepted).toMatchObject({ state: 'pending' });
  });
});
