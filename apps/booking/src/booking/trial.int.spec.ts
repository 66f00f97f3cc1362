import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors } from '@edu/contracts-booking';
import { testActor } from '@edu/testing';
import { BookingBench, inHours } from './booking.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench.stop());

const used = { code: bookingErrors.trialUsed.code, status: 409 };

describe('a trial lesson', () => {
  it('is booked once by each learner with each provider', async () => {
    const [learner, other] = [await testActor('student'), await testActor('student')];
    const [providerId, another] = [newId(), newId()];
    const book = (as: typeof learner, hours: number, of = providerId) =>
      bench.book(as, { providerId: of, startsAt: inHours(hours), trial: true });
    const trial = await book(learner, 48);
    expect(trial).toMatchObject({ trial: true, state: 'pending' });
    await expect(book(learner, 50)).rejects.toMatchObject(used);
    await expect(book(learner, 50, another)).resolves.toMatchObject({ trial: true });
    await expect(book(other, 52)).resolves.toMatchObject({ trial: true });
    const usual = await bench.book(learner, { providerId, startsAt: inHours(54) });
    expect(usual.trial).toBe(false);
  });

  it('that did not take place leaves another', async () => {
    const learner = await testActor('student');
    const providerId = newId();
    const first = await bench.book(learner, { providerId, trial: true });
    await bench.cancel(first.id, learner);
    const second = await bench.book(learner, { providerId, trial: true });
    expect(second.id).not.toBe(first.id);
  });

  it('is one of all that are booked at once', async () => {
    const learner = await testActor('student');
    const providerId = newId();
    const tries = Array.from({ length: 6 }, (_, index) =>
      bench.book(learner, { providerId, startsAt: inHours(48 + 2 * index), trial: true }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is one in the database too', async () => {
    const learner = await testActor('student');
    const providerId = newId();
    const first = await bench.book(learner, { providerId, trial: true });
    const copy = `INSERT INTO booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
        busy_from, busy_until, price_amount, price_currency, zone, policy, trial, hold_expires_at, hold_number)
      SELECT gen_random_uuid(), learner_id, provider_id, state, mode, starts_at + interval '1 day',
        ends_at + interval '1 day', busy_from + interval '1 day', busy_until + interval '1 day',
        price_amount, price_currency, zone, policy, true, hold_expires_at, 2
      FROM booking WHERE id = $1`;
    await expect(bench.service.sql.query(copy, [first.id])).rejects.toMatchObject({
      constraint: 'booking_trial_once',
    });
  });
});
