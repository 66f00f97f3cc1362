import { Injectable } from '@nestjs/common';
import type { Actor } from '@edu/contract-kit';
import type { StatementEffect } from '@edu/messaging';
import { SessionDb } from '../session.db.ts';
import { openLessonsAt } from './room.domain.ts';
import { ROOM } from './room.projection.ts';
import { CLOSE_ROOM, VISIT, type Visit } from './room.sql.ts';

export interface RoomFacts {
  readonly bookingId: string;
  readonly learnerId: string;
  readonly payerId?: string | null | undefined;
  readonly providerId: string;
  readonly groupId?: string | null | undefined;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly version: number;
}

@Injectable()
export class RoomQueries {
  constructor(private readonly db: SessionDb) {}

  /** Looks the room up and records the token to issue, in one round trip. */
  async findVisit(bookingId: string, actor: Actor, now: Date): Promise<Visit | null> {
    const { userId, sessionId: signInSessionId } = actor;
    const values = { bookingId, userId, signInSessionId, now, ...openLessonsAt(now) };
    const [visit] = await this.db.query(VISIT, values);
    return visit ?? null;
  }

  /** Stores a booking as of its event, unless a later version of it is stored. */
  put(room: RoomFacts & { mode?: string; state: 'open' | 'closed' }): StatementEffect {
    return ROOM.put(room);
  }

  /** Closes the room if there is one. */
  close(bookingId: string, version: number): StatementEffect {
    return CLOSE_ROOM({ bookingId, version });
  }
}
