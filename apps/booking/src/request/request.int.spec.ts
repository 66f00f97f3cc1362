import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors, bookingEvents } from '@edu/contracts-booking';
import { testActor } from '@edu/testing';
import { BookingBench, inHours, outcomes } from '../booking/booking.harness.ts';
import { TestFamily } from '../family/family.harness.ts';
import { AskedProvider } from './request.harness.ts';

const HOUR_MS = 3_600_000;

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
const hoursFromNow = (at: string | null) => (Date.parse(at!) - Date.now()) / HOUR_MS;
const of = (id: string) => (event: { bookingId: string }) => event.bookingId === id;

describe('a request', () => {
  it('keeps the slot, waits a day for an answer and is no hold to pay', async () => {
    const request = await asked.ask();
    expect(request).toMatchObject({ state: 'requested', holdExpiresAt: null, version: 1 });
    expect(hoursFromNow(request.answerBy)).toBeCloseTo(24, 1);
    expect(await bench.get(request.id, asked.provider)).toMatchObject(request);
    const { answerBy } = await bench.service.events.next(bookingEvents.requested, of(request.id));
    expect(answerBy).toBe(request.answerBy);
    const rival = await testActor('student');
    await expect(asked.ask({ startsAt: request.startsAt }, rival)).rejects.toThrow(
      code(bookingErrors.slotTaken),
    );
  });

  it('takes one of the places for holds', async () => {
    await asked.ask({ startsAt: inHours(48) });
    await asked.ask({ startsAt: inHours(50) });
    await expect(asked.ask({ startsAt: inHours(52) })).rejects.toThrow(
      code(bookingErrors.tooManyHoldsOfProvider),
    );
    await bench.book(asked.learner, { startsAt: inHours(54) });
    await expect(bench.book(asked.learner, { startsAt: inHours(56) })).rejects.toThrow(
      code(bookingErrors.tooManyHolds),
    );
  });

  it('runs out without an answer, and its slot is free again', async () => {
    const request = await asked.ask();
    await asked.timeIsUp(request.id);
    const { was } = await bench.service.events.next(bookingEvents.expired, of(request.id));
    expect(was).toBe('requested');
    await bench.becomes(request.id, asked.learner, 'expired');
    const rival = await testActor('student');
    expect(await asked.ask({ startsAt: request.startsAt }, rival)).toMatchObject({
      state: 'requested',
    });
  });

  it('is withdrawn by its learner', async () => {
    const request = await asked.ask();
    expect(await bench.cancel(request.id, asked.learner)).toMatchObject({ state: 'canceled' });
    await expect(asked.accept(request.id)).rejects.toThrow(code(bookingErrors.illegalTransition));
  });
});

describe('an accepted request', () => {
  it('waits a day for its payment, which confirms it', async () => {
    const request = await asked.ask();
    const accepted = await asked.accept(request.id);
    expect(accepted).toMatchObject({ state: 'pending', answerBy: null, version: 2 });
    expect(hoursFromNow(accepted.holdExpiresAt)).toBeCloseTo(24, 1);
    const { by, holdExpiresAt } = await bench.service.events.next(
      bookingEvents.accepted,
      of(request.id),
    );
    expect({ by, holdExpiresAt }).toEqual({
      by: 'provider',
      holdExpiresAt: accepted.holdExpiresAt,
    });
    await bench.paymentSucceeds(request.id);
    await bench.becomes(request.id, asked.learner, 'confirmed');
  });

  it('waits no longer than until the lesson begins', async () => {
    const request = await asked.ask({ startsAt: inHours(3) });
    expect((await asked.accept(request.id)).holdExpiresAt).toBe(request.startsAt);
  });

  it('is accepted once, whoever asks twice', async () => {
    const request = await asked.ask();
    const key = newId();
    const [first, again] = [
      await asked.accept(request.id, asked.provider, { key }),
      await asked.accept(request.id, asked.provider, { key }),
    ];
    expect(again).toEqual(first);
    await expect(asked.accept(request.id)).rejects.toThrow(code(bookingErrors.illegalTransition));
  });
});

describe('an answer', () => {
  it('is the provider’s, and nobody else’s', async () => {
    const request = await asked.ask();
    await expect(asked.accept(request.id, asked.learner)).rejects.toThrow(
      code(bookingErrors.answerIsTheirs),
    );
    const stranger = await testActor('tutor');
    await expect(asked.accept(request.id, stranger)).rejects.toThrow(code(bookingErrors.notFound));
    await expect(asked.decline(request.id, stranger)).rejects.toThrow(code(bookingErrors.notFound));
    expect(await bench.get(request.id, asked.learner)).toMatchObject({ state: 'requested' });
  });

  it('comes too late after the time is up', async () => {
    const request = await asked.ask();
    await bench.service.sql.query(
      `UPDATE booking SET hold_expires_at = now() - interval '1 second',
         expiry_due_at = now() + interval '1 hour' WHERE id = $1`,
      [request.id],
    );
    await expect(asked.accept(request.id)).rejects.toThrow(code(bookingErrors.answeredTooLate));
    await expect(asked.decline(request.id)).rejects.toThrow(code(bookingErrors.answeredTooLate));
  });

  it('no gives the slot back at once, with a word for the other', async () => {
    const request = await asked.ask();
    expect(await asked.decline(request.id, asked.provider, 'Away that week.')).toMatchObject({
      ...{ state: 'declined', answerBy: null, holdExpiresAt: null },
    });
    const { by } = await bench.service.events.next(bookingEvents.declined, of(request.id));
    expect(by).toBe('provider');
    const { cancellation } = await bench.get(request.id, asked.learner);
    expect(cancellation).toMatchObject({ by: 'provider', reason: 'Away that week.' });
    const rival = await testActor('student');
    await asked.ask({ startsAt: request.startsAt }, rival);
    await expect(asked.accept(request.id)).rejects.toThrow(code(bookingErrors.illegalTransition));
    await expect(bench.cancel(request.id, asked.learner)).rejects.toThrow(
      code(bookingErrors.illegalTransition),
    );
  });

  it('is one, when accepting, declining and withdrawing meet', async () => {
    for (let round = 0; round < 5; round++) {
      const again = await AskedProvider.open(bench);
      const { id } = await again.ask();
      const { succeeded, statuses } = await outcomes([
        again.accept(id),
        again.decline(id),
        again.decline(id),
      ]);
      expect(succeeded).toBe(1);
      expect(statuses).toEqual([409]);
    }
  });
});

describe('a child’s request', () => {
  it('is accepted by its provider within the rules that it was made by', async () => {
    const family = await TestFamily.open(bench);
    await bench.identityCounts(asked.provider.userId);
    const request = await family.book(family.parent, { providerId: asked.provider.userId });
    expect(request).toMatchObject({ state: 'requested', payerId: family.parent.userId });
    await bench.identityCounts(asked.provider.userId, { version: 2, until: null });
    await expect(asked.accept(request.id)).rejects.toThrow(code(bookingErrors.identityUnchecked));
    await bench.identityCounts(asked.provider.userId, { version: 3 });
    expect(await asked.accept(request.id)).toMatchObject({ state: 'pending' });
  });
});
