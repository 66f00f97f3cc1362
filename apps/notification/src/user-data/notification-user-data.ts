import { Injectable } from '@nestjs/common';
import { UserData } from '@edu/data-rights';
import { statement, type Tx } from '@edu/persistence';
import { toContact, type ContactRow } from '../contact/contact.service.ts';
import { readerOf } from '../message/message.domain.ts';
import { TEMPLATES } from '../template/templates.ts';

/** What this person has called a lesson, in the messages to those who learn there, also in those to come. */
const FORGET_TITLES = statement(
  { user: 'uuid' },
  `UPDATE message SET facts = facts - 'groupTitle'
   WHERE facts ->> 'otherId' = :user::text AND facts ->> 'as' = 'learner' AND facts ? 'groupTitle'`,
);

/** Texts in other people's lists that name this person. */
const NAMING = statement(
  { user: 'uuid' },
  `SELECT id, template, facts,
     (SELECT to_jsonb(contact) FROM contact WHERE contact.user_id = message.user_id) AS reader
   FROM message WHERE facts ->> 'otherId' = :user::text AND body IS NOT NULL`,
).returns<{ id: string; template: string; facts: unknown; reader: ContactRow | null }>();

const REWRITE = statement(
  { texts: 'jsonb' },
  `UPDATE message SET title = new.title, body = new.body
   FROM jsonb_to_recordset(:texts) AS new(id uuid, title text, body text) WHERE message.id = new.id`,
);

const UNREADABLE = { title: '', body: '' };

/** Whoever is gone is named to nobody any more: messages about them are written anew, without a name. */
@Injectable()
export class NotificationUserData {
  constructor(data: UserData) {
    data.add({ erase: (tx, userId) => rewrite(tx, userId) });
  }
}

async function rewrite(tx: Tx, user: string): Promise<void> {
  await tx.execute(FORGET_TITLES, { user });
  const named = await tx.query(NAMING, { user });
  if (named.length === 0) return;
  const texts = named.map(({ id, template, facts, reader }) => {
    const contact = toContact(reader);
    const letter = contact && TEMPLATES.get(template)?.render(facts, readerOf(contact, null));
    if (!letter) return { id, ...UNREADABLE };
    return { id, title: letter.title, body: letter.lines.join('\n') };
  });
  await tx.execute(REWRITE, { texts: JSON.stringify(texts) });
}
