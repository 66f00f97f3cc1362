import { newId } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import type { Presence } from '@edu/contracts-session';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { BookingBench, inHours, MODERATE } from '../booking/booking.harness.ts';
import { attended, lessonOver, type Confirmed } from '../lesson/attendance.harness.ts';

let bench: BookingBench;
let provider: TestActor;
let support: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
  support = await testActor('support', { steppedUpSecondsAgo: 1 });
});
beforeEach(async () => {
  bench.policy = MODERATE;
  provider = await testActor('tutor');
});
afterAll(() => bench.stop());

const counts = async () => {
  const { kept, lateCancellations, absences } = await bench.service.call(
    bookingRpc.myReliability,
    {},
    { as: provider },
  );
  return [kept, lateCancellations, absences];
};
/** A lesson of somebody that is over, with what its classroom proves. */
async function held(learner: Presence, itsProvider: Presence): Promise<Confirmed> {
  const options = { providerId: provider.userId };
  const booking = await lessonOver(bench, await testActor('student'), options);
  await attended(bench, booking, { learner, provider: itsProvider });
  return booking;
}
const lessonIn = async (hours: number) =>
  bench.confirmed(await testActor('student'), {
    ...{ providerId: provider.userId, startsAt: inHours(hours) },
  });
const contest = ({ id }: Confirmed) =>
  bench.service.call(
    bookingRpc.contest,
    { id, text: 'I was there.' },
    { as: provider, key: newId() },
  );
async function decide({ id }: Confirmed, refundPct: number) {
  const input = { id, refundPct, reason: 'What the evidence says.' };
  await bench.service.call(bookingRpc.decideDispute, input, { as: support, key: newId() });
}
/** Lessons that took place so many days ago, in one statement. */
async function giveLessons(count: number, daysAgo: number): Promise<void> {
  await bench.service.sql.query(
    `WITH given AS (
       INSERT INTO booking (id, learner_id, provider_id, state, mode, starts_at, ends_at, busy_from,
         busy_until, price_amount, price_currency, zone, policy, payment_id)
       SELECT gen_random_uuid(), gen_random_uuid(), $1, 'completed', 'online', at, at + span, at,
         at + span, 5000, 'XOF', 'Africa/Abidjan', '{}', gen_random_uuid()
       FROM (SELECT now() - $2::int * interval '1 day' + n * interval '1 hour' AS at,
           interval '50 minutes' AS span
         FROM generate_series(1, $3::int) AS n) AS slots
       RETURNING id)
     INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason)
     SELECT id, 'confirmed', 'completed', 'booking', 'the lesson is over' FROM given`,
    [provider.userId, daysAgo, count],
  );
}

it('counts lessons by what became of them; what nobody knows is never against anybody', async () => {
  expect(await counts()).toEqual([0, 0, 0]);
  await held('present', 'present');
  await held('unknown', 'unknown');
  await held('absent', 'present');
  expect(await counts()).toEqual([3, 0, 0]);
  await held('present', 'absent');
  expect(await counts()).toEqual([3, 0, 1]);
});

it('counts an absence whatever the learner chooses, and the lesson that is held instead', async () => {
  const learner = await testActor('student');
  const missed = await lessonOver(bench, learner, { providerId: provider.userId });
  await attended(bench, missed, { learner: 'present', provider: 'absent' });
  const { id } = missed;
  const to = { id, startsAt: inHours(72) };
  await bench.service.call(bookingRpc.reschedule, to, { as: learner, key: newId() });
  expect(await counts()).toEqual([0, 0, 1]);
  await bench.shift(id, 73 + 1 / 60);
  const { startsAt } = await bench.get(id, learner);
  await attended(bench, { id, startsAt }, { learner: 'present', provider: 'present' });
  await bench.becomes(id, learner, 'completed');
  expect(await counts()).toEqual([1, 0, 1]);
  const other = await held('present', 'absent');
  await bench.service.sql.query(`UPDATE process SET due_at = now() WHERE subject_id = $1`, [
    other.id,
  ]);
  expect((await bench.refundDue(other.paymentId)).reason).toBe('no_show');
  await bench.refunded(other.id, other.paymentId);
  expect(await counts()).toEqual([1, 0, 2]);
});

