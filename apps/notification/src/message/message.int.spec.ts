import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type Money, type UnknownValue } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { notificationEvents, notificationRpc } from '@edu/contracts-notification';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually, type TestActor } from '@edu/testing';
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

const price: Money = { amount: 5_000, currency: 'XOF' };
const time = {
  startsAt: '2026-07-01T10:00:00.000Z',
  endsAt: '2026-07-01T11:00:00.000Z',
  busyFrom: '2026-07-01T10:00:00.000Z',
  busyUntil: '2026-07-01T11:00:00.000Z',
};
const confirmed = () => ({
  ...about,
  ...time,
  version: 2,
  mode: 'online' as const,
  price,
  zone: 'Europe/Paris',
  paymentId: newId(),
});
const canceled = () => ({
  ...about,
  ...time,
  version: 3,
  by: 'provider' as const,
  wasPaid: true,
  was: 'confirmed' as const,
});
const refunded = () => ({
  paymentId: newId(),
  bookingId: about.bookingId,
  amount: price,
  refundId: newId(),
  total: true,
});
const plain = (text: string) => text.replace(/\p{Zs}/gu, ' ').replace(/[\u2068\u2069]/g, '');
const subjects = async (person: Person) =>
  (await world.mailsTo(person.email!)).map(({ subject }) => subject).sort();
const inbox = async (person: TestActor) =>
  (await world.service.call(notificationRpc.list, {}, { as: person })).items;
/** Waits until nothing of this event is on its way. */
const settled = (eventId: string) =>
  eventually(async () => {
    const { rows } = await world.service.sql.query<{ status: string }>(
      'SELECT user_id, channel, status FROM message WHERE event_id = $1 ORDER BY id',
      [eventId],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ status }) => status)).not.toContain('pending');
    return rows as { user_id: string; channel: string; status: string }[];
  });

it('a lesson that was moved is a message to both, with its new time and the old one', async () => {
  const { startsAt, endsAt } = time;
  await world.service.publish(bookingEvents.rescheduled, {
    ...{ ...confirmed(), version: 3, from: { startsAt, endsAt }, by: 'learner' },
    ...{ startsAt: '2026-07-02T10:00:00.000Z', endsAt: '2026-07-02T11:00:00.000Z' },
  });
  await eventually(async () => {
    expect(await subjects(learner)).toEqual(['Cours déplacé']);
    expect(await subjects(provider)).toEqual(['Lesson moved']);
    expect(await inbox(learner)).toHaveLength(1);
  });
  expect(plain((await inbox(learner))[0]!.body)).toBe(
    'Votre cours avec Mary a lieu désormais : jeudi 2 juillet 2026, 12:00–13:00 (Europe/Paris).\n' +
      'Il était prévu : mercredi 1er juillet 2026, 12:00–13:00 (Europe/Paris).\n' +
      'Vous l’avez déplacé.',
  );
  const [mail] = await world.mailsTo(provider.email!);
  expect(mail!.text).toContain('The learner moved it.');
});

