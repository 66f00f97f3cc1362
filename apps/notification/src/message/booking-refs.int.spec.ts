import { newId } from '@edu/contract-kit';
import { bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startNotification, type NotificationHarness } from '../notification.harness.ts';

let world: NotificationHarness;
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world.stop());

const rows = async () =>
  (await world.service.sql.query('SELECT * FROM booking_ref ORDER BY booking_id')).rows;

it('a rebuild restores the projection of bookings from the booking service', async () => {
  const booking = {
    ...{ bookingId: newId(), learnerId: newId(), providerId: newId(), version: 2 },
    ...{ startsAt: '2026-07-01T10:00:00.000Z', endsAt: '2026-07-01T11:00:00.000Z' },
    ...{ busyFrom: '2026-07-01T10:00:00.000Z', busyUntil: '2026-07-01T11:00:00.000Z' },
    ...{ mode: 'online' as const, price: { amount: 5_000, currency: 'XOF' as const } },
    ...{ zone: 'Europe/Paris', groupTitle: 'Les fractions', paymentId: newId() },
  };
  await world.service.publish(bookingEvents.confirmed, booking);
  await eventually(async () => expect(await rows()).toHaveLength(1));
  const before = await rows();
  await world.service.sql.query('TRUNCATE booking_ref');
  world.service.fake(bookingRpc.listSnapshot, () => ({
    items: [{ ...booking, state: 'confirmed' as const, holdExpiresAt: null }],
    nextCursor: null,
  }));
  const input = { projection: 'booking-ref' as const, limit: 100 };
  const rebuilt = await world.service.call(notificationRpc.rebuild, input);
  expect(rebuilt).toEqual({ written: 1, removed: 0, nextCursor: null });
  expect(await rows()).toEqual(before);
});
