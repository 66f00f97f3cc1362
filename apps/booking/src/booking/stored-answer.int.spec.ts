import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, platformErrors } from '@edu/contract-kit';
import { Booking } from '@edu/contracts-booking';
import { testActor } from '@edu/testing';
import { BookingBench, inHours } from './booking.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench.stop());

describe('what is stored for a repeated call', () => {
  const stored = async (actorId: string) => {
    const { rows } = await bench.service.sql.query<{ response: unknown }>(
      'SELECT response FROM idempotency WHERE actor_id = $1',
      [actorId],
    );
    return rows.map(({ response }) => response);
  };

  it('is the answer of the contract, not a row', async () => {
    const learner = await testActor('student');
    const booking = await bench.book(learner);
    const canceled = await bench.cancel(booking.id, learner);
    const answers = await stored(learner.userId);
    expect(answers).toHaveLength(2);
    expect(answers).toEqual(expect.arrayContaining([booking, canceled]));
    for (const answer of answers) expect(Booking.strict().parse(answer)).toEqual(answer);
  });

  it('is refused once it is no answer of the contract any more, and nothing is booked twice', async () => {
    const learner = await testActor('student');
    const wanted = { providerId: newId(), startsAt: inHours(96), key: newId() };
    const booking = await bench.book(learner, wanted);
    const { userId } = learner;
    await bench.service.sql.query(
      `UPDATE idempotency SET response = response - 'zone' WHERE actor_id = $1`,
      [userId],
    );
    const repeat = bench.book(learner, wanted);
    const { code } = platformErrors.idempotencyAnswerOutdated;
    await expect(repeat).rejects.toMatchObject({ code, status: 409 });
    const { rows } = await bench.service.sql.query('SELECT id FROM booking WHERE learner_id = $1', [
      userId,
    ]);
    expect(rows).toEqual([{ id: booking.id }]);
  });

  it.each([
    ['without milliseconds', `${inHours(48).slice(0, 16)}:00Z`],
    ['with more digits than are kept', `${inHours(72).slice(0, 16)}:00.123456Z`],
  ])('is what is read later, of a start %s', async (_what, startsAt) => {
    const learner = await testActor('student');
    const booking = await bench.book(learner, { startsAt });
    expect(await bench.get(booking.id, learner)).toMatchObject(booking);
  });
});
