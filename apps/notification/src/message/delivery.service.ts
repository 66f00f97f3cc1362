import { Injectable } from '@nestjs/common';
import { Problem } from '@edu/contract-kit';
import { notificationEvents } from '@edu/contracts-notification';
import { outboxRow } from '@edu/persistence';
import { steps, Work, type Claimed, type WorkQueue } from '@edu/work';
import { DeliveryError, type ChannelId } from '../channel/channel.ts';
import { Channels } from '../channel/channels.ts';
import { toContact, type ContactRow } from '../contact/contact.service.ts';
import { LessonFacts } from '../template/lesson.ts';
import { TEMPLATES } from '../template/templates.ts';
import { BookingRefs } from './booking-refs.ts';
import { MAX_ATTEMPTS, readerOf, RETRY_AFTER_MS } from './message.domain.ts';
import { MessageQueries } from './message.queries.ts';

const SEND_TIMEOUT_MS = 20_000;
/** Longer than an attempt can take; not much longer, because the messages of a crashed process wait for its end. */
const CLAIM_MS = 45_000;

/** A message that this process alone may send, with the people whom it needs. */
interface ClaimedMessage extends Claimed {
  readonly user_id: string;
  readonly channel: ChannelId;
  readonly template: string;
  readonly facts: unknown;
  readonly reader: ContactRow | null;
  readonly other: ContactRow | null;
}

const contactOf = (userId: string) =>
  `(SELECT to_jsonb(contact) FROM contact WHERE contact.user_id = ${userId})`;

/**
 * Sends messages that this process has claimed, and stores the result. A process that crashes
 * between the two sends it again once the claim has run out: an e-mail then has the same Message-ID,
 * an in-app message is the same row, an SMS arrives twice.
 */
@Injectable()
export class DeliveryService {
  readonly #due: WorkQueue<ClaimedMessage>;

  constructor(
    private readonly queries: MessageQueries,
    private readonly channels: Channels,
    private readonly bookings: BookingRefs,
    work: Work,
  ) {
    this.#due = work.queue<ClaimedMessage>({
      name: 'messages',
      table: 'message',
      where: "status = 'pending'",
      columns: [
        'user_id',
        'channel',
        'template',
        'facts',
        `${contactOf('message.user_id')} AS reader`,
        `${contactOf("(message.facts ->> 'otherId')::uuid")} AS other`,
      ],
      failure: 'failure',
      claimMs: CLAIM_MS,
      retryAfterMs: steps(...RETRY_AFTER_MS),
      work: (message) => this.#deliver(message),
      reasonOf,
      giveUp: {
        after: MAX_ATTEMPTS,
        final: (error) => error instanceof DeliveryError && error.permanent,
        write: (message, error) =>
          this.#finish(message, 'failed', error ? reasonOf(error) : 'attempts used up'),
      },
    });
  }

  /** Delivers the message if it is due and not claimed. */
  deliver(messageId: string): Promise<void> {
    return this.#due.take(messageId);
  }

  /** Delivers all that is due. */
  deliverDue(stop?: AbortSignal): Promise<void> {
    return this.#due.drain(stop);
  }

  async #deliver(message: ClaimedMessage): Promise<void> {
    const sent = await this.#send(message);
    await this.#finish(message, sent ? 'delivered' : 'skipped');
  }

  /** @returns false when this channel does not reach the person, or there is nothing to say any more */
  async #send(message: ClaimedMessage): Promise<boolean> {
    const template = TEMPLATES.get(message.template);
    if (!template) throw new DeliveryError('unknown template', true);
    if (template.onlyAhead && !(await this.bookings.isAhead(LessonFacts.parse(message.facts)))) {
      return false;
    }
    const contact = toContact(message.reader);
    if (contact === undefined) throw new DeliveryError('contact not known yet', false);
    const channel = this.channels.get(message.channel);
    const to = contact && channel.addressOf(contact);
    if (!to) return false;
    const late = new AbortController();
    // Ended with the attempt: one of AbortSignal's own would make an error of each message that was sent in time.
    const timer = setTimeout(() => late.abort(), SEND_TIMEOUT_MS);
    try {
      await channel.send({
        messageId: message.id,
        to,
        letter: template.render(message.facts, readerOf(contact, toContact(message.other))),
        signal: late.signal,
      });
    } finally {
      clearTimeout(timer);
    }
    return true;
  }

  /** Nothing happens if the claim ran out and another process has taken the message over. */
  async #finish(
    message: ClaimedMessage,
    status: 'delivered' | 'skipped' | 'failed',
    failure: string | null = null,
  ): Promise<void> {
    const { id: messageId, user_id: userId, channel, template } = message;
    const about = { messageId, userId, channel, template };
    const events = isNews(status, channel) ? [outboxRow(notificationEvents[status], about)] : [];
    await this.queries.finish(message, { status, failure, events });
  }
}

/** That an e-mail left, as nearly all do, changes nothing for anybody: metrics count them. */
const isNews = (
  status: 'delivered' | 'skipped' | 'failed',
  channel: string,
): status is 'delivered' | 'failed' =>
  status === 'failed' || (status === 'delivered' && channel === 'in_app');

/** Codes only: what providers say repeats addresses and texts. */
function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return error.message;
  return error instanceof Problem ? error.code : 'internal';
}
