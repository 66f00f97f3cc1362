import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { profileEvents } from '@edu/contracts-profile';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { FAMILY, toFamily } from './family.projection.ts';

/** Keeps families, their caps included, in step with profile. */
@Consumer('family')
@Injectable()
export class FamilyEvents {
  @On(profileEvents.childChanged)
  childChanged({ data }: EventEnvelope<typeof profileEvents.childChanged>): StatementEffect {
    return FAMILY.put(toFamily(data));
  }
}
