import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { CHANNELS } from '@edu/contracts-notification';
import { startNotification, type NotificationHarness } from '../notification.harness.ts';
import { DeliveryError, type ChannelId, type Letter } from './channel.ts';
import { Channels } from './channels.ts';

let world: NotificationHarness;

beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world.stop());
afterEach(() => {
  world.mailbox.faults.reset();
  world.sms.faults.reset();
});

const channel = (id: ChannelId) =>
  world.service.instances[0]!.app.get(Channels, { strict: false }).get(id);
const letter: Letter = {
  locale: 'fr',
  title: 'Titre',
  lines: ['Première ligne', 'Deuxième ligne'],
  link: { path: '/bookings/1', label: 'Voir' },
};
const deliver = (id: ChannelId, to: string, signal = AbortSignal.timeout(5_000)) =>
  channel(id).send({ messageId: newId(), to, letter, signal });
const failure = (sending: Promise<void>): Promise<DeliveryError> =>
  sending.then(
    () => expect.unreachable(),
    (error: unknown) => {
      expect(error).toBeInstanceOf(DeliveryError);
      return error as DeliveryError;
    },
  );

describe.each(CHANNELS)('%s', (id) => {
  it('is registered under its id', () => {
    expect(channel(id).id).toBe(id);
  });

  it('reaches a person who has an address for it, and says when one has none', async () => {
    const contact = await world.person();
    expect(channel(id).addressOf(contact)).toBeTruthy();
    const nowhere = channel(id).addressOf({ ...contact, email: null, phone: null });
    expect(nowhere).toBe(id === 'in_app' ? contact.userId : null);
  });

  it('takes a letter', async () => {
    const contact = await world.person();
    await deliver(id, channel(id).addressOf(contact)!);
    if (id === 'email') {
      const [mail] = await world.mailsTo(contact.email!);
      expect(mail).toMatchObject({ subject: 'Titre', to: [contact.email] });
    }
    if (id === 'sms') {
      expect(await world.smsTo(contact.phone!)).toEqual(['EduConnect - Titre. Première ligne']);
    }
  });
});

describe.each(['email', 'sms'] as const)('a failure of %s', (id) => {
  const refuse = (permanent: boolean) => {
    world.mailbox.faults.change({ reject: { next: 1, code: permanent ? 550 : 451 } });
    if (!permanent) world.sms.faults.change({ fail: { next: 1, status: 503 } });
  };
  /** Twilio's number that is never valid. */
  const address = (permanent: boolean) =>
    id === 'email' ? 'nobody@people.test' : permanent ? '+15005550001' : '+2250700000000';

  it.each([false, true])('is marked permanent: %s, with codes only', async (permanent) => {
    refuse(permanent);
    const error = await failure(deliver(id, address(permanent)));
    expect(error.permanent).toBe(permanent);
    expect(error.message).toMatch(/^(email EMESSAGE|sms) \d{3}( \d{5})?$/);
    expect(error.cause).toBeUndefined();
  });

  it('by an aborted signal may be tried again', async () => {
    world.mailbox.faults.change({ delayMs: 60_000 });
    world.sms.faults.change({ delayMs: 60_000 });
    const error = await failure(deliver(id, address(false), AbortSignal.timeout(200)));
    expect(error.permanent).toBe(false);
  });
});
