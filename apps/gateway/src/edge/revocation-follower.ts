import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ACCESS_TOKEN_LIFE_S, readEvent } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { Revocations } from '@edu/http';
import { Clock } from '@edu/service';
import { Followers } from './followers.ts';

const CLOCK_LEEWAY_S = 60;
/** For so long somebody may show a token that was made before its session ended. */
export const REVOCATION_LIFE_MS = (ACCESS_TOKEN_LIFE_S + CLOCK_LEEWAY_S) * 1_000;

/**
 * Learns at once which users and sessions are out, and after a start, which were put out while a
 * token of theirs can still be alive.
 */
@Injectable()
export class RevocationFollower implements OnApplicationBootstrap {
  constructor(
    private readonly followers: Followers,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.followers.follow('revocations', {
      filter: 'evt.auth.>',
      since: new Date(this.clock.now().getTime() - REVOCATION_LIFE_MS),
      handle: (subject, event) => {
        const at = new Date(event.at);
        const { sessionRevoked, userReinstated, userSuspended } = authEvents;
        if (subject === sessionRevoked.subject) {
          this.revocations.add(readEvent(sessionRevoked, event.data).sessionId, at);
        } else if (subject === userSuspended.subject) {
          this.revocations.add(readEvent(userSuspended, event.data).userId, at);
        } else if (subject === userReinstated.subject) {
          this.revocations.remove(readEvent(userReinstated, event.data).userId);
        }
      },
    });
  }
}
