/**
 * Where answers may go: below `_INBOX_<user>`, the prefix that deploy/nats lets each user subscribe
 * to and no other, or below the client's own `_INBOX`, to which only the operator can subscribe.
 */
const INBOX = /^_INBOX(?:_[a-z0-9-]+)?(?:\.[\w-]+)+$/;

/** Whether a subject is an inbox: not a call, an event, a dead letter or the API of the server. */
export const isInbox = (subject: string): boolean => INBOX.test(subject);

/** Prefix of the inboxes of one user of the NATS servers. */
export const inboxPrefixOf = (user: string): string => `_INBOX_${user}`;

const USER = /^_INBOX_([a-z0-9-]+)\./;

/**
 * Which of our users waits at an inbox: no other can read the answer. Undefined for the
 * client's own `_INBOX`.
 */
export const userOfInbox = (subject: string): string | undefined => USER.exec(subject)?.[1];
