import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { sessionErrors, type sessionRpc } from '@edu/contracts-session';
import { userPrincipal } from '@edu/identity';
import { Clock, Log } from '@edu/service';
import { Counter, Registry } from 'prom-client';
import { LiveKit, type RoomReport } from '../room/livekit.provider.ts';
import { roomPolicies } from '../room/room.policies.ts';
import { SessionDb } from '../session.db.ts';
import { findingsOf, staysOf } from './attendance.domain.ts';
import { toLog, verdictOf } from './attendance.row.ts';
import { FIND_ANY_LOG, FIND_LOG, STORE_EVENT, type LogRow } from './attendance.sql.ts';

/** Keeps what the server of classrooms reports, and says what it comes to. */
@Injectable()
export class Attendances {
  private readonly received: Counter<'result'>;

  constructor(
    private readonly db: SessionDb,
    private readonly livekit: LiveKit,
    private readonly clock: Clock,
    private readonly log: Log,
    registry: Registry,
  ) {
    this.received = new Counter({
      name: 'edu_room_webhooks_total',
      help: 'Reports of the server of classrooms, by result (accepted, duplicate, ignored, refused)',
      labelNames: ['result'],
      registers: [registry],
    });
  }

  /** @throws session.bad_webhook */
  async receive({
    body,
    authorization,
  }: RpcInput<typeof sessionRpc.receiveWebhook>): Promise<
    RpcOutput<typeof sessionRpc.receiveWebhook>
  > {
    const report = await this.verified(body, authorization);
    this.received.inc({ result: report ? await this.store(report) : 'ignored' });
    return { received: true };
  }

  /** @throws session.not_found unless the actor is one of the people of a paid booking */
  async get(bookingId: string, actor: Actor): Promise<RpcOutput<typeof sessionRpc.attendance>> {
    const [found] = await this.db.query(FIND_LOG, { bookingId, userId: actor.userId });
    const row = roomPolicies.check('room.attendance', userPrincipal(actor), found ?? null);
    return this.attendanceOf(bookingId, row);
  }

  /** For support. @throws session.not_found */
  async getAny(bookingId: string): Promise<RpcOutput<typeof sessionRpc.attendance>> {
    const [found] = await this.db.query(FIND_ANY_LOG, { bookingId });
    if (!found) throw sessionErrors.notFound();
    return this.attendanceOf(bookingId, found);
  }

  private attendanceOf(bookingId: string, row: LogRow): RpcOutput<typeof sessionRpc.attendance> {
    const log = toLog(row);
    const visits = staysOf(log).map(({ side, from, until, left }) => ({
      ...{ side, from: from.toISOString(), until: until.toISOString(), left },
    }));
    return {
      bookingId,
      ...(verdictOf(row) ?? findingsOf(log, this.clock.now())),
      visits,
      checkedInAt: row.checked_in_at?.toISOString() ?? null,
      decidedAt: row.decided_at?.toISOString() ?? null,
    };
  }

  private async verified(body: string, authorization: string): Promise<RoomReport | null> {
    try {
      return await this.livekit.parseWebhook(Buffer.from(body, 'base64').toString(), authorization);
    } catch (error) {
      this.received.inc({ result: 'refused' });
      this.log.info({ err: error }, 'room webhook refused');
      throw sessionErrors.badWebhook();
    }
  }

  private async store(report: RoomReport): Promise<'accepted' | 'duplicate'> {
    const { participant, room, ...event } = report;
    const rows = await this.db.query(STORE_EVENT, {
      ...event,
      bookingId: room.what === 'booking' ? room.id : null,
      groupId: room.what === 'group' ? room.id : null,
      userId: participant?.userId ?? null,
      sid: participant?.sid ?? null,
      joinedAt: participant?.joinedAt ?? null,
    });
    return rows.length > 0 ? 'accepted' : 'duplicate';
  }
}
