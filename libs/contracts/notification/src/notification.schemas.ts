import {
  Address,
  AddressChannel,
  Email,
  Id,
  Instant,
  line,
  Locale,
  openEnum,
  page,
  pageQuery,
  Phone,
  TimeZone,
} from '@edu/contract-kit';
import { z } from 'zod';

export const CHANNELS = ['in_app', 'email', 'sms'] as const;
export const Channel = openEnum(CHANNELS, {
  id: 'Channel',
  description: 'How a message reaches a person.',
});

export const Notification = z
  .object({
    id: Id.describe('The notification.'),
    template: z.string().meta({ description: 'What kind it is.', examples: ['booking_confirmed'] }),
    title: z
      .string()
      .meta({ description: 'One line, for people.', examples: ['Lesson confirmed'] }),
    body: z.string().describe('The rest, for people.'),
    link: z
      .string()
      .nullable()
      .meta({
        description: 'The thing it is about; null when it is about none.',
        examples: ['/bookings/01a20a75-fad1-7435-b3e5-daa5366c2cf4'],
      }),
    createdAt: Instant.describe('When it was written.'),
    readAt: Instant.nullable().describe('When it was marked as read; null when it was not.'),
  })
  .meta({ id: 'Notification', description: 'A message in a person’s inbox.' });

export const ListNotifications = z
  .strictObject({
    unread: z.boolean().optional().describe('true: only those that are not read yet.'),
    ...pageQuery,
  })
  .meta({ id: 'ListNotifications', description: 'Which of my notifications.' });

export const Inbox = page(Notification)
  .extend({ unreadCount: z.int().describe('How many of all notifications are not read yet.') })
  .meta({ id: 'Inbox', description: 'One page of my notifications.' });

export const NotificationById = z
  .strictObject({ id: Id.describe('The notification.') })
  .meta({ id: 'NotificationById', description: 'One of my notifications.' });

export const NotificationsUpTo = z
  .strictObject({ upTo: Id.describe('The newest that was shown.') })
  .meta({ id: 'NotificationsUpTo', description: 'My notifications up to one of them.' });

export const UnreadCount = z
  .object({ unreadCount: z.int().describe('How many of all notifications are not read yet.') })
  .meta({ id: 'UnreadCount', description: 'What is left to read.' });

const preferences = {
  email: z.boolean().describe('By e-mail.'),
  sms: z.boolean().describe('By text message.'),
};
const reminders = z.boolean().describe('Reminders a day and an hour before a lesson.');

export const Preferences = z.object({ ...preferences, reminders }).meta({
  id: 'Preferences',
  description:
    'What a person wants to read of lessons and payments, and by which channels; codes always go out.',
});

export const SavePreferences = z
  .strictObject({ ...preferences, reminders: reminders.default(true) })
  .meta({ id: 'SavePreferences', description: 'What to send from now on, and by which channels.' });

const note = <const K extends string>(kind: K, id: string, description: string) =>
  z.strictObject({ kind: z.literal(kind).describe('What to send.') }).meta({ id, description });

