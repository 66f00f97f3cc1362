import { Injectable } from '@nestjs/common';
import type { StatementEffect } from '@edu/messaging';
import { once } from '@edu/persistence';
import { SessionDb } from '../session.db.ts';
import { openLessonsAt } from './room.domain.ts';
import { VISIT } from './room.sql.ts';

export interface Visit {
  readonly learner_id: string;
  readonly mode: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  /** True when the room is online and open now: the token to issue is on record. */
  readonly admitted: boolean;
}

/** An event that is older than what the row shows changes nothing. */
const PUT = once({
  writes: [
    `
INSERT INTO room (booking_id, learner_id, provider_id, mode, starts_at, ends_at, state, version)
SELECT $3::uuid, $4::uuid, $5::uuid, $6::text, $7::timestamptz, $8::timestamptz, $9::text, $10::int
FROM first
ON CONFLICT (booking_id) DO UPDATE
SET mode = coalesce(excluded.mode, room.mode), starts_at = excluded.starts_at,
  ends_at = excluded.ends_at, state = excluded.state, version = excluded.version,
  updated_at = clock_timestamp()
WHERE room.version < excluded.version`,
  ],
});
const CLOSE = once({
  writes: [
    `
UPDATE room SET state = 'closed', version = $4::int, updated_at = clock_timestamp()
FROM first WHERE booking_id = $3::uuid AND version < $4::int`,
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
    const { latestStart, earliestEnd } = openLessonsAt(now);
    const values = [bookingId, userId, now, latestStart, earliestEnd];
    const [visit] = await this.db.query<Visit>(VISIT, values);
    return visit ?? null;
  }

  put(room: RoomFacts & { mode?: string; state: 'open' | 'closed' }): StatementEffect {
    const {
      bookingId,
      learnerId,
      providerId,
      mode = null,
      startsAt,
      endsAt,
      state,
      version,
    } = room;
    return PUT(bookingId, learnerId, providerId, mode, startsAt, endsAt, state, version);
  }

  /** Closes the room if there is one. */
  close(bookingId: string, version: number): StatementEffect {
    return CLOSE(bookingId, version);
  }
}
