import { ensureStreams } from '@edu/messaging/topology';
import { natsOptions } from '@edu/infrastructure';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

export interface StreamsOptions {
  /** `nats://operator:password@host:port`: services may not touch streams. */
  readonly natsUrl: string;
  /** Servers that keep each message; 3 in production. */
  readonly replicas?: number;
}

/**
 * Creates or corrects the streams of the platform, once.
 *
 * @throws Error of the client when the server does not answer or refuses
 */
export async function applyStreams({ natsUrl, replicas = 1 }: StreamsOptions): Promise<void> {
  const connection = await connect({ ...natsOptions(natsUrl), name: 'streams', reconnect: false });
  try {
    await ensureStreams(await jetstreamManager(connection, { checkAPI: false }), replicas);
  } finally {
    await connection.close();
  }
}

const EVERY_MS = 15_000;

/**
 * Applies them now and again and again, so that a JetStream that was wiped while the platform runs
 * comes back by itself; what was in it comes again from the outboxes.
 *
 * @returns a function that ends it
 */
export async function keepStreams(
  options: StreamsOptions,
  report: (line: string) => void,
): Promise<() => void> {
  await applyStreams(options);
  const timer = setInterval(() => {
    applyStreams(options).catch((error: unknown) => report(`Streams: ${String(error)}`));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
