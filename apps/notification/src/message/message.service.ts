import { Injectable } from '@nestjs/common';
import { notificationEvents } from '@edu/contracts-notification';
import type { StatementEffect } from '@edu/messaging';
import { idempotentStatement, insertEvents, outboxRow } from '@edu/persistence';
import { NotificationDb } from '../notification.db.ts';
import type { LessonFacts } from '../template/lesson.ts';
import type { Template } from '../template/template.ts';
import { BOOKING_REF, type BookingFacts } from './booking-refs.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { draftMessages, type Draft } from './message.domain.ts';
import { Recipients } from './recipients.ts';

const DRAFTS = { drafts: 'jsonb', events: 'jsonb' } as const;
const INSERT = `INSERT INTO message (id, event_id, user_id, channel, template, facts, status, title, body, link,
       delivered_at)
     SELECT id, "eventId", "userId", channel, template, facts, status, title, body, link,
       CASE status WHEN 'delivered' THEN now() END
     FROM first, jsonb_to_recordset(:drafts) AS draft(id uuid, "eventId" uuid, "userId" uuid,
       channel text, template text, facts jsonb, status text, title text, body text, link text)
     ON CONFLICT DO NOTHING RETURNING id`;
/** Only what was written now is announced: a message that was there already stays as it is. */
const ANNOUNCE = `${insertEvents(':events', 'first')}
  WHERE row.aggregate_id IN (SELECT id::text FROM effect_0)`;

const WRITE = idempotentStatement({
  parameters: { ...BOOKING_REF.parameters, ...DRAFTS },
  writes: [INSERT, BOOKING_REF.write, ANNOUNCE],
});
const TELL = idempotentStatement({ parameters: DRAFTS, writes: [INSERT, ANNOUNCE] });

export interface Writing<F> {
  readonly booking: BookingFacts;
  readonly to: readonly {
    readonly userId: string;
    readonly facts: F;
    /** Only if there is a contact: a child may have no account. */
    readonly ifKnown?: boolean;
  }[];
}

/** Writes messages down. Those in the app are delivered by that, others are sent after the commit. */
@Injectable()
export class MessageService {
  constructor(
    private readonly db: NotificationDb,
    private readonly recipients: Recipients,
    private readonly queue: DeliveryQueue,
  ) {}

  /** One message per person and channel; those that this event made already stay as they are. */
  async write<F extends LessonFacts>(
    eventId: string,
    template: Template<F>,
    { booking, to }: Writing<F>,
  ): Promise<StatementEffect> {
    const ids = [booking.learnerId, booking.providerId, ...to.map(({ userId }) => userId)];
    const people = await this.recipients.find([...new Set(ids)]);
    const drafts = to.flatMap(({ userId, facts, ifKnown }) => {
      const recipient = people.get(userId)!;
      if (ifKnown && !recipient.contact) return [];
      const other = people.get(facts.otherId)!;
      return draftMessages(eventId, template, facts, { userId, recipient, other });
    });
    return this.written(drafts, (values) => WRITE({ ...BOOKING_REF.values(booking), ...values }));
  }

  /** What is about no lesson: the same to each person. */
  async tell<F extends object>(
    eventId: string,
    template: Template<F>,
    { to, facts }: { readonly to: readonly string[]; readonly facts: F },
  ): Promise<StatementEffect> {
    const people = [...(await this.recipients.find([...new Set(to)]))];
    const drafts = people.flatMap(([userId, recipient]) =>
      draftMessages(eventId, template, facts, { userId, recipient }),
    );
    return this.written(drafts, TELL);
  }

  private written(drafts: readonly Draft[], statement: typeof TELL): StatementEffect {
    const events = drafts.filter(({ status }) => status === 'delivered').map(delivered);
    return {
      ...statement({ drafts: JSON.stringify(drafts), events: JSON.stringify(events) }),
      afterCommit: () => {
        if (events.length > 0) this.db.outboxChanged();
        void this.queue.announce(drafts.filter(({ status }) => status === 'pending'));
      },
    };
  }
}

function delivered({ id: messageId, userId, channel, template }: Draft) {
  return outboxRow(notificationEvents.delivered, { messageId, userId, channel, template });
}
