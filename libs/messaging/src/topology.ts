import {
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';

const SECOND = 1_000_000_000;
const DAY = 24 * 3_600 * SECOND;
const GB = 1_000_000_000;

/** Every domain event. The outbox tables are the truth; this is how it travels. */
export const EVENTS_STREAM = 'EVENTS';
/** Messages that a consumer gave up, for people to look at and replay. */
export const DEAD_LETTER_STREAM = 'DEAD_LETTERS';

/**
 * A full stream refuses: events then wait in the outboxes and lose nothing, where dropping the oldest
 * would lose what nobody has handled yet.
 */
export const STREAMS = [
  {
    name: EVENTS_STREAM,
    subjects: ['evt.>'],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    max_age: 7 * DAY,
    max_bytes: 4 * GB,
    discard: DiscardPolicy.New,
    // Only shortens the way: the inbox table is what removes duplicates.
    duplicate_window: 120 * SECOND,
  },
  {
    name: DEAD_LETTER_STREAM,
    subjects: ['dlq.>'],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    max_age: 30 * DAY,
    max_bytes: GB,
    discard: DiscardPolicy.New,
    duplicate_window: 120 * SECOND,
  },
] satisfies Partial<StreamConfig>[];

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

/** @throws Error that says what to do about streams that are not there, or the cause as it is */
export function rethrowMissingStream(cause: unknown): never {
  if (!(cause instanceof JetStreamApiError && cause.status === 404)) throw cause;
  throw new Error(`NATS_URL: the server has no stream ${EVENTS_STREAM}: npm run streams`, {
    cause,
  });
}

/** Services start together, so another may have created it in between with the same config. */
export async function created(creating: Promise<unknown>): Promise<void> {
  await creating.catch((error: unknown) => {
    if (!(error instanceof Error && /already (in use|exists)/.test(error.message))) throw error;
  });
}

/** Undefined for what the server does not have. */
export async function found<T>(info: Promise<T>): Promise<T | undefined> {
  try {
    return await info;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** True when the server's configuration differs in a field that we set. */
export function drifted(current: object, wanted: object): boolean {
  const actual = current as Record<string, unknown>;
  return Object.entries(wanted).some(
    ([key, value]) => JSON.stringify(actual[key]) !== JSON.stringify(value),
  );
}
