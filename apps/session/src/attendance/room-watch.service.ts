import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { sessionEvents } from '@edu/contracts-session';
import { Clock } from '@edu/service';
import { doubling, Work, type Claimed } from '@edu/work';
import { LiveKit, failureOf } from '../room/livekit.provider.ts';
import { roomName } from '../room/room.domain.ts';
import { SessionDb } from '../session.db.ts';
import { findingsOf } from './attendance.domain.ts';
import { toLog } from './attendance.row.ts';
import {
  DECIDE,
  LOCK_LOG,
  STORE_LISTING,
  WATCH_AGAIN,
  WATCH_COLUMNS,
  WATCH_EVERY_S,
  WATCHED,
} from './attendance.sql.ts';

interface Watched extends Claimed {
  readonly group_id: string | null;
  readonly mode: string;
  /** Whether the lesson is over, and long enough for its last messages to have come. */
  readonly over: boolean;
  /** Whether it is to be decided even if the server does not answer. */
  readonly late: boolean;
}

/** Longer than a call of LiveKit may take. */
const CLAIM_MS = 30_000;
const DAY_S = 86_400;

/**
 * Asks who is in the rooms of lessons under way, since the server's messages may be lost, and decides
 * after the end who was there; of a lesson in person as well, once its PIN was entered.
 */
@Injectable()
export class RoomWatch {
  constructor(
    private readonly db: SessionDb,
    private readonly livekit: LiveKit,
    private readonly clock: Clock,
    work: Work,
  ) {
    work.follow<Watched>({
      name: 'watch rooms',
      table: 'room',
      id: 'booking_id',
      firstDueAt: 'starts_at',
      dueAt: 'watch_at',
      attempts: 'watch_attempts',
      where: WATCHED,
      columns: WATCH_COLUMNS,
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 5_000, maxMs: 60_000 }),
      work: (room) => this.watch(room),
      reasonOf: failureOf,
    });
  }

  private async watch({
    id,
    attempts,
    over,
    late,
    mode,
    group_id: groupId,
  }: Watched): Promise<void> {
    const isAskable = this.livekit.isThere && mode === 'online';
    try {
      if (isAskable) await this.list(id, groupId);
    } catch (error) {
      if (!late) throw error;
    }
    if (over) return this.decide(id, attempts);
    // Without a room at a server there is nobody to ask before the end.
    const everyS = isAskable ? WATCH_EVERY_S : DAY_S;
    await this.db.query(WATCH_AGAIN, { bookingId: id, attempts, everyS });
  }

  private async list(bookingId: string, groupId: string | null): Promise<void> {
    const at = this.clock.now().toISOString();
    const seen = await this.livekit.listParticipants(roomName(bookingId, groupId));
    const events = [
      { id: newId(), kind: 'listed', at },
      ...seen.map(({ userId, sid, joinedAt }) => ({
        ...{ id: newId(), kind: 'seen', at },
        ...{ user_id: userId, participant_sid: sid, joined_at: joinedAt },
      })),
    ];
    await this.db.query(STORE_LISTING, { bookingId, events: JSON.stringify(events) });
  }

  private decide(bookingId: string, attempts: number): Promise<void> {
    return this.db.tx(async (tx) => {
      const [row] = await tx.query(LOCK_LOG, { bookingId, attempts });
      if (!row) return;
      const at = this.clock.now();
      const findings = findingsOf(toLog(row), at);
      await tx.execute(DECIDE, { bookingId, verdict: JSON.stringify(findings), at });
      await tx.emit(sessionEvents.attended, {
        ...{ bookingId, startsAt: row.starts_at.toISOString(), at: at.toISOString() },
        ...findings,
      });
    });
  }
}
