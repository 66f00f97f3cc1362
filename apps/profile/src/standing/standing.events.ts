import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { Consumer, On, type Effect } from '@edu/messaging';
import type { ProfileTx } from '../profile.db.ts';
import { ProfileService } from '../profile/profile.service.ts';
import { SET_STANDING } from './standing.queries.ts';

type Suspended = typeof authEvents.userSuspended;
type Reinstated = typeof authEvents.userReinstated;

/**
 * Who is suspended is not shown: the profile is unpublished, whereupon search and availability drop
 * it, and stays so until its owner publishes it again, after the suspension has ended.
 */
@Consumer('standing')
@Injectable()
export class StandingEvents {
  constructor(private readonly profiles: ProfileService) {}

  @On(authEvents.userSuspended)
  suspended({ data: { userId }, at }: EventEnvelope<Suspended>): Effect<ProfileTx> {
    return async (tx) => {
      const changed = await tx.query(SET_STANDING, { userId, suspended: true, asOf: at });
      if (changed.length > 0) await this.profiles.hide(tx, userId);
    };
  }

  @On(authEvents.userReinstated)
  reinstated({ data: { userId }, at }: EventEnvelope<Reinstated>): Effect<ProfileTx> {
    return (tx) => tx.query(SET_STANDING, { userId, suspended: false, asOf: at });
  }
}