describe('a confirmed booking', () => {
  it('is a message to both people, by e-mail and in the app, each in their language', async () => {
    await world.service.publish(bookingEvents.confirmed, confirmed());
    await eventually(async () => {
      expect(await subjects(learner)).toEqual(['Cours confirmé']);
      expect(await subjects(provider)).toEqual(['Lesson confirmed']);
      expect(await inbox(learner)).toHaveLength(1);
      expect(await inbox(provider)).toHaveLength(1);
    });
    const link = `/bookings/${about.bookingId}`;
    const [french] = await inbox(learner);
    expect(french).toMatchObject({ template: 'booking-confirmed', link, readAt: null });
    expect(plain(french!.body)).toBe(
      'Votre cours avec Mary est confirmé : mercredi 1er juillet 2026, 12:00–13:00 (Europe/Paris).\n' +
        'La salle de cours ouvre 15 minutes avant le début.\n' +
        'Payé : 5 000 F CFA.\n' +
        'Le reçu est sur la page du cours, pour la personne qui a payé.',
    );
    const [mail] = await world.mailsTo(provider.email!);
    expect(plain(mail!.text)).toContain(
      'Your lesson with Koffi is confirmed: Wednesday, 1 July 2026, 12:00–13:00 (Europe/Paris).',
    );
    expect(mail!.text).toContain(`https://educonnect.test${link}`);
  });

  it('goes to the parent who booked it; a child without an account gets none and fails none', async () => {
    const childId = newId();
    const data = { ...confirmed(), learnerId: childId, payerId: learner.userId };
    const rows = await settled(await world.service.publish(bookingEvents.confirmed, data));
    expect(new Set(rows.map(({ user_id: userId }) => userId))).toEqual(
      new Set([learner.userId, provider.userId]),
    );
    expect(rows.map(({ status }) => status)).not.toContain('failed');
  });

  it('is one message, when its event arrives more than once', async () => {
    const data = confirmed();
    const id = await world.service.publish(bookingEvents.confirmed, data);
    await world.service.publish(bookingEvents.confirmed, data, id);
    expect(await settled(id)).toHaveLength(4);
    await world.service.publish(bookingEvents.confirmed, data, id);
    // Even when the memory of handled events is lost.
    await world.service.sql.query('DELETE FROM inbox WHERE message_id = $1', [id]);
    await world.service.publish(bookingEvents.confirmed, data, id);
    await eventually(async () => {
      const { rowCount } = await world.service.sql.query(
        'SELECT FROM inbox WHERE message_id = $1',
        [id],
      );
      expect(rowCount).toBe(1);
    });
    expect(await settled(id)).toHaveLength(4);
    expect(await subjects(learner)).toEqual(['Cours confirmé']);
    expect(await inbox(learner)).toHaveLength(1);
  });

  it('has an e-mail with an id that stays the same, and the one in the app an event', async () => {
    await settled(await world.service.publish(bookingEvents.confirmed, confirmed()));
    const { rows } = await world.service.sql.query<{ id: string }>(
      `SELECT id FROM message WHERE user_id = $1 AND channel = 'email'`,
      [learner.userId],
    );
    const [mail] = await world.mailsTo(learner.email!);
    const { headers } = await world.mail(mail!.id);
    const header = (name: string) => headers.find((h) => h.name === name)?.value;
    expect(header('message-id')).toBe(`<${rows[0]!.id}@educonnect.test>`);
    expect(header('auto-submitted')).toBe('auto-generated');
    const { delivered } = notificationEvents;
    const about = ({ userId }: { userId: string }) => userId === learner.userId;
    const event = await world.service.events.next(delivered, about);
    expect(event).toMatchObject({ channel: 'in_app', template: 'booking-confirmed' });
    // The e-mail's row and an event of it would have been written in one statement.
    expect(world.service.events.of(delivered).filter(about)).toHaveLength(1);
  });

  it('contains first names only', async () => {
    for (const displayName of [
      '<img src=x onerror=alert(1)>',
      '⚠ Compte bloqué : https://educonnect-verif.example/login',
      'educonnect-verif.example',
    ]) {
      provider = await world.person({ displayName });
      learner = await world.person({ displayName: 'Koffi Mensah' });
      about = { bookingId: newId(), learnerId: learner.userId, providerId: provider.userId };
      await settled(await world.service.publish(bookingEvents.confirmed, confirmed()));
      const [mail] = await world.mailsTo(learner.email!);
      const { html } = await world.mail(mail!.id);
      for (const text of [html, mail!.text, (await inbox(learner))[0]!.body]) {
        expect(text).toContain('Votre cours est confirmé');
        expect(text).not.toMatch(/example|<img|onerror/);
      }
      const [toProvider] = await world.mailsTo(provider.email!);
      expect(toProvider!.text).toContain('Koffi');
      expect(toProvider!.text).not.toContain('Mensah');
    }
  });

  it('shows the time in the zone of the reader and of the other person', async () => {
    learner = await world.person({ displayName: 'Koffi', zone: 'America/Toronto' });
    about.learnerId = learner.userId;
    await settled(await world.service.publish(bookingEvents.confirmed, confirmed()));
    expect(plain((await inbox(learner))[0]!.body)).toContain(
      'mercredi 1er juillet 2026, 06:00–07:00 (America/Toronto) = 12:00–13:00 (Europe/Paris).',
    );
    expect(plain((await world.mailsTo(provider.email!))[0]!.text)).toContain(
      'Wednesday, 1 July 2026, 12:00–13:00 (Europe/Paris) = 06:00–07:00 (America/Toronto).',
    );
  });
});

