import { describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import type { Contact } from '../contact/contact.service.ts';
import { bookingExpired } from '../template/booking-expired.template.ts';
import { channelsFor, draftMessages } from './message.domain.ts';
import type { Recipient } from './recipients.ts';

const userId = newId();
const contact: Contact = {
  userId,
  firstName: 'Koffi',
  email: 'koffi@people.test',
  phone: '+2250701020304',
  locale: 'fr',
  zone: null,
};
const recipient = (
  more: Partial<Contact> = {},
  wanted = { email: true, sms: true, reminders: true },
): Recipient => ({
  contact: { ...contact, ...more },
  wanted,
});
const other = recipient({ userId: newId(), firstName: 'Awa' });

describe('the channels of a message', () => {
  it.each([
    ['all that they want', recipient(), ['in_app', 'email', 'sms']],
    [
      'none that they do not want',
      recipient({}, { email: false, sms: false, reminders: true }),
      ['in_app'],
    ],
    ['none at which they have no address', recipient({ email: null }), ['in_app', 'sms']],
    ['none for a person who is gone', { ...recipient(), contact: null }, []],
    [
      'all that they want while their addresses are not known',
      { contact: undefined, wanted: { email: true, sms: false, reminders: true } },
      ['in_app', 'email'],
    ],
  ])('are %s', (_which, to, channels) => {
    expect(channelsFor(to)).toEqual(channels);
  });
});

describe('a draft', () => {
  const facts = {
    bookingId: newId(),
    as: 'learner' as const,
    otherId: newId(),
    startsAt: '2026-11-24T10:00:00.000Z',
    endsAt: '2026-11-24T11:00:00.000Z',
    zone: 'UTC',
  };
  const eventId = newId();
  const draft = (to: Recipient) =>
    draftMessages(eventId, bookingExpired, facts, { userId, recipient: to, other });

  it('is made for each channel', () => {
    const drafts = draft(recipient());
    expect(drafts.map(({ channel }) => channel)).toEqual(['in_app', 'email', 'sms']);
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(3);
    for (const one of drafts) {
      expect(one).toMatchObject({ eventId, userId, template: 'booking-expired', facts });
    }
  });

  it('in the app is written out, in the reader’s language; others wait to be sent', () => {
    const [inApp, ...others] = draft(recipient({ locale: 'en' }));
    expect(inApp).toMatchObject({
      status: 'delivered',
      title: 'Booking expired',
      link: `/bookings/${facts.bookingId}`,
    });
    expect(inApp!.body).toContain('Awa');
    for (const one of others) expect(one).toMatchObject({ status: 'pending', body: null });
  });

  it('is pending in every channel while the contact of its reader is unknown', () => {
    const drafts = draft({
      contact: undefined,
      wanted: { email: true, sms: false, reminders: true },
    });
    expect(drafts.map(({ status }) => status)).toEqual(['pending', 'pending']);
  });

  it('is refused when its template could not be written with these facts', () => {
    const bad = { ...facts, startsAt: 'tomorrow' };
    expect(() =>
      draftMessages(eventId, bookingExpired, bad, { userId, recipient: recipient(), other }),
    ).toThrow();
  });
});
