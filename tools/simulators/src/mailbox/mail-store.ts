import { ObjectStore } from '../kit/object-store.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, sender TEXT NOT NULL,
    subject TEXT NOT NULL, json TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS recipients (
    message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE, address TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS recipients_address ON recipients (address, message_id);
  CREATE INDEX IF NOT EXISTS recipients_message ON recipients (message_id);
`;

/** A received message as it is kept, without what the database adds. */
export interface NewMail {
  /** Envelope sender, and `From` as written. */
  sender: string;
  from: string;
  /** Envelope recipients, lower case: also those in Bcc. */
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  headers: { name: string; value: string }[];
  /** `text` of those that are text. */
  attachments: { filename: string | null; contentType: string; size: number; text?: string }[];
}

export interface Mail extends NewMail {
  id: string;
  /** ISO 8601, UTC. */
  receivedAt: string;
}

/** Which messages: for an address, after an id or an instant, at most `limit`. */
export interface MailQuery {
  to?: string;
  /** Match any address that contains `to`, instead of the exact one. */
  partly?: boolean;
  afterId?: number;
  afterTime?: number;
  limit: number;
}

/** The received messages; the oldest go when there are more than `capacity`. */
export class MailStore {
  private readonly store: ObjectStore<object>;
  private readonly capacity: number;

  constructor(databaseFile: string, capacity: number) {
    this.store = new ObjectStore(databaseFile);
    this.store.define(SCHEMA);
    this.capacity = capacity;
  }

  add(mail: NewMail): string {
    return this.store.transaction(() => {
      const row = this.store
        .sql(
          'INSERT INTO messages (received_at, sender, subject, json) VALUES (?, ?, ?, ?) RETURNING id',
        )
        .get(Date.now(), mail.sender, mail.subject, JSON.stringify(mail));
      const id = Number(row?.['id']);
      const recipient = this.store.sql('INSERT INTO recipients VALUES (?, ?)');
      for (const address of new Set(mail.to)) recipient.run(id, address);
      this.store
        .sql(
          `DELETE FROM messages
           WHERE id <= (SELECT id FROM messages ORDER BY id DESC LIMIT 1 OFFSET ?)`,
        )
        .run(this.capacity);
      return String(id);
    });
  }

  /** Newest first. */
  list({ to, partly = false, afterId, afterTime, limit }: MailQuery): Mail[] {
    const pattern = to?.toLowerCase() ?? null;
    return this.store
      .sql(
        `SELECT * FROM messages m
         WHERE (?1 IS NULL OR EXISTS (SELECT 1 FROM recipients r WHERE r.message_id = m.id
                AND (r.address = ?1 OR (?2 AND instr(r.address, ?1) > 0))))
           AND m.id > ?3 AND m.received_at > ?4
         ORDER BY m.id DESC LIMIT ?5`,
      )
      .all(pattern, partly ? 1 : 0, afterId ?? 0, afterTime ?? 0, limit)
      .map(toMail);
  }

  find(id: string): Mail | null {
    if (!/^\d{1,15}$/.test(id)) return null;
    const row = this.store.sql('SELECT * FROM messages WHERE id = ?').get(Number(id));
    return row ? toMail(row) : null;
  }

  /** Deletes all messages, or those to one address, and returns how many. */
  clear(to?: string): number {
    if (to === undefined) return Number(this.store.sql('DELETE FROM messages').run().changes);
    return Number(
      this.store
        .sql(
          'DELETE FROM messages WHERE id IN (SELECT message_id FROM recipients WHERE address = ?)',
        )
        .run(to.toLowerCase()).changes,
    );
  }

  close(): void {
    this.store.close();
  }
}

function toMail(row: Record<string, unknown>): Mail {
  return {
    id: String(row['id']),
    receivedAt: new Date(Number(row['received_at'])).toISOString(),
    ...(JSON.parse(String(row['json'])) as NewMail),
  };
}
