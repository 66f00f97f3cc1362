import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../storage/database.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL,
    sender TEXT NOT NULL, body TEXT NOT NULL, segments INTEGER NOT NULL, status TEXT NOT NULL,
    messaging_service_sid TEXT, error_code INTEGER, created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS messages_recipient ON messages (recipient, seq);
`;

/** Statuses of an outgoing message the simulator goes through. */
export type SmsStatus = 'queued' | 'sent' | 'delivered' | 'undelivered';

export interface Sms {
  seq: number;
  sid: string;
  to: string;
  from: string;
  body: string;
  segments: number;
  status: SmsStatus;
  messagingServiceSid: string | null;
  errorCode: number | null;
  createdAt: number;
  updatedAt: number;
}

export interface SmsQuery {
  to?: string;
  from?: string;
  /** Only messages with a sequence number above this one. */
  afterSeq?: number;
  /** Only messages created after this instant, in milliseconds. */
  afterTime?: number;
  limit: number;
  offset?: number;
}

/** The messages received; the oldest go when there are more than `capacity`. */
export class SmsStore {
  private readonly database: DatabaseSync;
  private readonly capacity: number;

  constructor(databaseFile: string, capacity: number) {
    this.database = openDatabase(databaseFile, SCHEMA);
    this.capacity = capacity;
  }

  add(sms: Omit<Sms, 'seq' | 'createdAt' | 'updatedAt' | 'errorCode'>): Sms {
    const now = Date.now();
    const row = this.database
      .prepare(
        `INSERT INTO messages (sid, recipient, sender, body, segments, status,
           messaging_service_sid, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
      )
      .get(
        sms.sid,
        sms.to,
        sms.from,
        sms.body,
        sms.segments,
        sms.status,
        sms.messagingServiceSid,
        now,
        now,
      );
    this.database
      .prepare(
        'DELETE FROM messages WHERE seq <= (SELECT seq FROM messages ORDER BY seq DESC LIMIT 1 OFFSET ?)',
      )
      .run(this.capacity);
    return toSms(row ?? {});
  }

  setStatus(sid: string, status: SmsStatus, errorCode: number | null): Sms | null {
    const row = this.database
      .prepare(
        'UPDATE messages SET status = ?, error_code = ?, updated_at = ? WHERE sid = ? RETURNING *',
      )
      .get(status, errorCode, Date.now(), sid);
    return row ? toSms(row) : null;
  }

  find(sid: string): Sms | null {
    const row = this.database.prepare('SELECT * FROM messages WHERE sid = ?').get(sid);
    return row ? toSms(row) : null;
  }

  /** Newest first. */
  list({ to, from, afterSeq = 0, afterTime = 0, limit, offset = 0 }: SmsQuery): Sms[] {
    return this.database
      .prepare(
        `SELECT * FROM messages
         WHERE (?1 IS NULL OR recipient = ?1) AND (?2 IS NULL OR sender = ?2)
           AND seq > ?3 AND created_at > ?4
         ORDER BY seq DESC LIMIT ?5 OFFSET ?6`,
      )
      .all(to ?? null, from ?? null, afterSeq, afterTime, limit, offset)
      .map(toSms);
  }

  clear(): number {
    return Number(this.database.prepare('DELETE FROM messages').run().changes);
  }

  close(): void {
    this.database.close();
  }
}

function toSms(row: Record<string, unknown>): Sms {
  const service = row['messaging_service_sid'];
  const errorCode = row['error_code'];
  return {
    seq: Number(row['seq']),
    sid: String(row['sid']),
    to: String(row['recipient']),
    from: String(row['sender']),
    body: String(row['body']),
    segments: Number(row['segments']),
    status: String(row['status']) as SmsStatus,
    messagingServiceSid: typeof service === 'string' ? service : null,
    errorCode: typeof errorCode === 'number' ? errorCode : null,
    createdAt: Number(row['created_at']),
    updatedAt: Number(row['updated_at']),
  };
}
