import { Injectable } from '@nestjs/common';
import type { NotificationTx } from '../notification.db.ts';
import { PreferenceService } from '../preference/preference.service.ts';
import type { Template } from '../template/template.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { channelsFor, draftMessages } from './message.domain.ts';

/** Writes messages down; they are sent after the commit. */
@Injectable()
export class MessageService {
  constructor(
    private readonly preferences: PreferenceService,
    private readonly queue: DeliveryQueue,
  ) {}

  /** One message per person and channel; those that this event made already stay as they are. */
  async write<F extends object>(
    tx: NotificationTx,
    eventId: string,
    template: Template<F>,
    recipients: readonly { userId: string; facts: F }[],
  ): Promise<void> {
    const wanted = await this.preferences.of(
      tx,
      recipients.map(({ userId }) => userId),
    );
    const drafts = recipients.flatMap(({ userId, facts }) =>
      draftMessages(eventId, template, userId, facts, channelsFor(wanted(userId))),
    );
    await tx.prisma.message.createMany({
      data: drafts.map((draft) => ({ ...draft, facts: draft.facts })),
      skipDuplicates: true,
    });
    tx.afterCommit(() => this.queue.announce(drafts.map(({ id }) => id)));
  }
}