export const SendCode = z
  .strictObject({
    to: Address.describe('Whom to send it to.'),
    locale: Locale.describe('In which language.'),
    message: z
      .discriminatedUnion('kind', [
        z
          .strictObject({
            kind: z.literal('code').describe('What to send.'),
            code: z
              .string()
              .regex(/^\d{6}$/)
              .meta({ description: 'The secret.', examples: ['123456'] }),
            purpose: z
              .enum(['register', 'login', 'device', 'address', 'step_up', 'reset'])
              .meta({ id: 'CodePurpose', description: 'What the code is for.' }),
            minutes: z.int().describe('How long the code is valid.'),
          })
          .meta({ id: 'CodeMessage', description: 'A one-time code.' }),
        note('known_address', 'KnownAddressMessage', 'The address has an account already.'),
        note('unknown_address', 'UnknownAddressMessage', 'The address has no account.'),
        z
          .strictObject({
            kind: z.literal('family_invitation').describe('What to send.'),
            as: z
              .enum(['child', 'parent'])
              .meta({ id: 'InvitedReader', description: 'What the reader is invited as.' }),
          })
          .meta({ id: 'FamilyInvitationMessage', description: 'An invitation to a family.' }),
        z
          .strictObject({
            kind: z.literal('address_changed').describe('What to send.'),
            channel: AddressChannel.describe('Which address was replaced, added or set back.'),
            undoToken: z
              .string()
              .regex(/^[\w-]{43}$/)
              .nullable()
              .meta({
                description: 'Undoes the change; null when this is what an undo did.',
                examples: ['x'.repeat(43)],
              }),
          })
          .meta({ id: 'AddressChangedMessage', description: 'An address of the account changed.' }),
        z
          .strictObject({
            kind: z.literal('account_changed').describe('What to send.'),
            what: z
              .enum([
                'password',
                'second_factor_on',
                'second_factor_off',
                'recovery_code',
                'passkey_invited',
                'passkey_added',
                'passkey_removed',
                'issuer_linked',
                'issuer_unlinked',
              ])
              .meta({
                id: 'AccountChange',
                description:
                  'There is another password; signing in asks for a second factor, or does so no more; a recovery code was used; its owner is to add a passkey anew; a passkey was added or removed; an account of another company was linked or unlinked.',
              }),
          })
          .meta({ id: 'AccountChangedMessage', description: 'How one gets in has changed.' }),
        note('export_ready', 'ExportReadyMessage', 'The export of their data can be fetched.'),
        z
          .strictObject({
            kind: z.literal('account_erasure').describe('What to send.'),
            stage: z.enum(['begun', 'undone', 'done']).meta({
              id: 'ErasureStage',
              description:
                'The account is closed and will be erased; it is open again; it is erased.',
            }),
            days: z.int().describe('After how many days it is erased.'),
            undoToken: z
              .string()
              .regex(/^[\w-]{43}$/)
              .nullable()
              .meta({
                description: 'Shows it and undoes it; null when there is nothing to undo.',
                examples: ['x'.repeat(43)],
              }),
          })
          .meta({ id: 'AccountErasureMessage', description: 'The account is being erased.' }),
        z
          .strictObject({
            kind: z.literal('new_sign_in').describe('What to send.'),
            at: Instant.describe('When it was.'),
            zone: TimeZone.nullable().describe('In which they read times; null when not known.'),
            browser: line(40)
              .nullable()
              .meta({
                description: 'With which browser; null when it did not say.',
                examples: ['Chrome'],
              }),
            system: line(40)
              .nullable()
              .meta({
                description: 'On what; null when it did not say.',
                examples: ['Android'],
              }),
            country: z
              .string()
              .regex(/^[A-Z]{2}$/)
              .nullable()
              .meta({ description: 'Where (ISO 3166-1); null when not known.', examples: ['CI'] }),
          })
          .meta({
            id: 'NewSignInMessage',
            description:
              'Somebody signed in on another device than before, or from another country.',
          }),
      ])
      .meta({ id: 'DirectMessage', description: 'What is sent at once.' }),
  })
  .meta({ id: 'SendCode', description: 'A message that is sent at once and stored nowhere.' });

export const CodeDispatched = z
  .object({ sentAt: Instant.describe('When it was handed over.') })
  .meta({ id: 'CodeDispatched', description: 'The message is on its way.' });

export const Contact = z
  .strictObject({
    displayName: line(80).meta({
      description: 'The name they chose; others see the first name of it.',
      examples: ['Awa Koné'],
    }),
    email: Email.nullable().describe('Proven e-mail address; null when there is none.'),
    phone: Phone.nullable().describe('Proven phone number; null when there is none.'),
    locale: Locale.describe('Language of messages.'),
    zone: TimeZone.nullable().describe('Time zone in which they read times; null when not known.'),
  })
  .meta({ id: 'Contact', description: 'How a person is reached and addressed.' });

export const SetContact = z
  .strictObject({
    userId: Id.describe('Whose contact it is.'),
    version: z.int().positive().describe('Rises with each change of the person.'),
    contact: Contact.nullable().describe('Null once the person is gone.'),
  })
  .meta({ id: 'SetContact', description: 'How a person is reached from now on.' });

export const ContactSet = z
  .object({
    changed: z.boolean().describe('False when this version or a newer one was known.'),
  })
  .meta({ id: 'ContactSet', description: 'What setting a contact did.' });

const about = {
  messageId: Id.describe('The message.'),
  userId: Id.describe('Whom it is for.'),
  channel: Channel,
  template: z
    .string()
    .meta({ description: 'What kind of message it is.', examples: ['booking_confirmed'] }),
};

export const MessageDelivered = z
  .object(about)
  .meta({ id: 'MessageDelivered', description: 'A message reached its channel.' });
export const MessageFailed = z
  .object(about)
  .meta({ id: 'MessageFailed', description: 'A message was given up.' });
