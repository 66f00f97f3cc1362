import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { toContact, type Contact, type ContactRow } from '../contact/contact.service.ts';
import { NotificationDb } from '../notification.db.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../preference/preference.service.ts';

const FIND = statement(
  { userIds: 'uuid[]' },
  `
SELECT user_id, to_jsonb(contact) AS contact,
  CASE WHEN preference.user_id IS NOT NULL
    THEN jsonb_build_object('email', preference.email, 'sms', preference.sms,
      'reminders', preference.reminders) END AS wanted
FROM unnest(:userIds) AS person (user_id)
  LEFT JOIN contact USING (user_id) LEFT JOIN preference USING (user_id)`,
).returns<{ user_id: string; contact: ContactRow | null; wanted: Preferences | null }>();

/** A person, as far as messages to them and about them need it. */
export interface Recipient {
  /** Undefined while auth has not sent it, null for a deleted account. */
  readonly contact: Contact | null | undefined;
  readonly wanted: Preferences;
}

@Injectable()
export class Recipients {
  constructor(private readonly db: NotificationDb) {}

  /** All of them in one round trip. */
  async find(userIds: readonly string[]): Promise<ReadonlyMap<string, Recipient>> {
    const rows = await this.db.query(FIND, { userIds });
    return new Map(
      rows.map(({ user_id: userId, contact, wanted }) => [
        userId,
        { contact: toContact(contact), wanted: wanted ?? DEFAULT_PREFERENCES },
      ]),
    );
  }
}
