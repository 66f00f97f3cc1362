import {
  AckPolicy,
  DeliverPolicy,
  type ConsumerConfig,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { created, drifted, EVENTS_STREAM, found, rethrowMissingStream } from './topology.ts';

/** Failures of a handler before its message is a dead letter. */
export const MAX_HANDLER_FAILURES = 5;
/** Deliveries before JetStream drops a message: 25 minutes of waiting for a database, at least. */
export const JETSTREAM_MAX_DELIVER = 100;
/**
 * Later deliveries are not handled: the message has ended process after process or has waited too
 * long, and becomes a dead letter while there are deliveries left in which to store it.
 */
export const LAST_HANDLED_DELIVERY = JETSTREAM_MAX_DELIVER - 10;
const ACK_WAIT_NS = 30 * 1_000_000_000;

/** Name of the durable with which a consumer of `service` follows the events of `source`. */
export const durableName = (service: string, consumer: string, source: string) =>
  `${service}_${consumer}_${source}`;

export interface WantedDurable {
  readonly durable: string;
  readonly source: string;
  /** What of the source it follows. */
  readonly subjects: readonly string[];
  /** The durable whose place it takes, if there is one. */
  readonly former: string;
  /** Runs before it takes that place; nobody reads the former one any more. */
  readonly takeOver: () => Promise<void>;
}

/**
 * Creates a durable where it is missing and corrects what has drifted. A new one begins with the
 * oldest event that the stream has, or where its former one ended.
 *
 * @returns 'former in use' while other replicas still read the former one: two durables at once would
 *   handle an event twice
 * @throws Error that says what to do when the streams are not there
 */
export async function ensureDurable(
  manager: JetStreamManager,
  { durable, source, subjects, former, takeOver }: WantedDurable,
): Promise<'ready' | 'former in use'> {
  const config = durableConfig(durable, source, subjects);
  const current = await found(manager.consumers.info(EVENTS_STREAM, durable));
  if (current) {
    if (drifted(current.config, config)) {
      await manager.consumers.update(EVENTS_STREAM, durable, config);
    }
    return 'ready';
  }
  const before = await found(manager.consumers.info(EVENTS_STREAM, former));
  if (before && before.num_waiting > 0) return 'former in use';
  if (before) await takeOver();
  const begin = before
    ? {
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: before.ack_floor.stream_seq + 1,
      }
    : { deliver_policy: DeliverPolicy.All };
  const creating = manager.consumers.add(EVENTS_STREAM, { ...config, ...begin });
  await created(creating).catch(rethrowMissingStream);
  return 'ready';
}

/** One filter is all that nats-server 2.9 has: several subjects are had with all others of the source. */
function durableConfig(durable: string, source: string, subjects: readonly string[]) {
  const [only, ...others] = subjects;
  return {
    durable_name: durable,
    filter_subject: only && others.length === 0 ? only : `evt.${source}.>`,
    ack_policy: AckPolicy.Explicit,
    ack_wait: ACK_WAIT_NS,
    max_deliver: JETSTREAM_MAX_DELIVER,
    max_ack_pending: 256,
  } satisfies Partial<ConsumerConfig>;
}
