import { Injectable } from '@nestjs/common';
import { NotificationDb } from '../../notification.db.ts';
import type { Channel, Contact, Delivery } from '../channel.ts';

/** Writes the text into the message itself, where the person's list reads it. */
@Injectable()
export class InAppChannel implements Channel {
  readonly id = 'in_app';

  constructor(private readonly db: NotificationDb) {}

  addressOf(contact: Contact): string {
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
