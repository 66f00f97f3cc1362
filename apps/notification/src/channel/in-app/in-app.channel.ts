import { Injectable } from '@nestjs/common';
import { NotificationDb } from '../../notification.db.ts';
import type { Addresses, Channel, Delivery } from '../channel.ts';

/**
 * Writes the text into the message itself, where the person's list reads it. Most are written with
 * the event already; this is for those whose reader was not known then.
 */
@Injectable()
export class InAppChannel implements Channel {
  readonly id = 'in_app';

  constructor(private readonly db: NotificationDb) {}

  addressOf(contact: Addresses): string {
    return contact.userId;
  }

  async send({ messageId, to, letter }: Delivery): Promise<void> {
    await this.db.prisma.message.updateMany({
      where: { id: messageId, userId: to, channel: this.id },
      data: {
        title: letter.title,
        body: letter.lines.join('\n'),
        link: letter.link?.path ?? null,
      },
    });
  }
}
