import { newId } from '@edu/contract-kit';
import { bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { eventually, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  startNotification,
  type NotificationHarness,
  type Person,
} from '../notification.harness.ts';

let world: NotificationHarness;
let learner: Person;
let provider: Person;
let booking: Lesson;

beforeAll(async () => {
  world = await startNotification({ replicas: 2 });
});
afterAll(() => world?.stop());
beforeEach(async () => {
  learner = await world.person({ displayName: 'Koffi', locale: 'fr', zone: 'America/Toronto' });
  provider = await world.person({ displayName: 'Mary', locale: 'en' });
  booking = lesson(30 * 3_600_000);
});

type Lesson = ReturnType<typeof lesson>;
/** One that begins so much later than now. */
function lesson(inMs: number) {
  const startsAt = new Date(Math.ceil((Date.now() + inMs) / 60_000) * 60_000).toISOString();
  const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
  return {
    ...{ bookingId: newId(), learnerId: learner.userId, providerId: provider.userId },
    ...{ startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt },
    ...{ mode: 'online' as const, price: { amount: 5_000, currency: 'XOF' as const } },
    ...{ zone: 'Africa/Abidjan', version: 2 },
  };
}
const confirm = async (one: Lesson) => {
  await world.service.publish(bookingEvents.confirmed, { ...one, paymentId: newId() });
  await known(one.version);
};
const cancel = async (one: Lesson) => {
  const data = { ...one, version: 3, by: 'learner' as const, wasPaid: true };
  await world.service.publish(bookingEvents.canceled, data);
  await known(3);
};
const sql = async <T extends object>(text: string) =>
  (await world.service.sql.query<T>(text, [booking.bookingId])).rows;
const known = (version: number) =>
  eventually(async () => {
    expect(await sql('SELECT version FROM booking_ref WHERE booking_id = $1')).toEqual([
      { version },
    ]);
  });
const planned = () =>
  sql<{ kind: string; due_at: Date; sent_at: Date | null }>(
    'SELECT kind, due_at, sent_at FROM reminder WHERE booking_id = $1 ORDER BY due_at',
  );
/** As if the time had come. */
const makeDue = (kind: 'day' | 'hour') =>
  sql(`UPDATE reminder SET due_at = now() - interval '1 second'
       WHERE booking_id = $1 AND kind = '${kind}' RETURNING id`);
const reminders = async (person: TestActor) =>
  (await world.service.call(notificationRpc.list, {}, { as: person })).items.filter(
    ({ template }) => template.startsWith('lesson-reminder'),
  );
const subjects = async (person: Person) =>
  (await world.mailsTo(person.email!))
    .map(({ subject }) => subject)
    .filter((subject) => /Rappel|Reminder|bientôt|soon/.test(subject));
const sent = (count: number) =>
  eventually(async () =>
    expect((await planned()).filter(({ sent_at: at }) => at)).toHaveLength(count),
  );
const gone = (count: number) => eventually(async () => expect(await planned()).toHaveLength(count));

it('reminds both people a day and an hour before, once, in their zone and language', async () => {
  await confirm(booking);
  const times = (await planned()).map(({ due_at: at }) => Date.parse(booking.startsAt) - +at);
  expect(times).toEqual([24 * 3_600_000, 3_600_000]);
  expect(await reminders(learner)).toEqual([]);
  for (const kind of ['day', 'hour'] as const) await makeDue(kind);
  await sent(2);
  for (const person of [learner, provider]) {
    await eventually(async () => expect(await subjects(person)).toHaveLength(2));
    expect(await reminders(person)).toHaveLength(2);
  }
  expect((await subjects(learner)).sort()).toEqual([
    'Rappel : votre cours approche',
    'Votre cours commence bientôt',
  ]);
  const [first] = await reminders(learner);
  expect(first!.body).toMatch(/Votre cours avec .?Mary.? a lieu : .*\(America\/Toronto\) = /);
  expect(first!.link).toBe(`/bookings/${booking.bookingId}`);
  expect((await reminders(provider))[0]!.body).toContain('(Africa/Abidjan)');

  // Not again, whatever is redelivered: the confirmation, or what was sent with its claim lost.
  await confirm({ ...booking });
  await sql(
    'UPDATE reminder SET sent_at = NULL, due_at = now() WHERE booking_id = $1 RETURNING id',
  );
  await sent(2);
  expect(await reminders(learner)).toHaveLength(2);
  expect(await subjects(learner)).toHaveLength(2);
});

it('reminds of no lesson that was called off, even where a message was on its way', async () => {
  await confirm(booking);
  await world.service.sql.query(
    `INSERT INTO message (id, event_id, user_id, channel, template, facts, due_at)
     VALUES ($1, $2, $3, 'email', 'lesson-reminder-day', $4, now() + interval '1 hour')`,
    [
      newId(),
      newId(),
      learner.userId,
      {
        ...{ bookingId: booking.bookingId, as: 'learner', otherId: provider.userId },
        ...{ startsAt: booking.startsAt, endsAt: booking.endsAt, zone: booking.zone },
      },
    ],
  );
  await cancel(booking);
  await makeDue('day');
  await makeDue('hour');
  await gone(0);
  const late = `facts ->> 'bookingId' = $1 AND template = 'lesson-reminder-day'`;
  await sql(`UPDATE message SET due_at = now() WHERE ${late} RETURNING id`);
  await eventually(async () => {
    expect(await sql(`SELECT status FROM message WHERE ${late}`)).toEqual([{ status: 'skipped' }]);
  });
  expect(await reminders(learner)).toEqual([]);
  expect(await subjects(learner)).toEqual([]);
});

it('follows a lesson that is moved, away and back, and reminds of no time twice', async () => {
  const move = async (to: Lesson, version: number) => {
    await world.service.publish(bookingEvents.rescheduled, {
      ...{ ...to, version, paymentId: newId(), by: 'learner' as const },
      from: { startsAt: booking.startsAt, endsAt: booking.endsAt },
    });
    await known(version);
  };
  const later = { ...lesson(80 * 3_600_000), bookingId: booking.bookingId };
  await confirm(booking);
  await makeDue('day');
  await sent(1);
  await move(later, 3);
  const at = async () =>
    (await planned()).filter(({ sent_at: over }) => !over).map(({ due_at: due }) => +due);
  const ahead = ({ startsAt }: Lesson, hours: number) => Date.parse(startsAt) - hours * 3_600_000;
  expect(await at()).toEqual([ahead(booking, 1), ahead(later, 24), ahead(later, 1)]);
  await move(booking, 4);
  await sql(`UPDATE reminder SET due_at = now() - interval '1 second'
    WHERE booking_id = $1 AND sent_at IS NULL RETURNING id`);
  // Those of the other time go; the hour's is sent, and the day's was.
  await gone(2);
  await sent(2);
  expect((await reminders(learner)).map(({ template }) => template)).toEqual([
    'lesson-reminder-hour',
    'lesson-reminder-day',
  ]);
});

it('drops a reminder whose time has passed, and plans none for what is booked at the last moment', async () => {
  booking = lesson(1_800_000);
  await confirm(booking);
  expect(await planned()).toEqual([]);
  booking = lesson(2 * 3_600_000);
  await confirm(booking);
  expect((await planned()).map(({ kind }) => kind)).toEqual(['hour']);
  // The day's comes when the hour's has come: after an outage of a day.
  await world.service.sql.query(
    `UPDATE booking_ref SET starts_at = starts_at - interval '90 minutes' WHERE booking_id = $1`,
    [booking.bookingId],
  );
  await sql(`UPDATE reminder SET starts_at = starts_at - interval '90 minutes', kind = 'day',
    due_at = now() - interval '1 second' WHERE booking_id = $1 RETURNING id`);
  await gone(0);
  expect(await reminders(learner)).toEqual([]);
});

it('leaves out who wants none', async () => {
  const wish = { email: true, sms: false, reminders: false };
  expect(await world.service.call(notificationRpc.savePreferences, wish, { as: learner })).toEqual(
    wish,
  );
  await confirm(booking);
  await makeDue('day');
  await sent(1);
  expect(await reminders(learner)).toEqual([]);
  expect(await reminders(provider)).toHaveLength(1);
});

it('plans again what a rebuild finds, and nothing twice', async () => {
  await confirm(booking);
  await world.service.sql.query('TRUNCATE booking_ref, reminder');
  world.service.fake(bookingRpc.listSnapshot, () => ({
    items: [{ ...booking, state: 'confirmed' as const, paymentId: newId(), holdExpiresAt: null }],
    nextCursor: null,
  }));
  const input = { projection: 'booking-ref' as const, limit: 100 };
  for (let round = 0; round < 2; round++) {
    await world.service.call(notificationRpc.rebuild, input);
    expect((await planned()).map(({ kind }) => kind)).toEqual(['day', 'hour']);
  }
});
