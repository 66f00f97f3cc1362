import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import { doubling, Work, type Claimed } from '@edu/work';
import { failureOf, LiveKit } from '../room/livekit.provider.ts';
import { roomName } from '../room/room.domain.ts';
import { SessionDb } from '../session.db.ts';
import {
  ASK_OF_SEAT,
  GIVE_UP_REMOVAL,
  GROUP_OF,
  IS_BACK,
  OVER,
  REMOVAL_COLUMNS,
  REMOVED,
} from './removal.sql.ts';

interface Removal extends Claimed {
  readonly booking_id: string;
  readonly user_id: string;
  readonly asked_at: Date;
}

/** Longer than a call of LiveKit may take. */
const CLAIM_MS = 30_000;
/** About an hour: by then the lesson is over. */
const MAX_ATTEMPTS = 20;

/** Sends people out of rooms at LiveKit whose sign-in has ended. */
@Injectable()
export class Removals {
  /** Looks at once for who is to go. */
  readonly wake: () => void;

  constructor(
    private readonly db: SessionDb,
    private readonly livekit: LiveKit,
    private readonly clock: Clock,
    work: Work,
  ) {
    this.wake = work.follow<Removal>({
      name: 'removals',
      table: 'removal',
      columns: REMOVAL_COLUMNS,
      where: 'due_at IS NOT NULL',
      failure: 'failure',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 500, maxMs: 300_000 }),
      work: (row) => this.remove(row),
      giveUp: { after: MAX_ATTEMPTS, write: (row, error) => this.giveUp(row, error) },
      reasonOf: failureOf,
    });
  }

  /** The people of a seat that is closed leave the group’s room, where the lesson goes on. */
  async leaveGroup(bookingId: string): Promise<void> {
    await this.db.query(ASK_OF_SEAT, { bookingId, now: this.clock.now() });
    this.wake();
  }

  private async remove({ id, attempts, ...row }: Removal): Promise<void> {
    const { booking_id: bookingId, user_id: userId, asked_at: askedAt } = row;
    const [room] = await this.db.query(GROUP_OF, { bookingId });
    const groupId = room?.groupId ?? null;
    const back = await this.db.query(IS_BACK, { bookingId, groupId, userId, askedAt });
    if (back.length > 0) return void (await this.db.query(OVER, { id, attempts }));
    const outcome = await this.livekit.removeParticipant(roomName(bookingId, groupId), userId);
    await this.db.query(REMOVED, { id, attempts, outcome });
  }

  private giveUp({ id, attempts }: Removal, error: unknown): Promise<unknown> {
    const failure = error === undefined ? null : failureOf(error);
    return this.db.query(GIVE_UP_REMOVAL, { id, attempts, failure });
  }
}
