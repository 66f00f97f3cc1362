import type { SQLOutputValue } from 'node:sqlite';
import { ObjectStore } from '../kit/object-store.ts';
import { readMail, type MailContent, type ReceivedMail } from './read-mail.ts';

/** `json` once somebody has read it: most mails of a busy platform nobody here does. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, sender TEXT NOT NULL,
    recipients TEXT NOT NULL, source BLOB NOT NULL, json TEXT);
  CREATE TABLE IF NOT EXISTS mail_recipients (
    mail_id INTEGER NOT NULL REFERENCES mails ON DELETE CASCADE, address TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS mail_recipients_address ON mail_recipients (address, mail_id);
  CREATE INDEX IF NOT EXISTS mail_recipients_mail ON mail_recipients (mail_id);
`;

export interface Mail extends MailContent {
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

/** The received messages, each until `capacity` more have come. */
export class MailStore {
  private readonly store: ObjectStore<object>;
  private readonly capacity: number;

  constructor(databaseFile: string, capacity: number) {
    this.store = new ObjectStore(databaseFile);
    this.store.define(SCHEMA);
    this.capacity = capacity;
  }

  add({ sender, to, source }: ReceivedMail): void {
    this.store.transaction(() => {
      const { lastInsertRowid: id } = this.store
        .sql('INSERT INTO mails (received_at, sender, recipients, source) VALUES (?, ?, ?, ?)')
        .run(Date.now(), sender, JSON.stringify(to), source);
      const recipient = this.store.sql('INSERT INTO mail_recipients VALUES (?, ?)');
      for (const address of new Set(to)) recipient.run(id, address);
      this.store.sql('DELETE FROM mails WHERE id <= ?').run(Number(id) - this.capacity);
    });
  }

  /** Newest first. */
  async list({ to, partly = false, afterId, afterTime, limit }: MailQuery): Promise<Mail[]> {
    const pattern = to?.toLowerCase() ?? null;
    const rows = this.store
      .sql(
        `SELECT * FROM mails m
         WHERE (?1 IS NULL OR EXISTS (SELECT 1 FROM mail_recipients r WHERE r.mail_id = m.id
                AND (r.address = ?1 OR (?2 AND instr(r.address, ?1) > 0))))
           AND m.id > ?3 AND m.received_at > ?4
         ORDER BY m.id DESC LIMIT ?5`,
      )
      .all(pattern, partly ? 1 : 0, afterId ?? 0, afterTime ?? 0, limit);
    const mails: Mail[] = [];
    for (const row of rows) mails.push(await this.read(row));
    return mails;
  }

  async find(id: string): Promise<Mail | null> {
    if (!/^\d{1,15}$/.test(id)) return null;
    const row = this.store.sql('SELECT * FROM mails WHERE id = ?').get(Number(id));
    return row ? this.read(row) : null;
  }

  /** Deletes all messages, or those to one address, and returns how many. */
  clear(to?: string): number {
    if (to === undefined) return Number(this.store.sql('DELETE FROM mails').run().changes);
    return Number(
      this.store
        .sql(
          'DELETE FROM mails WHERE id IN (SELECT mail_id FROM mail_recipients WHERE address = ?)',
        )
        .run(to.toLowerCase()).changes,
    );
  }

  close(): void {
    this.store.close();
  }

  private async read(row: Record<string, SQLOutputValue>): Promise<Mail> {
    const { id, received_at: at, sender, recipients, source, json } = row;
    let known = json as string | null;
    if (known === null) {
      const to = JSON.parse(recipients as string) as string[];
      known = JSON.stringify(
        await readMail({ sender: sender as string, to, source: source as Uint8Array }),
      );
      this.store.sql('UPDATE mails SET json = ? WHERE id = ?').run(known, id!);
    }
    return {
      id: String(id),
      receivedAt: new Date(Number(at)).toISOString(),
      ...(JSON.parse(known) as MailContent),
    };
  }
}
