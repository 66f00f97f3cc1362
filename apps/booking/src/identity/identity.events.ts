import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { profileEvents } from '@edu/contracts-profile';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { CHECKED_IDENTITY } from './checked-identity.projection.ts';

/** Keeps in step with profile whose identity is checked. */
@Consumer('identity')
@Injectable()
export class IdentityEvents {
  @On(profileEvents.kycApproved)
  approved({ data }: EventEnvelope<typeof profileEvents.kycApproved>): StatementEffect {
    return CHECKED_IDENTITY.put(data);
  }

  @On(profileEvents.kycExpired)
  expired({ data }: EventEnvelope<typeof profileEvents.kycExpired>): StatementEffect {
    return CHECKED_IDENTITY.put(data);
  }
}
