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
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world.stop());
beforeEach(async () => {
  learner = await world.person({ displayName: 'Koffi', locale: 'fr' });
  provider = await world.person({ displayName: 'Mary Tutor', locale: 'en' });
});

const startsAt = '2026-07-01T10:00:00.000Z';
const endsAt = '2026-07-01T11:00:00.000Z';
const lesson = () => ({
  ...{ bookingId: newId(), learnerId: learner.userId, providerId: provider.userId, version: 2 },
  ...{ startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt, zone: 'Europe/Paris' },
});
const mails = async (person: Person) =>
  (await world.mailsTo(person.email!)).map(({ subject, text }) => ({ subject, text }));

it('the learner reads which times are proposed and until when to answer', async () => {
  await world.service.publish(bookingEvents.rescheduleProposed, {
    ...lesson(),
    starts: ['2026-07-02T10:00:00.000Z', '2026-07-03T08:30:00.000Z'],
    answerBy: '2026-06-30T08:00:00.000Z',
  });
  await eventually(async () =>
    expect(await mails(learner)).toMatchObject([
      { subject: 'D’autres horaires sont proposés pour votre cours' },
    ]),
  );
  const [mail] = await mails(learner);
  for (const part of [
    'jeudi 2 juillet 2026, 12:00 (Europe/Paris) ou vendredi 3 juillet 2026, 10:30',
    'avant le mardi 30 juin 2026, 10:00',
    'mercredi 1er juillet 2026, 12:00',
  ]) {
    expect(mail!.text).toContain(part);
  }
  expect(await mails(provider)).toEqual([]);
});

it.each([
  ['declined', undefined, 'The other times were declined.'],
  ['withdrawn', 'Les autres horaires ne sont plus proposés.', undefined],
  ['expired', 'pas été acceptés à temps', 'The other times were not accepted in time.'],
] as const)('of one that was %s reads whoever did not end it', async (outcome, fr, en) => {
  await world.service.publish(bookingEvents.rescheduleNotAgreed, { ...lesson(), outcome });
  await eventually(async () => {
    for (const [person, said] of [
      [learner, fr],
      [provider, en],
    ] as const) {
      const read = await mails(person);
      expect(read).toHaveLength(said ? 1 : 0);
      if (said) expect(read[0]!.text).toContain(said);
    }
  });
});
