import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { profileEvents } from '@edu/contracts-profile';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { KEEP_STATE } from './departure.sql.ts';
import { DepartureWorker } from './departure-worker.service.ts';

/** Who is published, and who has left, as far as bookings are concerned. */
@Consumer('departure')
@Injectable()
export class DepartureEvents {
  constructor(private readonly worker: DepartureWorker) {}

  @On(profileEvents.published)
  published({ data }: EventEnvelope<typeof profileEvents.published>): StatementEffect {
    const { providerId, version } = data;
    return KEEP_STATE({ providerId, version, state: 'published', calledOffAt: null });
  }

  @On(profileEvents.unpublished)
  unpublished({ data, at }: EventEnvelope<typeof profileEvents.unpublished>): StatementEffect {
    const { providerId, version, callsOff } = data;
    if (!callsOff) return KEEP_STATE({ providerId, version, state: 'paused', calledOffAt: null });
    return {
      ...KEEP_STATE({ providerId, version, state: 'left', calledOffAt: at }),
      afterCommit: () => this.worker.wake(),
    };
  }
}
