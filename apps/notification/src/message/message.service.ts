import { Injectable } from '@nestjs/common';
import { notificationEvents } from '@edu/contracts-notification';
import type { StatementEffect } from '@edu/messaging';
import { idempotentStatement, outboxRow } from '@edu/persistence';
import { Clock } from '@edu/service';
import { NotificationDb } from '../notification.db.ts';
import { remindersOf } from '../reminder/reminder.domain.ts';
import { PLAN_FIRST, PLANNED } from '../reminder/reminder.sql.ts';
import type { LessonFacts } from '../template/lesson.ts';
import type { Template } from '../template/template.ts';
import { BOOKING_REF, type BookingFacts } from './booking-refs.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { draftMessages, type Draft } from './message.domain.ts';
import { announceMessages, DRAFTS, INSERT_MESSAGES } from './message.sql.ts';
import { Recipients } from './recipients.ts';

const WRITE = idempotentStatement({
  parameters: { ...BOOKING_REF.parameters, ...PLANNED, ...DRAFTS },
  writes: [INSERT_MESSAGES, BOOKING_REF.write, PLAN_FIRST, announceMessages('effect_0')],
});
const KEEP = idempotentStatement({
  parameters: { ...BOOKING_REF.parameters, ...PLANNED },
  writes: [BOOKING_REF.write, PLAN_FIRST],
});
const TELL = idempotentStatement({
  parameters: DRAFTS,
  writes: [INSERT_MESSAGES, announceMessages('effect_0')],
});

const NO_MESSAGES = { drafts: '[]', events: '[]' };

export interface Writing<F> {
  readonly booking: BookingFacts;
  /** Others that its event tells of, and no message. */
  readonly besides?: readonly BookingFacts[];
  readonly to: readonly {
    readonly userId: string;
    readonly facts: F;
    /** Only if there is a contact: a child may have no account. */
    readonly ifKnown?: boolean;
    /** Only if this is wanted. */
    readonly ifWanted?: 'reminders';
  }[];
}

interface Written {
  readonly values: { readonly drafts: string; readonly events: string };
  readonly afterCommit: () => void;
}

/** Writes messages down. Those in the app are delivered by that, others are sent after the commit. */
@Injectable()
export class MessageService {
  constructor(
    private readonly db: NotificationDb,
    private readonly recipients: Recipients,
    private readonly queue: DeliveryQueue,
    private readonly clock: Clock,
  ) {}

  /** One message per person and channel; those that this event made already stay as they are. */
  async write<F extends LessonFacts>(
    eventId: string,
    template: Template<F>,
    { booking, besides = [], to }: Writing<F>,
  ): Promise<StatementEffect> {
    const { values, afterCommit } = await this.draft(eventId, template, { booking, to });
    const effect = WRITE(
      { ...this.#known(booking), ...values },
      ...besides.map((other) => ({ ...this.#known(other), ...NO_MESSAGES })),
    );
    return { ...effect, afterCommit };
  }

  /** The same of an event that leads to no message: the lessons are known, and reminded of. */
  async keep(...bookings: readonly BookingFacts[]): Promise<StatementEffect> {
    return KEEP(...bookings.map((booking) => this.#known(booking)));
  }

  /** What `INSERT_MESSAGES` takes, and what is to be done once it is written. */
  async draft<F extends LessonFacts>(
    eventId: string,
    template: Template<F>,
    { booking, to }: Writing<F>,
  ): Promise<Written> {
    const ids = [booking.learnerId, booking.providerId, ...to.map(({ userId }) => userId)];
    const people = await this.recipients.find([...new Set(ids)]);
    const drafts = to.flatMap(({ userId, facts, ifKnown, ifWanted }) => {
      const recipient = people.get(userId)!;
      if (ifKnown && !recipient.contact) return [];
      if (ifWanted && !recipient.wanted[ifWanted]) return [];
      const other = people.get(facts.otherId)!;
      return draftMessages(eventId, template, facts, { userId, recipient, other });
    });
    return this.#written(drafts);
  }

  /** What is about no lesson: the same to each person. */
  tell<F extends object>(
    eventId: string,
    template: Template<F>,
    { to, facts }: { readonly to: readonly string[]; readonly facts: F },
  ): Promise<StatementEffect> {
    const each = [...new Set(to)].map((userId) => ({ userId, facts }));
    return this.tellEach(eventId, template, each);
  }

  /** The same, to each person what is theirs to know. */
  async tellEach<F extends object>(
    eventId: string,
    template: Template<F>,
    to: readonly { readonly userId: string; readonly facts: F }[],
  ): Promise<StatementEffect> {
    const people = await this.recipients.find([...new Set(to.map(({ userId }) => userId))]);
    const drafts = to.flatMap(({ userId, facts }) =>
      draftMessages(eventId, template, facts, { userId, recipient: people.get(userId)! }),
    );
    const { values, afterCommit } = this.#written(drafts);
    return { ...TELL(values), afterCommit };
  }

  #known(booking: BookingFacts) {
    const reminders = booking.stands ? remindersOf(booking, this.clock.now()) : [];
    return { ...BOOKING_REF.values(booking), reminders: JSON.stringify(reminders) };
  }

  #written(drafts: readonly Draft[]): Written {
    const events = drafts.filter(({ status }) => status === 'delivered').map(delivered);
    return {
      values: { drafts: JSON.stringify(drafts), events: JSON.stringify(events) },
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
