import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { profileEvents } from '@edu/contracts-profile';
import { Consumer, On, type Effect } from '@edu/messaging';
import { closeAll } from '../approval/approval.changes.ts';
import type { BookingTx } from '../booking.db.ts';
import { FAMILY, toFamily } from './family.projection.ts';

/** Keeps families, their caps included, in step with profile. */
@Consumer('family')
@Injectable()
export class FamilyEvents {
  @On(profileEvents.childChanged)
  childChanged({ data }: EventEnvelope<typeof profileEvents.childChanged>): Effect<BookingTx> {
    const family = toFamily(data);
    if (family.parentIds.length > 0) return FAMILY.put(family);
    // The row is locked by the first, as who asks locks it: what was asked before is seen by the second.
    return async (tx) => {
      if ((await FAMILY.putAll(tx, [family])) > 0) await closeAll(tx, family.childId);
    };
  }
}
