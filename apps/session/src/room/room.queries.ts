import { Injectable } from '@nestjs/common';
import { SessionDb, type SessionTx } from '../session.db.ts';
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
const PUT = `
INSERT INTO room (booking_id, learner_id, provider_id, mode, starts_at, ends_at, state, version)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz, $6::timestamptz, $7, $8)
ON CONFLICT (booking_id) DO UPDATE
SET mode = coalesce(excluded.mode, room.mode), starts_at = excluded.starts_at,
  ends_at = excluded.ends_at, state = excluded.state, version = excluded.version,
  updated_at = clock_timestamp()
WHERE room.version < excluded.version`;

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

  async put(
    tx: SessionTx,
    room: RoomFacts & { mode?: string; state: 'open' | 'closed' },
  ): Promise<void> {
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
    await tx.execute(PUT, bookingId, learnerId, providerId, mode, startsAt, endsAt, state, version);
  }

  /** Closes the room if there is one. */
  async close(tx: SessionTx, bookingId: string, version: number): Promise<void> {
    await tx.prisma.room.updateMany({
      where: { bookingId, version: { lt: version } },
      data: { state: 'closed', version, updatedAt: new Date() },
    });
  }
}
