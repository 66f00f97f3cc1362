import { Injectable } from '@nestjs/common';
import { Work } from './work.service.ts';

const EVERY_MS = 3_600_000;

/**
 * Clears the tables that every service has. An event can be published again for a week, a message
 * that comes again is recognised for a month, and a stored answer is given for a day.
 */
@Injectable()
export class PlatformPurge {
  constructor(work: Work) {
    work.purge(
      EVERY_MS,
      'purge platform tables',
      { table: 'outbox', where: "published_at < now() - interval '7 days'" },
      { table: 'inbox', where: "processed_at < now() - interval '30 days'" },
      { table: 'idempotency', where: "created_at < now() - interval '24 hours'" },
    );
  }
}
