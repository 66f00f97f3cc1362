import { Injectable } from '@nestjs/common';
import type { StatementEffect } from '@edu/messaging';
import { idempotentStatement } from '@edu/persistence';
import { PreferenceService } from '../preference/preference.service.ts';
import type { Template } from '../template/template.ts';
import { BOOKING_REF, bookingRefOf, PUT_BOOKING_REF, type BookingFacts } from './booking-refs.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { channelsFor, draftMessages } from './message.domain.ts';

const WRITE = idempotentStatement({
  parameters: { ...BOOKING_REF, drafts: 'jsonb' },
  writes: [
    PUT_BOOKING_REF,
    `INSERT INTO message (id, event_id, user_id, channel, template, facts)
     SELECT id, "eventId", "userId", channel, template, facts
     FROM first, jsonb_to_recordset(:drafts) AS draft(
       id uuid, "eventId" uuid, "userId" uuid, channel text, template text, facts jsonb)
     ON CONFLICT DO NOTHING`,
  ],
});

export interface Writing<F> {
  readonly booking: BookingFacts;
  readonly to: readonly { readonly userId: string; readonly facts: F }[];
}

/** Writes messages down; they are sent after the commit. */
@Injectable()
export class MessageService {
  constructor(
    private readonly preferences: PreferenceService,
    private readonly queue: DeliveryQueue,
  ) {}

  /** One message per person and channel; those that this event made already stay as they are. */
  async write<F extends object>(
    eventId: string,
    template: Template<F>,
    { booking, to }: Writing<F>,
  ): Promise<StatementEffect> {
    const wanted = await this.preferences.of(to.map(({ userId }) => userId));
    const drafts = to.flatMap(({ userId, facts }) =>
      draftMessages(eventId, template, userId, facts, channelsFor(wanted(userId))),
    );
    return {
      ...WRITE({ ...bookingRefOf(booking), drafts: JSON.stringify(drafts) }),
      afterCommit: () => this.queue.announce(drafts.map(({ id }) => id)),
    };
  }
}
