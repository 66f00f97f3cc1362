import { expect, it } from 'vitest';
import { inboxPrefixOf, isInbox } from './inbox-subject.ts';

it.each([
  `${inboxPrefixOf('booking')}.KVB2A8G9.17`,
  `${inboxPrefixOf('search-index')}.a`,
  '_INBOX.KVB2A8G9.KVB2A8GH',
])('%s is an inbox', (subject) => expect(isInbox(subject)).toBe(true));

it.each([
  'evt.auth.session_revoked.v1',
  'rpc.booking.create.v1',
  'dlq.booking_payment',
  '$JS.API.CONSUMER.DELETE.EVENTS.booking_payment',
  '$JS.ACK.EVENTS.booking_payment.1.2.3.4.5',
  '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.EVENTS.booking_payment',
  'health.ping',
  '_INBOX',
  '_INBOX_booking',
  '_INBOX_booking.',
  '_INBOX_booking..a',
  '_INBOX_.a',
  '_INBOX_booking.>',
  '_INBOX_booking.*',
  '_INBOXES.a',
  'evt._INBOX_booking.a',
  '_INBOX_booking.a\nevt.auth.session_revoked.v1',
  '',
])('%j is none', (subject) => expect(isInbox(subject)).toBe(false));
