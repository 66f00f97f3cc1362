import { Injectable } from '@nestjs/common';
import { firstNameOf, type Locale, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { notificationRpc } from '@edu/contracts-notification';
import { projection } from '@edu/projection';
import { NotificationDb } from '../notification.db.ts';

/** How a person is reached and addressed. */
export interface Contact {
  readonly userId: string;
  /** Null when their name is none that we show to others. */
  readonly firstName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: Locale;
  /** IANA zone in which they read times; null when it is not known. */
  readonly zone: string | null;
}

/** `to_jsonb` of a row of `contact`. */
export interface ContactRow {
  readonly user_id: string;
  readonly first_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: Locale | null;
  readonly zone: string | null;
}

/** A person who is gone keeps the version, so that nothing older brings them back. */
const CONTACT = projection({
  table: 'contact',
  key: { userId: 'uuid' },
  columns: {
    firstName: 'text?',
    email: 'text?',
    phone: 'text?',
    locale: 'text?',
    zone: 'text?',
  },
  stamp: 'updatedAt',
});

const GONE = { firstName: null, email: null, phone: null, locale: null, zone: null };

/** Where people are reached, as the auth service sends it after each change. */
@Injectable()
export class ContactService {
  constructor(private readonly db: NotificationDb) {}

  /** Only a newer version changes what is known. */
  async set({
    userId,
    version,
    contact,
  }: RpcInput<typeof notificationRpc.setContact>): Promise<
    RpcOutput<typeof notificationRpc.setContact>
  > {
    const known = contact ? { ...contact, firstName: firstNameOf(contact.displayName) } : GONE;
    const changed = await CONTACT.putAll(this.db, [{ userId, version, ...known }]);
    return { changed: changed > 0 };
  }
}

/** @returns undefined for a person whose contact auth has not sent yet, null for a deleted account */
export function toContact(row: ContactRow | null): Contact | null | undefined {
  if (!row) return undefined;
  const { user_id: userId, first_name: firstName, email, phone, locale, zone } = row;
  return locale && { userId, firstName, email, phone, locale, zone };
}
