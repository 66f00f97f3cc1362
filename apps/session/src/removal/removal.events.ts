import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { Clock } from '@edu/service';
import { ASK_OF_SESSION, ASK_OF_USER } from './removal.sql.ts';
import { Removals } from './removals.service.ts';

/**
 * A token of LiveKit outlives the sign-in by which it was given, and LiveKit renews it for whoever is in
 * the room: with the sign-in, its holder leaves.
 */
@Consumer('removal')
@Injectable()
export class RemovalEvents {
  constructor(
    private readonly removals: Removals,
    private readonly clock: Clock,
  ) {}

  @On(authEvents.sessionRevoked)
  sessionRevoked({ data }: EventEnvelope<typeof authEvents.sessionRevoked>): StatementEffect {
    return this.removes(ASK_OF_SESSION({ sessionId: data.sessionId, now: this.clock.now() }));
  }

  @On(authEvents.userSuspended)
  userSuspended({ data }: EventEnvelope<typeof authEvents.userSuspended>): StatementEffect {
    return this.removes(ASK_OF_USER({ userId: data.userId, now: this.clock.now() }));
  }

  private removes(effect: StatementEffect): StatementEffect {
    return { ...effect, afterCommit: () => this.removals.wake() };
  }
}
