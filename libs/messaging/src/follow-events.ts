import { DeliverPolicy } from '@nats-io/jetstream';
import type { EventEnvelope } from '@edu/contract-kit';
import type { Nats } from './nats.ts';
import { EVENTS_STREAM, explainAbsence } from './topology.ts';

export interface FollowOptions {
  /** As in `evt.auth.>`. */
  readonly filter: string;
  /** Events since then are heard too. */
  readonly since: Date;
  readonly hear: (subject: string, event: EventEnvelope) => void;
}

/**
 * Hears events for what a process keeps in memory only: every process hears each of them, nothing
 * is acknowledged or remembered, and a new process hears what came since `since`.
 *
 * @returns a function that stops it
 * @throws Error that says what to do when the streams are not there
 */
export async function followEvents(nats: Nats, options: FollowOptions): Promise<() => void> {
  // A push consumer: to pull, a process would need the right to pull from any consumer.
  const consumer = await nats.jetstream.consumers
    .getPushConsumer(EVENTS_STREAM, {
      filter_subjects: options.filter,
      deliver_policy: DeliverPolicy.StartTime,
      opt_start_time: options.since.toISOString(),
    })
    .catch(explainAbsence);
  const messages = await consumer.consume({
    callback: (message) => options.hear(message.subject, message.json<EventEnvelope>()),
  });
  return () => messages.stop();
}
