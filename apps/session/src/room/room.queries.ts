import { Injectable } from '@nestjs/common';
import type { StatementEffect } from '@edu/messaging';
import { idempotentStatement } from '@edu/persistence';
import { SessionDb } from '../session.db.ts';
import { ROOM } from './room.projection.ts';
import { openLessonsAt } from './room.domain.ts';
import { VISIT, type Visit } from './room.sql.ts';

/** The event does not carry what a new row would need: it follows a cancellation, which closes. */
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
    return ROOM.put(room);
  }

  /** Closes the room if there is one. */
  close(bookingId: string, version: number): StatementEffect {
    return CLOSE({ bookingId, version });
  }
}
