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
let about: { bookingId: string; learnerId: string; providerId: string; groupId: string };
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world.stop());
beforeEach(async () => {
  learner = await world.person({ displayName: 'Koffi', locale: 'fr' });
  provider = await world.person({ displayName: 'Mary Tutor', locale: 'en' });
  about = {
    ...{ bookingId: newId(), learnerId: learner.userId, providerId: provider.userId },
    groupId: newId(),
  };
  const [startsAt, endsAt] = ['2026-07-01T10:00:00.000Z', '2026-07-01T11:00:00.000Z'];
  await world.service.publish(bookingEvents.noShow, {
    ...{ ...about, startsAt, endsAt, zone: 'Europe/Paris', groupTitle: 'Les fractions' },
    ...{ version: 3, absent: 'learner', paymentId: newId(), at: endsAt },
  });
});

const updated = (what: 'opened' | 'message' | 'decided', by: 'learner' | 'provider' | 'support') =>
  world.service.publish(bookingEvents.disputeUpdated, {
    ...{ ...about, version: 4, what, by, at: '2026-07-02T10:00:00.000Z' },
  });
const subjects = async (person: Person) =>
  (await world.mailsTo(person.email!)).map(({ subject }) => subject);

it('the other side learns of an objection and of what is written about it, both of a decision', async () => {
  await updated('opened', 'learner');
  await eventually(async () =>
    expect(await subjects(provider)).toEqual(['An objection to a lesson']),
  );
  const [mail] = await world.mailsTo(provider.email!);
  expect(mail!.text).toContain('The learner objects to your lesson with');
  expect(mail!.text).toMatch(/Group lesson: \P{L}*Les fractions/u);
  await updated('message', 'provider');
  await eventually(async () =>
    expect(await subjects(learner)).toEqual(['Du nouveau sur une réclamation']),
  );
  expect(await subjects(provider)).toHaveLength(1);
  await updated('message', 'support');
  await eventually(async () => {
    expect(await subjects(learner)).toHaveLength(2);
    expect(await subjects(provider)).toHaveLength(2);
  });
  await updated('decided', 'support');
  await eventually(async () => {
    expect(await subjects(learner)).toContain('Décision sur une réclamation');
    expect(await subjects(provider)).toContain('An objection is decided');
  });
});
