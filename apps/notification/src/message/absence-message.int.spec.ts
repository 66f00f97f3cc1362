import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { eventually } from '@edu/testing';
import {
  startNotification,
  type NotificationHarness,
  type Person,
} from '../notification.harness.ts';

let world: NotificationHarness;
let learner: Person;
let provider: Person;
let lesson: ReturnType<typeof newLesson>;
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world.stop());
beforeEach(async () => {
  learner = await world.person({ displayName: 'Koffi', locale: 'fr' });
  provider = await world.person({ displayName: 'Mary Tutor', locale: 'en' });
  lesson = newLesson();
});

const newLesson = () => ({
  ...{ bookingId: newId(), learnerId: learner.userId, providerId: provider.userId },
  ...{ startsAt: '2026-07-01T10:00:00.000Z', endsAt: '2026-07-01T11:00:00.000Z' },
  zone: 'Africa/Abidjan',
});
const missed = (chooseUntil?: string) =>
  world.service.publish(bookingEvents.noShow, {
    ...{ ...lesson, paymentId: newId(), version: 3 },
    ...{ absent: 'provider', at: '2026-07-01T11:01:00.000Z', chooseUntil },
  });

it('the learner of an absent provider is asked to choose, and the provider may object', async () => {
  await missed('2026-07-04T11:01:00.000Z');
  await eventually(async () => {
    const [[asked], [informed]] = await Promise.all([
      world.mailsTo(learner.email!),
      world.mailsTo(provider.email!),
    ]);
    expect(asked!.subject).toBe('L’intervenant n’est pas venu au cours');
    expect(asked!.text).toContain('avec');
    expect(asked!.text).toContain('samedi 4 juillet 2026, 11:01 (Africa/Abidjan)');
    expect(asked!.text).toContain(`/bookings/${lesson.bookingId}`);
    expect(informed!.subject).toBe('The teacher did not come to the lesson');
    expect(informed!.text).toContain('You were not in your lesson with');
    expect(informed!.text).toContain('object before the choice is made');
  });
});

it('where there is nothing to choose, nobody is asked', async () => {
  const messageId = await missed();
  await eventually(async () => {
    const find = 'SELECT FROM inbox WHERE message_id = $1';
    expect((await world.service.sql.query(find, [messageId])).rowCount).toBe(1);
  });
  expect(await world.mailsTo(learner.email!)).toEqual([]);
  expect(await world.mailsTo(provider.email!)).toEqual([]);
});
