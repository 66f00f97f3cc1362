import { bookingErrors, bookingRpc } from '@edu/contracts-booking';
import { authEvents } from '@edu/contracts-auth';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BookingBench, inHours } from '../booking/booking.harness.ts';
import { TestFamily } from '../family/family.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench?.stop());

const open = async (as: TestActor) => {
  const { path } = await bench.service.call(bookingRpc.openCalendarFeed, {}, { as });
  return /^\/api\/v1\/calendar\/([\w-]{43})\.ics$/.exec(path)![1]!;
};
const read = (token: string) => bench.service.call(bookingRpc.readCalendarFeed, { token });
const ids = async (token: string) => (await read(token)).items.map(({ id }) => id);
const since = async (as: TestActor) =>
  (await bench.service.call(bookingRpc.getCalendarFeed, {}, { as })).createdAt;
const gone = (token: string) =>
  expect(read(token)).rejects.toMatchObject({ code: bookingErrors.calendarNotFound.code });

it('shows both sides the lessons that stand or took place, the soonest first', async () => {
  const learner = await testActor('student');
  const provider = await testActor('tutor');
  bench.names.set(provider.userId, 'Awa Koné');
  const second = await bench.confirmed(learner, {
    ...{ providerId: provider.userId, startsAt: inHours(72) },
  });
  const first = await bench.confirmed(learner, { startsAt: inHours(50) });
  await bench.book(learner, { startsAt: inHours(60) });
  const calledOff = await bench.confirmed(learner, { startsAt: inHours(90) });
  await bench.cancel(calledOff.id, learner);
  const token = await open(learner);
  expect(await ids(token)).toEqual([first.id, second.id]);
  const { readerId, items } = await read(token);
  expect(readerId).toBe(learner.userId);
  expect(items[1]).toMatchObject({ providerName: 'Awa Koné', state: 'confirmed' });
  expect(await ids(await open(provider))).toEqual([second.id]);
  expect(await ids(await open(await testActor('student')))).toEqual([]);
});

it('shows a parent the lessons of their children', async () => {
  const family = await TestFamily.open(bench);
  const lesson = await family.book(family.parent);
  await bench.paymentSucceeds(lesson.id);
  await bench.becomes(lesson.id, family.parent, 'confirmed');
  expect(await ids(await open(family.parent))).toEqual([lesson.id]);
});

it('leads nowhere once it is replaced or closed, and keeps no address', async () => {
  const learner = await testActor('student');
  expect(await since(learner)).toBeNull();
  const first = await open(learner);
  const second = await open(learner);
  await gone(first);
  expect(await ids(second)).toEqual([]);
  expect(await since(learner)).not.toBeNull();
  const { rows } = await bench.service.sql.query(
    'SELECT to_jsonb(calendar_feed) FROM calendar_feed',
  );
  expect(JSON.stringify(rows)).not.toContain(second);
  await bench.service.call(bookingRpc.closeCalendarFeed, {}, { as: learner });
  await gone(second);
  expect(await since(learner)).toBeNull();
});

it('shows nothing of who is suspended', async () => {
  const learner = await testActor('student');
  const token = await open(learner);
  await bench.service.publish(authEvents.userSuspended, { userId: learner.userId });
  await eventually(() => gone(token));
});