it('counts no absence while its provider objects, nor where support left them something', async () => {
  const [lost, won] = [await held('present', 'absent'), await held('present', 'absent')];
  expect(await counts()).toEqual([0, 0, 2]);
  await contest(lost);
  await contest(won);
  expect(await counts()).toEqual([0, 0, 0]);
  await decide(lost, 100);
  await decide(won, 50);
  expect(await counts()).toEqual([0, 0, 1]);
});

it('counts what the provider calls off within a day, and nothing that others call off', async () => {
  await bench.cancel((await lessonIn(48)).id, provider);
  const unpaid = await bench.book(await testActor('student'), {
    ...{ providerId: provider.userId, startsAt: inHours(20) },
  });
  await bench.cancel(unpaid.id, provider);
  const learner = await testActor('student');
  const theirs = await bench.confirmed(learner, {
    ...{ providerId: provider.userId, startsAt: inHours(18) },
  });
  await bench.cancel(theirs.id, learner);
  const platforms = await lessonIn(16);
  const waiver = { id: platforms.id, bornBy: 'platform', reason: 'The classroom failed.' } as const;
  await bench.service.call(bookingRpc.waive, waiver, { as: support, key: newId() });
  bench.policy = { ...MODERATE, graceMinutes: 30 };
  await bench.cancel((await lessonIn(14)).id, provider);
  bench.policy = MODERATE;
  expect(await counts()).toEqual([0, 0, 0]);
  await bench.cancel((await lessonIn(12)).id, provider);
  expect(await counts()).toEqual([0, 1, 0]);
});

it('takes the seats of a group lesson for one lesson', async () => {
  const offer = { startsAt: inHours(10), title: 'Fractions', seats: 3, price: bench.price };
  const { id: groupId } = await bench.service.call(bookingRpc.openGroup, offer, {
    ...{ as: provider, key: newId() },
  });
  for (let seat = 0; seat < 3; seat++) {
    const as = await testActor('student');
    const { id } = await bench.service.call(bookingRpc.bookSeat, { groupId }, { as, key: newId() });
    await bench.paymentSucceeds(id);
    await bench.becomes(id, as, 'confirmed');
  }
  await bench.service.call(bookingRpc.cancelGroup, { groupId }, { as: provider, key: newId() });
  expect(await counts()).toEqual([0, 1, 0]);
});

it('says in public how many were kept, of ten lessons or more and of 90 days, and no figures', async () => {
  const { userId: providerId } = provider;
  const said = () => bench.service.call(bookingRpc.keptLessons, { providerId });
  await giveLessons(30, 95);
  await giveLessons(8, 40);
  await held('present', 'absent');
  expect(await said()).toEqual({ keptPct: null });
  await held('present', 'present');
  expect(await said()).toEqual({ keptPct: 90 });
  expect(await bench.service.call(bookingRpc.keptLessons, { providerId: newId() })).toEqual({
    keptPct: null,
  });
  const whole = await bench.service.call(
    bookingRpc.staffReliability,
    { providerId },
    { as: support },
  );
  expect(whole).toMatchObject({ kept: 9, lateCancellations: 0, absences: 1, keptPct: 90 });
  expect(await bench.service.call(bookingRpc.myReliability, {}, { as: provider })).toMatchObject({
    ...{ kept: 9, absences: 1 },
  });
});

it('is the provider’s own and support’s', async () => {
  const { userId: providerId } = provider;
  for (const as of [await testActor('student'), provider, await testActor('trust')]) {
    await expect(
      bench.service.call(bookingRpc.staffReliability, { providerId }, { as }),
    ).rejects.toMatchObject({ status: 403 });
  }
  await expect(
    bench.service.call(bookingRpc.myReliability, {}, { as: await testActor('parent') }),
  ).rejects.toMatchObject({ status: 403 });
});

it('of a busy provider is one range of an index', async () => {
  await giveLessons(1_500, 80);
  await giveLessons(3_000, 250);
  await bench.service.sql.query('ANALYZE booking, booking_transition');
  const { userId: providerId } = provider;
  const read = () => bench.service.call(bookingRpc.keptLessons, { providerId });
  await eventually(async () => expect((await read()).keptPct).toBe(100));
  const began = performance.now();
  for (let round = 0; round < 20; round++) await read();
  const each = (performance.now() - began) / 20;
  console.log(`reliability of 1 500 lessons: ${each.toFixed(1)} ms`);
  const { rows } = await bench.service.sql.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT FROM booking WHERE provider_id = $1 AND starts_at >= now() - interval '90 days'`,
    [providerId],
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index|Bitmap/);
});
