import { Injectable } from '@nestjs/common';
import { Scheduler, statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AuthDb } from './auth.db.ts';

const EVERY_MS = 600_000;
/** Of each table in one go: well within the statement time-out. */
const BATCH = 5_000;

const deleteExpired = (table: string, key: string) =>
  statement(
    { now: 'timestamptz' },
    `
  DELETE FROM ${table} WHERE (${key}) IN (
    SELECT ${key} FROM ${table} WHERE expires_at < :now
    LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  );

const DELETIONS = [
  deleteExpired('challenge', 'id'),
  deleteExpired('throttle', 'key'),
  deleteExpired('refresh_token', 'hash'),
  deleteExpired('session', 'id'),
  deleteExpired('address_change', 'id'),
  deleteExpired('address_notice', 'id'),
  deleteExpired('daily_count', 'key, day'),
];

/** Removes what can have no effect any more: old codes, counts, tokens, sessions and undos. */
@Injectable()
export class ExpiredRows {
  constructor(
    private readonly db: AuthDb,
    private readonly clock: Clock,
    scheduler: Scheduler,
  ) {
    scheduler.every(EVERY_MS, 'delete expired rows', () => this.delete());
  }

  async delete(): Promise<void> {
    const now = this.clock.now();
    for (const deletion of DELETIONS) await this.db.query(deletion, { now });
  }
}
