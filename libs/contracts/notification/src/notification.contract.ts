import {
  defineContract,
  defineEvent,
  defineRpc,
  Empty,
  rebuildRpc,
  retentionEvents,
  userDataRpc,
} from '@edu/contract-kit';
import { notificationErrors } from './notification.errors.ts';
import {
  CodeDispatched,
  ContactSet,
  Inbox,
  ListNotifications,
  MessageDelivered,
  MessageFailed,
  Notification,
  NotificationById,
  NotificationsUpTo,
  Preferences,
  SavePreferences,
  SendCode,
  SetContact,
  UnreadCount,
} from './notification.schemas.ts';

export { notificationErrors } from './notification.errors.ts';
export { Channel, CHANNELS, Contact, Notification, Preferences } from './notification.schemas.ts';

export const notificationRpc = {
  /** Direct and at once: a code is a secret and is stored nowhere on its way. */
  sendCode: defineRpc('rpc.notification.send_code.v1', {
    summary: 'Send a one-time code, or a note about an address, at once',
    input: SendCode,
    output: CodeDispatched,
    errors: [notificationErrors.notSent, notificationErrors.undeliverable],
  }),
  setContact: defineRpc('rpc.notification.set_contact.v1', {
    summary: 'Say how a person is reached, after each change; only a newer version counts',
    input: SetContact,
    output: ContactSet,
  }),
  list: defineRpc('rpc.notification.list.v1', {
    summary: 'My notifications, newest first',
    access: 'user',
    resource: 'self',
    input: ListNotifications,
    output: Inbox,
    http: { method: 'GET', path: '/me/notifications' },
  }),
  markRead: defineRpc('rpc.notification.mark_read.v1', {
    summary: 'Mark one of my notifications as read',
    access: 'user',
    resource: {
      of: 'notification',
      id: 'id',
      whose: 'own',
      otherwise: notificationErrors.notFound,
    },
    input: NotificationById,
    output: Notification,
    errors: [notificationErrors.notFound],
    http: { method: 'POST', path: '/me/notifications/{id}/read' },
  }),
  markAllRead: defineRpc('rpc.notification.mark_all_read.v1', {
    summary: 'Mark my notifications as read, up to the newest that was shown',
    access: 'user',
    resource: 'self',
    input: NotificationsUpTo,
    output: UnreadCount,
    http: { method: 'POST', path: '/me/notifications/read' },
  }),
  getPreferences: defineRpc('rpc.notification.get_preferences.v1', {
    summary: 'Which channels I want',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: Preferences,
    http: { method: 'GET', path: '/me/preferences' },
  }),
  savePreferences: defineRpc('rpc.notification.save_preferences.v1', {
    summary: 'Choose channels',
    access: 'user',
    resource: 'self',
    input: SavePreferences,
    output: Preferences,
    http: { method: 'PUT', path: '/me/preferences' },
  }),
  rebuild: rebuildRpc('notification', ['booking-ref']),
  ...userDataRpc('notification'),
};

export const notificationEvents = {
  delivered: defineEvent('evt.notification.delivered.v1', {
    summary: 'A message is in the inbox of the app',
    aggregate: 'messageId',
    data: MessageDelivered,
  }),
  failed: defineEvent('evt.notification.failed.v1', {
    summary: 'A message was given up, whatever its channel',
    aggregate: 'messageId',
    data: MessageFailed,
  }),
  ...retentionEvents('notification'),
};

export const notificationContract = defineContract({
  service: 'notification',
  summary: 'Messages to people: in the app, by e-mail, by SMS',
  rpc: notificationRpc,
  events: notificationEvents,
  errors: notificationErrors,
});
