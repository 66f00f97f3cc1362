import { Injectable } from '@nestjs/common';
import { Problem } from '@edu/contract-kit';
import { notificationEvents } from '@edu/contracts-notification';
import { outboxRow } from '@edu/persistence';
import { Log } from '@edu/service';
import { DeliveryError } from '../channel/channel.ts';
import { Channels } from '../channel/channels.ts';
import { LessonFacts } from '../template/lesson.ts';
import { TEMPLATES } from '../template/templates.ts';
import { ContactBook } from './contact-book.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { afterFailure, MAX_ATTEMPTS } from './message.domain.ts';
import { MessageQueries, type Claimed } from './message.queries.ts';

const SEND_TIMEOUT_MS = 20_000;

/**
 * Sends a message that this process has claimed, and writes down how it went. A process that dies
 * between the two sends it again once the claim has run out: an e-mail then has the same Message-ID,
 * an in-app message is the same row, an SMS arrives twice.
 */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly queries: MessageQueries,
    private readonly channels: Channels,
    private readonly contacts: ContactBook,
    private readonly queue: DeliveryQueue,
    private readonly log: Log,
  ) {}

  /** Delivers the message if it is due and nobody else is at it. */
  async deliverById(messageId: string): Promise<void> {
    const message = await this.queries.claim(messageId);
    if (message) await this.deliver(message);
  }

  async deliver(message: Claimed): Promise<void> {
    let sent: boolean;
    try {
      sent = await this.#send(message);
    } catch (error) {
      return this.#failed(message, error);
    }
    await this.#finish(message, sent ? 'delivered' : 'skipped');
  }

  /** @returns false when this channel does not reach the person */
  async #send(message: Claimed): Promise<boolean> {
    // Whoever claimed it the last time died while sending.
    if (message.attempts > MAX_ATTEMPTS) throw new DeliveryError('attempts used up', true);
    const template = TEMPLATES.get(message.template);
    if (!template) throw new DeliveryError('unknown template', true);
    const { otherId } = LessonFacts.parse(message.facts);
    const [contact, other] = await Promise.all([
      this.contacts.find(message.user_id),
      this.contacts.find(otherId),
    ]);
    const channel = this.channels.get(message.channel);
    const to = contact && channel.addressOf(contact);
    if (!to) return false;
    await channel.send({
      messageId: message.id,
      to,
      letter: template.render(message.facts, {
        locale: contact.locale,
        otherName: other?.displayName ?? null,
      }),
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    return true;
  }

  async #failed(message: Claimed, error: unknown): Promise<void> {
    const { id, channel, attempts } = message;
    const permanent = error instanceof DeliveryError && error.permanent;
    const next = afterFailure(attempts, permanent);
    const failure = reasonOf(error);
    const unexpected =
      error instanceof DeliveryError || error instanceof Problem ? {} : { err: error };
    this.log.warn({ messageId: id, channel, attempts, failure, ...unexpected }, 'message not sent');
    if (next.giveUp) return this.#finish(message, 'failed', failure);
    await this.queries.postpone(message, next.retryAfterS, failure);
    // A little later than due: the clocks of Redis and PostgreSQL differ.
    this.queue.announce([id], next.retryAfterS * 1_000 + 100);
  }

  /** Nothing happens if the claim ran out and another process has taken the message over. */
  async #finish(
    message: Claimed,
    status: 'delivered' | 'skipped' | 'failed',
    failure: string | null = null,
  ): Promise<void> {
    const { id: messageId, user_id: userId, channel, template } = message;
    const about = { messageId, userId, channel, template };
    const events = status === 'skipped' ? [] : [outboxRow(notificationEvents[status], about)];
    await this.queries.finish(message, { status, failure, events });
  }
}

/** Codes only: what providers say repeats addresses and texts. */
function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return error.message;
  return error instanceof Problem ? error.code : 'internal';
}
