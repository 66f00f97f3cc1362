import { expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { availabilityErrors } from '@edu/contracts-availability';
import { bookingEvents } from '@edu/contracts-booking';
import { SlotStage } from '../slot/slot.harness.ts';

const refused = { code: availabilityErrors.slotNotOffered.code };
const stage = new SlotStage();

it('a time that is held for a move is taken, and free again once its lesson has moved on', async () => {
  const before = await stage.freeTimes();
  const held = {
    ...{ bookingId: newId(), learnerId: newId(), providerId: stage.providerId },
    ...{ startsAt: '2026-11-25T09:00:00.000Z', endsAt: '2026-11-25T11:00:00.000Z' },
    ...{ busyFrom: '2026-11-25T09:00:00.000Z', busyUntil: '2026-11-25T11:00:00.000Z' },
  };
  const terms = {
    ...{ mode: 'online' as const, zone: 'Africa/Abidjan' },
    price: { amount: 2_000, currency: 'XOF' as const },
  };
  const lesson = { ...held, ...terms, bookingId: newId(), paymentId: newId() };
  const [time, paymentId] = [{ startsAt: held.startsAt, endsAt: held.endsAt }, newId()];
  await stage.publish(bookingEvents.created, {
    ...{ ...held, ...terms, version: 1, movesId: lesson.bookingId },
    holdExpiresAt: '2026-11-24T09:00:00.000Z',
  });
  expect(await stage.freeTimes()).toEqual(['11:00']);
  // To the lesson itself it is not: the move that is held would give way to another one.
  const toMove = (movedBookingId: string) =>
    stage.quote('2026-11-25T09:30:00.000Z', { movedBookingId });
  await expect(toMove(lesson.bookingId)).resolves.toMatchObject({ providerId: stage.providerId });
  await expect(toMove(newId())).rejects.toMatchObject(refused);
  await stage.publish(bookingEvents.rescheduled, {
    ...{ ...lesson, version: 3, from: time, by: 'learner' },
    difference: { bookingId: held.bookingId, version: 2, paymentId, price: terms.price },
  });
  expect(await stage.freeTimes()).toEqual(['11:00']);
  await stage.publish(bookingEvents.canceled, {
    ...{ ...lesson, version: 4, by: 'learner', wasPaid: true, was: 'confirmed' },
  });
  expect(await stage.freeTimes()).toEqual(before);
});
