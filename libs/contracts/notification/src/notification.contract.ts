import {
  defineContract,
  defineErrors,
  defineEvent,
  defineRpc,
  Email,
  Empty,
  Id,
  Instant,
  line,
  LocaleCode,
  page,
  pageQuery,
  Phone,
  TimeZone,
} from '@edu/contract-kit';
import { z } from 'zod';

export const notificationErrors = defineErrors('notification', {
  notFound: { status: 404, title: { en: 'No such notification', fr: 'Notification introuvable' } },
  notSent: {
    status: 503,
    title: {
      en: 'The message could not be sent',
      fr: 'Le message n’a pas pu être envoyé',
    },
    detail: { en: 'Try again in a minute.', fr: 'Réessayez dans une minute.' },
    retryAfter: 60,
  },
});

export const CHANNELS = ['in_app', 'email', 'sms'] as const;
export const Channel = z.enum(CHANNELS);

export const Notification = z.object({
  id: Id,
  template: z.string(),
  title: z.string(),
  body: z.string(),
  /** What it is about, as in `/bookings/{id}`. */
  link: z.string().nullable(),
  createdAt: Instant,
  readAt: Instant.nullable(),
});

/** Channels that a person wants for lessons and payments; codes always go out. */
export const Preferences = z.object({ email: z.boolean(), sms: z.boolean() });

const To = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('email'), email: Email }),
  z.strictObject({ channel: z.literal('sms'), phone: Phone }),
]);

/** How a person is reached and addressed. */
export const Contact = z
  .strictObject({
    displayName: line(80).meta({ description: 'Name they chose; others see the first name of it' }),
    email: Email.nullable().meta({ description: 'Proven e-mail address' }),
    phone: Phone.nullable().meta({ description: 'Proven phone number' }),
    locale: LocaleCode.meta({ description: 'Language of messages' }),
    zone: TimeZone.nullable().meta({ description: 'Zone in which they read times, if known' }),
  })
  .meta({ id: 'Contact', description: 'How a person is reached and addressed' });

export const notificationRpc = {
  /** Direct and at once: a code is a secret and is stored nowhere on its way. */
  sendCode: defineRpc('rpc.notification.send_code.v1', {
    summary: 'Send a one-time code, or a note about an address, at once',
    input: z.strictObject({
      to: To,
      locale: LocaleCode,
      message: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('code'),
          code: z.string().regex(/^\d{6}$/),
          purpose: z.enum(['register', 'login', 'address', 'step_up']),
          minutes: z.int(),
        }),
        z.strictObject({ kind: z.literal('known_address') }),
        z.strictObject({ kind: z.literal('unknown_address') }),
        z.strictObject({
          kind: z.literal('address_changed'),
          /** Which of the account's addresses was replaced or added. */
          channel: z.enum(['email', 'sms']),
          /** Undoes it; null when this is what an undo did. */
          undoToken: z
            .string()
            .regex(/^[\w-]{43}$/)
            .nullable(),
        }),
      ]),
    }),
    output: z.object({ sentAt: Instant }),
    errors: [notificationErrors.notSent],
  }),
  setContact: defineRpc('rpc.notification.set_contact.v1', {
    summary: 'Say how a person is reached, after each change; only a newer version counts',
    input: z.strictObject({
      userId: Id.meta({ description: 'Whose contact it is' }),
      version: z.int().positive().meta({ description: 'Rises with each change of the person' }),
      contact: Contact.nullable().meta({ description: 'Null once the person is gone' }),
    }),
    output: z.object({
      changed: z
        .boolean()
        .meta({ description: 'False when this version or a newer one was known' }),
    }),
  }),
  list: defineRpc('rpc.notification.list.v1', {
    summary: 'My notifications, newest first',
    access: 'user',
    input: z.strictObject({ unread: z.boolean().optional(), ...pageQuery }),
    output: page(Notification).extend({ unreadCount: z.int() }),
    http: { method: 'GET', path: '/me/notifications' },
  }),
  markRead: defineRpc('rpc.notification.mark_read.v1', {
    summary: 'Mark one of my notifications as read',
    access: 'user',
    input: z.strictObject({ id: Id }),
    output: Notification,
    errors: [notificationErrors.notFound],
    http: { method: 'POST', path: '/me/notifications/{id}/read' },
  }),
  getPreferences: defineRpc('rpc.notification.get_preferences.v1', {
    summary: 'Which channels I want',
    access: 'user',
    input: Empty,
    output: Preferences,
    http: { method: 'GET', path: '/me/preferences' },
  }),
  savePreferences: defineRpc('rpc.notification.save_preferences.v1', {
    summary: 'Choose channels',
    access: 'user',
    input: z.strictObject({ email: z.boolean(), sms: z.boolean() }),
    output: Preferences,
    http: { method: 'PUT', path: '/me/preferences' },
  }),
};

const about = { messageId: Id, userId: Id, channel: Channel, template: z.string() };

export const notificationEvents = {
  delivered: defineEvent('evt.notification.delivered.v1', {
    summary: 'A message reached its channel',
    aggregate: 'messageId',
    data: z.object(about),
  }),
  failed: defineEvent('evt.notification.failed.v1', {
    summary: 'A message was given up',
    aggregate: 'messageId',
    data: z.object(about),
  }),
};

export const notificationContract = defineContract({
  service: 'notification',
  summary: 'Messages to people: in the app, by e-mail, by SMS',
  rpc: notificationRpc,
  events: notificationEvents,
  errors: notificationErrors,
});
