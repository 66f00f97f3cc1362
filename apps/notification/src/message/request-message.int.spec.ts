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
let about: { bookingId: string; learnerId: string; providerId: string };
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world.stop());
beforeEach(async () => {
  learner = await world.person({ displayName: 'Koffi', locale: 'fr' });
  provider = await world.person({ displayName: 'Mary Tutor', locale: 'en' });
  about = { bookingId: newId(), learnerId: learner.userId, providerId: provider.userId };
});

const startsAt = '2026-07-01T10:00:00.000Z';
const endsAt = '2026-07-01T11:00:00.000Z';
const slot = { startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt };
const lesson = (version: number) => ({
  ...{ ...about, ...slot, version, mode: 'online' as const },
  ...{ price: { amount: 5_000, currency: 'XOF' as const }, zone: 'Europe/Paris' },
});
const answerBy = '2026-06-30T08:00:00.000Z';
const subjects = async (person: Person) =>
  (await world.mailsTo(person.email!)).map(({ subject }) => subject);
const textOf = async (person: Person) =>
  (await world.mailsTo(person.email!)).map(({ text }) => text).join('\n');

it('the provider learns that a lesson is asked for, and until when to answer', async () => {
  await world.service.publish(bookingEvents.requested, { ...lesson(1), answerBy });
  await eventually(async () => expect(await subjects(provider)).toEqual(['A lesson is asked for']));
  expect(await textOf(provider)).toContain('by Tuesday, 30 June 2026, 10:00 (Europe/Paris)');
  expect(await subjects(learner)).toEqual([]);
});

it('the learner learns of another time, and then the provider that it suits', async () => {
  const proposal = { ...lesson(2), answerBy, askedStartsAt: '2026-07-02T10:00:00.000Z' };
  await world.service.publish(bookingEvents.proposed, proposal);
  await eventually(async () =>
    expect(await subjects(learner)).toEqual(['Un autre horaire est proposé']),
  );
  await world.service.publish(bookingEvents.accepted, {
    ...{ ...lesson(3), by: 'learner' as const, holdExpiresAt: answerBy },
  });
  await eventually(async () => expect(await subjects(provider)).toEqual(['Your time suits']));
});

it('the learner learns that it is accepted, and until when to pay', async () => {
  await world.service.publish(bookingEvents.accepted, {
    ...{ ...lesson(2), by: 'provider' as const, holdExpiresAt: answerBy },
  });
  await eventually(async () =>
    expect(await subjects(learner)).toEqual(['Votre cours est accepté']),
  );
  expect(await textOf(learner)).toContain('Payez avant le mardi 30 juin 2026, 10:00');
});

it.each([
  ['provider', 'Pas de cours à cet horaire', undefined],
  ['learner', undefined, 'No lesson at this time'],
] as const)('of a no by the %s learns the other', async (by, learners, providers) => {
  await world.service.publish(bookingEvents.declined, { ...about, ...slot, version: 2, by });
  const mails = (subject: string | undefined) => (subject ? [subject] : []);
  await eventually(async () => {
    expect(await subjects(learner)).toEqual(mails(learners));
    expect(await subjects(provider)).toEqual(mails(providers));
  });
});

it('of a request without an answer learn both, of a withdrawn one its provider', async () => {
  const end = { ...about, ...slot, version: 2, was: 'requested' as const };
  await world.service.publish(bookingEvents.expired, end);
  await eventually(async () => {
    expect(await subjects(learner)).toEqual(['Une demande est restée sans réponse']);
    expect(await subjects(provider)).toEqual(['A request ran out of time']);
  });
  const withdrawn = { ...end, bookingId: newId(), by: 'learner' as const, wasPaid: false };
  await world.service.publish(bookingEvents.canceled, withdrawn);
  await eventually(async () =>
    expect(await subjects(provider)).toContain('A request is withdrawn'),
  );
  expect(await subjects(learner)).toHaveLength(1);
});
