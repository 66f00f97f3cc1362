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

/** Deliveries before a message is given up. */
export const MAX_DELIVERIES = 5;
const ACK_WAIT_S = 30;

const STREAMS: (Partial<StreamConfig> & { name: string; subjects: string[] })[] = [
  {
    name: EVENTS_STREAM,
    subjects: ['evt.>'],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    max_age: 7 * DAY,
    // Only shortens the way: the inbox table is what removes duplicates.
    duplicate_window: 120 * SECOND,
    num_replicas: 1,
  },
  {
    name: DEAD_LETTER_STREAM,
    subjects: ['dlq.>'],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    max_age: 30 * DAY,
    duplicate_window: 120 * SECOND,
    num_replicas: 1,
  },
];

/** Name of the durable with which `service` follows the events of `source`. */
export const durableName = (service: string, source: string) => `${service}_${source}`;

/**
 * Creates what is missing and corrects what has drifted; safe to run at any time by anybody, and
 * the only place that configures streams and consumers.
 *
 * @param follows for each consuming service, the services whose events it follows
 */
export async function ensureTopology(
  manager: JetStreamManager,
  follows: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const stream of STREAMS) await ensureStream(manager, stream);
  for (const [service, sources] of Object.entries(follows)) {
    for (const source of sources) await ensureConsumer(manager, service, source);
  }
}

async function ensureStream(
  manager: JetStreamManager,
  config: Partial<StreamConfig> & { name: string; subjects: string[] },
): Promise<void> {
  const current = await found(manager.streams.info(config.name));
  if (!current) await created(manager.streams.add(config));
  else if (drifted(current.config, config)) await manager.streams.update(config.name, config);
}

async function ensureConsumer(
  manager: JetStreamManager,
  service: string,
  source: string,
): Promise<void> {
  const config = {
    durable_name: durableName(service, source),
    filter_subject: `evt.${source}.>`,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: ACK_WAIT_S * SECOND,
    max_deliver: MAX_DELIVERIES,
    max_ack_pending: 256,
  } satisfies Partial<ConsumerConfig>;
  const current = await found(manager.consumers.info(EVENTS_STREAM, config.durable_name));
  if (!current) await created(manager.consumers.add(EVENTS_STREAM, config));
  else if (drifted(current.config, config)) {
    await manager.consumers.update(EVENTS_STREAM, config.durable_name, config);
  }
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
