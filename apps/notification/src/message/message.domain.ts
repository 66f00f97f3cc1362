import { newId } from '@edu/contract-kit';
import type { ChannelId } from '../channel/channel.ts';
import type { Contact } from '../contact/contact.service.ts';
import type { Reader, Template } from '../template/template.ts';
import type { Recipient } from './recipients.ts';

/** Attempts before a message is given up, and the waits between them. */
export const MAX_ATTEMPTS = 5;
export const RETRY_AFTER_MS = [5_000, 30_000, 120_000, 600_000] as const;

/** A message as it is written down when its event comes. */
export interface Draft {
  readonly id: string;
  readonly eventId: string;
  readonly userId: string;
  readonly channel: ChannelId;
  readonly template: string;
  readonly facts: object;
  /** An in-app message is delivered by being written, if its reader is known. */
  readonly status: 'pending' | 'delivered';
  readonly title: string | null;
  readonly body: string | null;
  readonly link: string | null;
}

/** Who reads a message about a lesson, and whom it is about. */
export function readerOf(contact: Contact, other: Contact | null | undefined): Reader {
  const { locale, zone } = contact;
  return { locale, zone, otherName: other?.firstName ?? null, otherZone: other?.zone ?? null };
}

/** The channels that reach a person and that they want; in the app always. */
export function channelsFor({ contact, wanted }: Recipient): ChannelId[] {
  if (contact === null) return [];
  const { email, phone } = contact ?? { email: true, phone: true };
  return [
    'in_app',
    ...(wanted.email && email ? ['email' as const] : []),
    ...(wanted.sms && phone ? ['sms' as const] : []),
  ];
}

/** The messages of one event to one person, one for each channel. */
export function draftMessages<F extends object>(
  eventId: string,
  template: Template<F>,
  facts: F,
  { userId, recipient, other }: { userId: string; recipient: Recipient; other?: Recipient },
): Draft[] {
  const parsed = template.facts.parse(facts);
  const { contact } = recipient;
  const letter = contact && template.render(parsed, readerOf(contact, other?.contact));
  return channelsFor(recipient).map((channel) => {
    const written = channel === 'in_app' && letter;
    return {
      id: newId(),
      eventId,
      userId,
      channel,
      template: template.name,
      facts: parsed,
      status: written ? 'delivered' : 'pending',
      title: written ? written.title : null,
      body: written ? written.lines.join('\n') : null,
      link: (written && written.link?.path) || null,
    };
  });
}
