import type { JsMsg } from '@nats-io/jetstream';
import { headers, type Subscription } from '@nats-io/transport-node';
import { z } from 'zod';
import type { MessagingLog } from './messaging-log.ts';
import type { MessagingMetrics } from './messaging-metrics.ts';
import type { Nats } from './nats.ts';
import { EVENTS_STREAM } from './topology.ts';

/** Headers of a dead letter; its body is the original message. */
export const DEAD_LETTER_HEADER = {
  subject: 'x-original-subject',
  reason: 'x-reason',
} as const;

/** What JetStream says of a message that it has delivered too often. */
const Advisory = z.object({ stream_seq: z.int().positive() });

/**
 * Moves messages that a consumer cannot handle to `dlq.<consumer>`. JetStream itself only stops
 * delivering them and publishes an advisory, which is watched for the case that the process died
 * on its last delivery.
 */
export class DeadLetters {
  readonly #nats: Nats;
  readonly #metrics: MessagingMetrics;
  readonly #log: MessagingLog;
  readonly #subscriptions: Subscription[] = [];

  constructor(nats: Nats, metrics: MessagingMetrics, log: MessagingLog) {
    this.#nats = nats;
    this.#metrics = metrics;
    this.#log = log;
  }

  /** Publishes the message to the dead letters; only then is it taken from the consumer. */
  async bury(durable: string, message: JsMsg, reason: string): Promise<void> {
    await this.#publish(durable, message.seq, message.subject, message.data, reason);
    message.term(reason.slice(0, 200));
  }

  /** Buries what JetStream stopped delivering. */
  async watch(durable: string): Promise<void> {
    const subject = `$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.${EVENTS_STREAM}.${durable}`;
    this.#subscriptions.push(
      this.#nats.subscribe(subject, {
        queue: durable,
        handle: (advisory) => {
          const { stream_seq: seq } = Advisory.parse(advisory.json());
          this.#recover(durable, seq).catch((err: unknown) =>
            this.#log.error({ err, durable, seq }, 'a dead letter could not be saved'),
          );
        },
        onError: (err) => this.#log.warn({ err, durable }, 'an advisory could not be read'),
      }),
    );
    await this.#nats.connection.flush();
  }

  async close(): Promise<void> {
    await Promise.all(this.#subscriptions.splice(0).map((subscription) => subscription.drain()));
  }

  async #recover(durable: string, seq: number): Promise<void> {
    const stored = await this.#nats.manager.streams.getMessage(EVENTS_STREAM, { seq });
    if (!stored) return;
    await this.#publish(durable, seq, stored.subject, stored.data, 'deliveries used up');
  }

  async #publish(
    durable: string,
    seq: number,
    subject: string,
    body: Uint8Array,
    reason: string,
  ): Promise<void> {
    const hdrs = headers();
    hdrs.set(DEAD_LETTER_HEADER.subject, subject);
    hdrs.set(DEAD_LETTER_HEADER.reason, reason.replace(/[^\x20-\x7e]/g, ' ').slice(0, 500));
    await this.#nats.jetstream.publish(`dlq.${durable}`, body, {
      headers: hdrs,
      msgID: `${durable}:${seq}`,
    });
    this.#metrics.deadLetter(durable);
  }
}
