import { newId, type Money } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  startNotification,
  type NotificationHarness,
  type Person,
} from '../notification.harness.ts';
import { BookingRefs } from './booking-refs.ts';

/** No event of a hold is followed before something becomes of it. */

let world: NotificationHarness;
let learner: Person;
let provider: Person;
let about: ReturnType<typeof aboutLesson>;
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world?.stop());
beforeEach(async () => {
  learner = await world.person({ displayName: 'Koffi', locale: 'fr' });
  provider = await world.person({ displayName: 'Mary Tutor', locale: 'en' });
  about = aboutLesson();
});

const aboutLesson = () => ({
  ...{ bookingId: newId(), learnerId: learner.userId, providerId: provider.userId, version: 2 },
  ...{ groupId: newId(), groupTitle: 'Les fractions', zone: 'Europe/Paris' },
});
const time = { startsAt: '2026-07-01T10:00:00.000Z', endsAt: '2026-07-01T11:00:00.000Z' };
const slot = { ...time, busyFrom: time.startsAt, busyUntil: time.endsAt };
const later = '2026-07-04T10:00:00.000Z';
const price: Money = { amount: 5_000, currency: 'XOF' };
const plain = (text: string) => text.replace(/\p{Zs}/gu, ' ').replace(/[\u2068\u2069]/g, '');
const inbox = async () =>
  (await world.service.call(notificationRpc.list, {}, { as: learner })).items;

describe('the first event of a seat that is received has its time as its provider reads it, and its title', () => {
  it.each([
    [
      'booking-canceled',
      () =>
        world.service.publish(bookingEvents.canceled, {
          ...{ ...about, ...slot, by: 'provider', wasPaid: false, was: 'pending' },
        }),
    ],
    ['booking-expired', () => world.service.publish(bookingEvents.expired, { ...about, ...slot })],
    [
      'payment-due',
      () => world.service.publish(bookingEvents.paymentDue, { ...about, ...slot, payUntil: later }),
    ],
    [
      'provider-absent',
      () =>
        world.service.publish(bookingEvents.noShow, {
          ...{ ...about, ...time, paymentId: newId(), absent: 'provider' },
          ...{ at: time.startsAt, chooseUntil: later },
        }),
    ],
    [
      'booking-declined',
      () => world.service.publish(bookingEvents.declined, { ...about, ...slot, by: 'provider' }),
    ],
  ] as const)('%s', async (template, happens) => {
    await happens();
    await eventually(async () => expect(await inbox()).toMatchObject([{ template }]));
    const body = plain((await inbox())[0]!.body);
    expect(body).toContain('12:00–13:00 (Europe/Paris)');
    expect(body).toContain('Les fractions');
  });
});

describe('what was paid on top for a move', () => {
  const refunded = (bookingId: string) =>
    world.service.publish(paymentEvents.refunded, {
      ...{ bookingId, paymentId: newId(), refundId: newId(), total: true },
      amount: { amount: 2_000, currency: 'XOF' },
    });

  it.each([
    ['by itself', {}],
    ['with others of its series', { withSeries: true }],
  ])('goes back with a message, also of a lesson that was moved %s', async (_how, more) => {
    const { groupId: _group, groupTitle: _title, ...lesson } = about;
    const held = newId();
    const id = await refunded(held);
    await world.service.publish(bookingEvents.rescheduled, {
      ...{ ...lesson, ...slot, mode: 'online', price, paymentId: newId(), by: 'learner' },
      ...{ from: { startsAt: later, endsAt: later }, ...more },
      difference: {
        ...{ bookingId: held, version: 2, paymentId: newId() },
        price: { amount: 2_000, currency: 'XOF' },
      },
    });
    await eventually(async () => {
      const rows = (await inbox()).filter(({ template }) => template === 'payment-refunded');
      expect(rows).toMatchObject([{ link: `/bookings/${held}` }]);
      expect(plain(rows[0]!.body)).toContain('2 000 F CFA');
      expect(plain(rows[0]!.body)).toContain('12:00–13:00 (Europe/Paris)');
    });
    const { rows } = await world.service.sql.query(
      `SELECT booking_id, stands, version FROM booking_ref WHERE booking_id = ANY ($1)
         ORDER BY stands`,
      [[held, lesson.bookingId]],
    );
    expect(rows).toEqual([
      { booking_id: held, stands: false, version: 2 },
      { booking_id: lesson.bookingId, stands: true, version: 2 },
    ]);
    const messages = 'SELECT DISTINCT user_id FROM message WHERE event_id = $1';
    expect((await world.service.sql.query(messages, [id])).rows).toEqual([
      { user_id: learner.userId },
    ]);
  });
});

/** A failure of the service is a dead letter after five times, half a minute after the first. */
it('what goes back of a hold that has not ended yet waits for its end for as long as for a database', async () => {
  const { app } = world.service.instances[0]!;
  const asked = app.get(BookingRefs, { strict: false }).get(newId());
  await expect(asked).rejects.toMatchObject({ status: 503 });
});
