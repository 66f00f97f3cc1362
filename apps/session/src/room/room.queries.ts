import { Injectable } from '@nestjs/common';
import type { StatementEffect } from '@edu/messaging';
import { idempotentStatement } from '@edu/persistence';
import { SessionDb } from '../session.db.ts';
import { openLessonsAt } from './room.domain.ts';
import { VISIT, type Visit } from './room.sql.ts';

/** An event that is older than what the row shows changes nothing. */
const PUT = idempotentStatement({
  parameters: {
    bookingId: 'uuid',
    learnerId: 'uuid',
    providerId: 'uuid',
    mode: 'text?',
    startsAt: 'timestamptz',
    endsAt: 'timestamptz',
    state: 'text',
    version: 'int',
  },
  writes: [
    `
INSERT INTO room (booking_id, learner_id, provider_id, mode, starts_at, ends_at, state, version)
SELECT :bookingId, :learnerId, :providerId, :mode, :startsAt, :endsAt, :state, :version FROM first
ON CONFLICT (booking_id) DO UPDATE
SET mode = coalesce(excluded.mode, room.mode), starts_at = excluded.starts_at,
  ends_at = excluded.ends_at, state = excluded.state, version = excluded.version,
  updated_at = clock_timestamp()
WHERE room.version < excluded.version`,
  ],
});
const CLOSE = idempotentStatement({
  parameters: { bookingId: 'uuid', version: 'int' },
  writes: [
    `
UPDATE room SET state = 'closed', version = :version, updated_at = clock_timestamp()
FROM first WHERE booking_id = :bookingId AND version < :version`,
  ],
});

export interface RoomFacts {
  readonly bookingId: string;
  readonly learnerId: string;
  readonly providerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly version: number;
}

@Injectable()
export class RoomQueries {
  constructor(private readonly db: SessionDb) {}

  /** Looks the room up and records the token to issue, in one round trip. */
  async findVisit(bookingId: string, userId: string, now: Date): Promise<Visit | null> {
    const values = { bookingId, userId, now, ...openLessonsAt(now) };
    const [visit] = await this.db.query(VISIT, values);
    return visit ?? null;
  }

  put(room: RoomFacts & { mode?: string; state: 'open' | 'closed' }): StatementEffect {
    return PUT({ mode: null, ...room });
  }

  /** Closes the room if there is one. */
  close(bookingId: string, version: number): StatementEffect {
    return CLOSE({ bookingId, version });
  }
}
