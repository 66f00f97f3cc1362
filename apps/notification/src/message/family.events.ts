import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { profileEvents } from '@edu/contracts-profile';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import {
  APPROVAL_TEMPLATES,
  approvalAsked,
  FAMILY_TEMPLATES,
  familyChanged,
  templateFor,
} from '../template/family.templates.ts';
import { MessageService } from './message.service.ts';

/** Lets the people of a family know what happens in it. */
@Consumer('family')
@Injectable()
export class FamilyEvents {
  constructor(private readonly messages: MessageService) {}

  @On(profileEvents.familyNoticeDue)
  noticeDue({ id, data }: EventEnvelope<typeof profileEvents.familyNoticeDue>) {
    const { what, toIds } = data;
    return this.write(id, templateFor(FAMILY_TEMPLATES, what) ?? familyChanged, toIds);
  }

  @On(bookingEvents.approvalAsked)
  asked({ id, data }: EventEnvelope<typeof bookingEvents.approvalAsked>) {
    return this.write(id, approvalAsked, data.toIds);
  }

  @On(bookingEvents.approvalClosed)
  closed({ id, data }: EventEnvelope<typeof bookingEvents.approvalClosed>) {
    const { outcome, toIds } = data;
    return this.write(id, templateFor(APPROVAL_TEMPLATES, outcome) ?? familyChanged, toIds);
  }

  private write(
    eventId: string,
    template: Parameters<MessageService['tell']>[1],
    toIds: readonly string[],
  ): Promise<StatementEffect> {
    return this.messages.tell(eventId, template, { to: toIds, facts: {} });
  }
}
