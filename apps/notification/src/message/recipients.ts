import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { SharedRuns } from '@edu/service';
import { toContact, type Contact, type ContactRow } from '../contact/contact.service.ts';
import { NotificationDb } from '../notification.db.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../preference/preference.service.ts';

/** Asked for as JSON, whose length a planner does not look at: it would make a plan for each. */
const FIND = statement(
  { userIds: 'jsonb' },
  `
SELECT user_id, to_jsonb(contact) AS contact,
  CASE WHEN preference.user_id IS NOT NULL
    THEN jsonb_build_object('email', preference.email, 'sms', preference.sms,
      'reminders', preference.reminders) END AS wanted
FROM (SELECT id::uuid AS user_id FROM jsonb_array_elements_text(:userIds) AS asked (id)) AS person
  LEFT JOIN LATERAL (
    SELECT * FROM contact WHERE user_id = person.user_id OFFSET 0) AS contact USING (user_id)
  LEFT JOIN LATERAL (
    SELECT * FROM preference WHERE user_id = person.user_id OFFSET 0) AS preference USING (user_id)`,
).returns<{ user_id: string; contact: ContactRow | null; wanted: Preferences | null }>();

/** A person, as far as messages to them and about them need it. */
export interface Recipient {
  /** Undefined while auth has not sent it, null for a deleted account. */
  readonly contact: Contact | null | undefined;
  readonly wanted: Preferences;
}

@Injectable()
export class Recipients {
  readonly #finds = new SharedRuns<readonly string[], ReadonlyMap<string, Recipient>>(
    async (asks) => {
      const found = await this.#find([...new Set(asks.flat())]);
      return asks.map(() => found);
    },
  );

  constructor(private readonly db: NotificationDb) {}

  /** All of them in one round trip, with those that others ask for at the same time. */
  find(userIds: readonly string[]): Promise<ReadonlyMap<string, Recipient>> {
    return this.#finds.ask(userIds);
  }

  async #find(userIds: readonly string[]): Promise<ReadonlyMap<string, Recipient>> {
    const rows = await this.db.query(FIND, { userIds: JSON.stringify(userIds) });
    return new Map(
      rows.map(({ user_id: userId, contact, wanted }) => [
        userId,
        { contact: toContact(contact), wanted: wanted ?? DEFAULT_PREFERENCES },
      ]),
    );
  }
}
