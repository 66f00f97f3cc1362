import {
  AckPolicy,
  DeliverPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type ConsumerConfig,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';

const SECOND = 1_000_000_000;
const DAY = 24 * 3_600 * SECOND;

/** Every domain event. The outbox tables are the truth; this is how it travels. */
export const EVENTS_STREAM = 'EVENTS';
/** Messages that a consumer gave up, for people to look at and replay. */
export const DEAD_LETTER_STREAM = 'DEAD_LETTERS';

/** Deliveries before a message is given up that fails by itself. */
export const MAX_DELIVERIES = 5;
/**
 * Deliveries before JetStream gives up: 25 minutes of a database that is away, at the longest wait
 * between two tries, and of a process that dies of the message.
 */
export const MOST_DELIVERIES = 100;
const ACK_WAIT_S = 30;

const STREAMS = [
  {
    name: EVENTS_STREAM,
    subjects: ['evt.>'],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    max_age: 7 * DAY,
    // Only shortens the way: the inbox table is what removes duplicates.
    duplicate_window: 120 * SECOND,
  },
  {
    name: DEAD_LETTER_STREAM,
    subjects: ['dlq.>'],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    max_age: 30 * DAY,
    duplicate_window: 120 * SECOND,
  },
] satisfies Partial<StreamConfig>[];

/** Name of the durable with which `service` follows the events of `source`. */
export const durableName = (service: string, source: string) => `${service}_${source}`;

/**
 * Creates the streams where they are missing and corrects what has drifted; safe to run at any time.
 * For the operator: services may not touch streams.
 *
 * @param replicas servers that keep each message
 */
export async function ensureStreams(manager: JetStreamManager, replicas = 1): Promise<void> {
  for (const stream of STREAMS) {
    const config = { ...stream, num_replicas: replicas };
    const current = await found(manager.streams.info(config.name));
    if (!current) await created(manager.streams.add(config));
    else if (drifted(current.config, config)) await manager.streams.update(config.name, config);
  }
}

/**
 * The same for the durable consumers with which a service follows the events of others; the only
 * consumers that it may touch.
 *
 * @throws Error that says what to do when the streams are not there
 */
export async function ensureConsumers(
  manager: JetStreamManager,
  service: string,
  sources: readonly string[],
): Promise<void> {
  for (const source of sources) {
    const config = consumerConfig(service, source);
    const name = config.durable_name;
    const current = await found(manager.consumers.info(EVENTS_STREAM, name));
    if (!current) await created(manager.consumers.add(EVENTS_STREAM, config)).catch(explainAbsence);
    else if (drifted(current.config, config)) {
      await manager.consumers.update(EVENTS_STREAM, name, config);
    }
  }
}

function consumerConfig(service: string, source: string) {
  return {
    durable_name: durableName(service, source),
    filter_subject: `evt.${source}.>`,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: ACK_WAIT_S * SECOND,
    max_deliver: MOST_DELIVERIES,
    max_ack_pending: 256,
  } satisfies Partial<ConsumerConfig>;
}

/** @throws Error that says what to do about streams that are not there, or the cause as it is */
export function explainAbsence(cause: unknown): never {
  if (!(cause instanceof JetStreamApiError && cause.status === 404)) throw cause;
  throw new Error(`NATS_URL: the server has no stream ${EVENTS_STREAM}: npm run streams`, {
    cause,
  });
}

/** Services start together, so another may have created it in between with the same config. */
async function created(creating: Promise<unknown>): Promise<void> {
  await creating.catch((error: unknown) => {
    if (!(error instanceof Error && /already (in use|exists)/.test(error.message))) throw error;
  });
}

async function found<T>(info: Promise<T>): Promise<T | undefined> {
  try {
    return await info;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** True when the server's configuration differs in a field that we set. */
function drifted(current: object, wanted: object): boolean {
  const actual = current as Record<string, unknown>;
  return Object.entries(wanted).some(
    ([key, value]) => JSON.stringify(actual[key]) !== JSON.stringify(value),
  );
}
