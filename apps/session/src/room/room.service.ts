import { Injectable } from '@nestjs/common';
import type { Actor, RpcOutput } from '@edu/contract-kit';
import { sessionErrors, type sessionRpc } from '@edu/contracts-session';
import { userPrincipal } from '@edu/identity';
import { Clock } from '@edu/service';
import { LiveKit } from './livekit.provider.ts';
import { PEOPLE_OF_GROUP, roomName, sourcesOf, tokenEnd, windowOf } from './room.domain.ts';
import { roomPolicies } from './room.policies.ts';
import { RoomQueries } from './room.queries.ts';

@Injectable()
export class RoomService {
  constructor(
    private readonly queries: RoomQueries,
    private readonly livekit: LiveKit,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws session.not_found unless the actor is one of the people of a paid booking,
   * session.not_online, session.not_open
   */
  async issueToken(bookingId: string, actor: Actor): Promise<RpcOutput<typeof sessionRpc.token>> {
    const now = this.clock.now();
    const { userId } = actor;
    const found = await this.queries.findVisit(bookingId, actor, now);
    const visit = roomPolicies.check('room.enter', userPrincipal(actor), found);
    if (visit.mode !== 'online') throw sessionErrors.notOnline();
    const lesson = { startsAt: visit.starts_at, endsAt: visit.ends_at };
    const { opensAt, closesAt } = windowOf(lesson);
    if (!visit.admitted) {
      throw sessionErrors.notOpen({
        params: { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() },
      });
    }
    const room = roomName(bookingId, visit.group_id);
    const expiresAt = tokenEnd(now, lesson);
    const token = await this.livekit.issueToken({
      room,
      userId,
      people: visit.group_id ? PEOPLE_OF_GROUP : visit.payer_id === null ? 2 : 3,
      sources: sourcesOf(userId === visit.provider_id ? 'provider' : 'learner'),
      ttlS: Math.ceil((expiresAt.getTime() - now.getTime()) / 1_000),
    });
    const { url } = this.livekit;
    return { token, url, room, identity: userId, expiresAt: expiresAt.toISOString() };
  }
}
