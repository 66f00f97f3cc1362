import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import { Work, type Claimed, doubling } from '@edu/work';
import { BookingRefs } from '../message/booking-refs.ts';
import { sideOf } from '../message/lesson-sides.ts';
import { MessageService } from '../message/message.service.ts';
import { NotificationDb } from '../notification.db.ts';
import { REMINDER_TEMPLATES } from '../template/lesson-reminder.template.ts';
import { isInTime, type ReminderKind } from './reminder.domain.ts';
import { DROP, SEND } from './reminder.sql.ts';

interface DueReminder extends Claimed {
  readonly booking_id: string;
  readonly kind: ReminderKind;
  readonly starts_at: Date;
}

const CLAIM_MS = 30_000;
const LOOK_EVERY_MS = 5_000;

/** Reminds both sides of a lesson a day and an hour before, each once. */
@Injectable()
export class Reminders {
  constructor(
    private readonly db: NotificationDb,
    private readonly bookings: BookingRefs,
    private readonly messages: MessageService,
    private readonly clock: Clock,
    work: Work,
  ) {
    work.follow<DueReminder>({
      name: 'reminders',
      table: 'reminder',
      where: 'sent_at IS NULL',
      columns: ['booking_id', 'kind', 'starts_at'],
      claimMs: CLAIM_MS,
      everyMs: LOOK_EVERY_MS,
      retryAfterMs: doubling({ firstMs: 5_000, maxMs: 300_000 }),
      work: (due) => this.#remind(due),
    });
  }

  async #remind({ id, attempts, kind, booking_id: bookingId, starts_at: at }: DueReminder) {
    const startsAt = at.toISOString();
    const isDue =
      isInTime(kind, at, this.clock.now()) &&
      (await this.bookings.isAhead({ bookingId, startsAt }));
    if (!isDue) return void (await this.db.query(DROP, { id, attempts }));
    const booking = await this.bookings.get(bookingId);
    const to = (['learner', 'provider'] as const).flatMap((side) => sideOf(booking, side, {}));
    const written = await this.messages.draft(id, REMINDER_TEMPLATES[kind], {
      booking,
      to: to.map((person) => ({ ...person, ifWanted: 'reminders' as const })),
    });
    const rows = await this.db.query(SEND, { id, attempts, ...written.values });
    if (rows.length > 0) written.afterCommit();
  }
}
