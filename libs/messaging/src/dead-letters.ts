import type { JsMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import type { MessagingMetrics } from './messaging-metrics.ts';
import type { Nats } from './nats.ts';

/** Headers of a dead letter; its body is the original message. */
export const DEAD_LETTER_HEADER = {
  subject: 'x-original-subject',
  reason: 'x-reason',
} as const;

/** Moves messages that a consumer cannot handle to `dlq.<durable>`. */
export class DeadLetters {
  readonly #nats: Nats;
  readonly #metrics: MessagingMetrics;

  constructor(nats: Nats, metrics: MessagingMetrics) {
    this.#nats = nats;
    this.#metrics = metrics;
  }

  /** Publishes the message to the dead letters; only then is it taken from the consumer. */
  async bury(durable: string, message: JsMsg, reason: string): Promise<void> {
    const hdrs = headers();
    hdrs.set(DEAD_LETTER_HEADER.subject, message.subject);
    hdrs.set(DEAD_LETTER_HEADER.reason, reason.replace(/[^\x20-\x7e]/g, ' ').slice(0, 500));
    await this.#nats.jetstream.publish(`dlq.${durable}`, message.data, {
      headers: hdrs,
      msgID: `${durable}:${message.seq}`,
    });
    this.#metrics.deadLetter(durable);
    // Without the reason: servers before 2.10 do not know a term that has one, and deliver it again.
    message.term();
  }
}
