import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { profileEvents } from '@edu/contracts-profile';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { kycApproved, kycExpired, kycExpiring, kycRejected } from '../template/kyc.templates.ts';
import { MessageService } from './message.service.ts';

/** Tells providers what became of their documents. */
@Consumer('verification')
@Injectable()
export class KycEvents {
  constructor(private readonly messages: MessageService) {}

  @On(profileEvents.kycApproved)
  approved({ id, data }: EventEnvelope<typeof profileEvents.kycApproved>) {
    return this.write(id, kycApproved, data);
  }

  @On(profileEvents.kycRejected)
  rejected({ id, data }: EventEnvelope<typeof profileEvents.kycRejected>) {
    return this.write(id, kycRejected, data);
  }

  @On(profileEvents.kycExpiring)
  expiring({ id, data }: EventEnvelope<typeof profileEvents.kycExpiring>) {
    return this.write(id, kycExpiring, data);
  }

  @On(profileEvents.kycExpired)
  expired({ id, data }: EventEnvelope<typeof profileEvents.kycExpired>) {
    return this.write(id, kycExpired, data);
  }

  private write(
    eventId: string,
    template: typeof kycApproved,
    data: { providerId: string; check: string; validUntil?: string | null },
  ): Promise<StatementEffect> {
    const { providerId, check, validUntil = null } = data;
    return this.messages.tell(eventId, template, {
      to: [providerId],
      facts: { check, validUntil },
    });
  }
}