describe('other events', () => {
  it('of a cancellation are messages to both, in the zone of the confirmation', async () => {
    await settled(await world.service.publish(bookingEvents.confirmed, confirmed()));
    await settled(await world.service.publish(bookingEvents.canceled, canceled()));
    expect(await subjects(learner)).toEqual(['Cours annulé', 'Cours confirmé']);
    expect(await subjects(provider)).toEqual(['Lesson canceled', 'Lesson confirmed']);
    const [newest] = await inbox(learner);
    expect(plain(newest!.body)).toContain('12:00–13:00 (Europe/Paris)');
    expect(newest!.body).toContain('L’intervenant l’a annulé.');
  });

  it('of a cancellation by support say to the provider alone that the platform pays, when it does', async () => {
    const waived = { ...canceled(), by: 'platform' as const };
    await settled(
      await world.service.publish(bookingEvents.canceled, { ...waived, compensated: true }),
    );
    const pays = 'The platform bears this cancellation: you are paid for this lesson';
    const [toProvider] = await world.mailsTo(provider.email!);
    expect(toProvider!.text).toContain(pays);
    expect((await inbox(learner))[0]!.body).not.toContain('à sa charge');

    const other = { ...waived, bookingId: newId() };
    await settled(await world.service.publish(bookingEvents.canceled, other));
    const mails = await world.mailsTo(provider.email!);
    expect(mails).toHaveLength(2);
    expect(mails.filter(({ text }) => text.includes(pays))).toHaveLength(1);
  });

  it('of a cancellation with an unknown cause are messages to both', async () => {
    const newer = { ...canceled(), by: 'authority' as UnknownValue };
    await settled(await world.service.publish(bookingEvents.canceled, newer));
    expect(await subjects(learner)).toEqual(['Cours annulé']);
    expect(await subjects(provider)).toEqual(['Lesson canceled']);
    const [message] = await inbox(learner);
    expect(message!.body).toContain('Il a été annulé.');
  });

  it('of a hold that its learner canceled before it was paid are no message', async () => {
    const hold = { ...canceled(), version: 2, wasPaid: false, by: 'learner' as const };
    await world.service.publish(bookingEvents.canceled, hold);
    await settled(await world.service.publish(bookingEvents.canceled, { ...canceled() }));
    expect(await subjects(learner)).toEqual(['Cours annulé']);
    expect(await subjects(provider)).toEqual(['Lesson canceled']);
  });

  it('of a hold that the provider canceled before it was paid are a message to the learner only', async () => {
    const hold = { ...canceled(), version: 2, wasPaid: false };
    await settled(await world.service.publish(bookingEvents.canceled, hold));
    expect(await subjects(learner)).toEqual(['Cours annulé']);
    expect(await subjects(provider)).toEqual([]);
    expect(await inbox(provider)).toEqual([]);
  });

  it('of an expired hold are a message to the learner only, in the zone of the provider', async () => {
    const expired = { ...about, ...time, version: 2, zone: 'Europe/Paris' };
    await settled(await world.service.publish(bookingEvents.expired, expired));
    const [message] = await inbox(learner);
    expect(message!.title).toBe('Réservation expirée');
    expect(plain(message!.body)).toContain('12:00–13:00 (Europe/Paris)');
    expect(await inbox(provider)).toEqual([]);
    expect(await subjects(provider)).toEqual([]);
  });

  it('of a time that was held for a move are a message to the learner when nobody paid, and none when it is given up', async () => {
    const held = { ...about, movesId: newId(), ...time, version: 2, zone: 'Europe/Paris' };
    const givenUp = { ...held, bookingId: newId(), by: 'platform' as const, wasPaid: false };
    await world.service.publish(bookingEvents.canceled, givenUp);
    await settled(await world.service.publish(bookingEvents.expired, held));
    expect((await inbox(learner)).map(({ title }) => title)).toEqual([
      'Votre cours reste à son horaire',
    ]);
    expect(await inbox(provider)).toEqual([]);
  });

  it('of a refund are a message to the learner only, also when it arrives before the booking', async () => {
    const id = await world.service.publish(paymentEvents.refunded, refunded());
    await world.service.publish(bookingEvents.confirmed, confirmed());
    await settled(id);
    const message = (await inbox(learner)).find(({ template }) => template === 'payment-refunded');
    expect(plain(message!.body)).toContain('5 000 F CFA vous sont remboursés');
    expect((await inbox(provider)).map(({ template }) => template)).toEqual(['booking-confirmed']);
  });
});

describe('channels', () => {
  it('are e-mail and not SMS by default', async () => {
    const get = () => world.service.call(notificationRpc.getPreferences, {}, { as: learner });
    expect(await get()).toEqual({ email: true, sms: false, reminders: true });
    const wish = { email: false, sms: true, reminders: true };
    expect(
      await world.service.call(notificationRpc.savePreferences, wish, { as: learner }),
    ).toEqual(wish);
    expect(await get()).toEqual(wish);
    expect(await world.service.call(notificationRpc.getPreferences, {}, { as: provider })).toEqual({
      email: true,
      sms: false,
      reminders: true,
    });

    const rows = await settled(await world.service.publish(bookingEvents.confirmed, confirmed()));
    const channels = (userId: string) =>
      rows
        .filter((row) => row.user_id === userId)
        .map((row) => row.channel)
        .sort();
    expect(channels(learner.userId)).toEqual(['in_app', 'sms']);
    expect(channels(provider.userId)).toEqual(['email', 'in_app']);
    const [sms] = await world.smsTo(learner.phone!);
    expect(sms).toMatch(/^EduConnect - Cours confirmé\. Votre cours avec Mary est confirmé/);
    expect(await subjects(learner)).toEqual([]);
  });

  it('refuse bad choices', async () => {
    for (const bad of [
      { email: true },
      { email: 'yes', sms: true },
      { email: true, sms: true, push: true },
    ]) {
      await expect(
        world.service.call(notificationRpc.savePreferences, bad as never, { as: learner }),
      ).rejects.toMatchObject({ status: 400 });
    }
    await expect(world.service.call(notificationRpc.getPreferences, {})).rejects.toMatchObject({
      status: 401,
    });
  });

  it('are left out where a person has no address, or a deleted account', async () => {
    learner = await world.person({ email: null });
    about.learnerId = learner.userId;
    await world.deleteAccount(provider.userId);
    const rows = await settled(await world.service.publish(bookingEvents.confirmed, confirmed()));
    expect(rows).toMatchObject([
      { user_id: learner.userId, channel: 'in_app', status: 'delivered' },
    ]);
    const [message] = await inbox(learner);
    expect(message!.body).toContain('Votre cours est confirmé');
  });
});
