import { Injectable } from '@nestjs/common';
import { doubling, Work, type Claimed } from '@edu/work';
import { Removals } from '../removal/removals.service.ts';
import { SessionDb } from '../session.db.ts';
import { failureOf, LiveKit } from './livekit.provider.ts';
import { GIVE_UP_ROOM, OTHERS, ROOM_ENDED } from './room-closing.sql.ts';
import { roomName } from './room.domain.ts';

/** Longer than a call of LiveKit may take. */
const CLAIM_MS = 30_000;
/** About an hour: by then the lesson is over, and an empty room ends by itself. */
const MAX_ATTEMPTS = 20;

interface Closed extends Claimed {
  readonly group_id: string | null;
}

/** Closes rooms at LiveKit that are closed here, whereupon it sends everybody out. */
@Injectable()
export class RoomClosing {
  /** Looks for closed rooms at once. */
  readonly wake: () => void;

  constructor(
    private readonly db: SessionDb,
    private readonly livekit: LiveKit,
    private readonly removals: Removals,
    work: Work,
  ) {
    this.wake = work.follow<Closed>({
      name: 'close rooms',
      table: 'room',
      id: 'booking_id',
      columns: ['group_id'],
      where: `state = 'closed'`,
      failure: 'failure',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 300_000 }),
      work: (row) => this.close(row),
      giveUp: { after: MAX_ATTEMPTS, write: (row, error) => this.giveUp(row, error) },
      reasonOf: failureOf,
    });
  }

  private async close({ id: bookingId, attempts, group_id: groupId }: Closed): Promise<void> {
    const isShared = groupId !== null && (await this.db.query(OTHERS, { groupId })).length > 0;
    // The lesson of the others goes on.
    if (isShared) await this.removals.leaveGroup(bookingId);
    const outcome = isShared
      ? 'shared'
      : await this.livekit.deleteRoom(roomName(bookingId, groupId));
    await this.db.query(ROOM_ENDED, { bookingId, attempts, outcome });
  }

  private giveUp({ id: bookingId, attempts }: Claimed, error: unknown): Promise<unknown> {
    const failure = error === undefined ? null : failureOf(error);
    return this.db.query(GIVE_UP_ROOM, { bookingId, attempts, failure });
  }
}
