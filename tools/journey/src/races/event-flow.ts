import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Platform } from '@edu/platform';
import pg from 'pg';
import { eventLag } from '../event-lag.ts';
import { eventually } from '../eventually.ts';
import { connectToNats } from '../nats-connection.ts';

/** Of all events. */
export const STREAM = 'EVENTS';
export const PUBLISHED_WITHIN_MS = 300_000;

/** The number of the last message that the stream has taken. */
export const lastSequence = (platform: Platform): Promise<number> =>
  inNats(platform, async (manager) => (await manager.streams.info(STREAM)).state.last_seq);

/** For how long the stream knows the ids of messages. @returns a function that puts it back */
export async function knowFor(platform: Platform, seconds: number): Promise<() => Promise<void>> {
  const set = (window: number) =>
    inNats(platform, async (manager) => {
      const { config } = await manager.streams.info(STREAM);
      await manager.streams.update(STREAM, { ...config, duplicate_window: window });
      return config.duplicate_window;
    });
  const before = await set(seconds * 1e9);
  return async () => void (await set(before));
}

export async function inNats<T>(
  { infrastructure }: Platform,
  work: (manager: JetStreamManager, connection: NatsConnection) => Promise<T>,
): Promise<T> {
  const connection = await connectToNats(infrastructure.natsUrl, 'relay-races');
  try {
    return await work(await jetstreamManager(connection), connection);
  } finally {
    await connection.close();
  }
}

export async function inDatabase<T>(
  { databases }: Platform,
  work: (database: pg.Client) => Promise<T>,
): Promise<T> {
  const database = new pg.Client({ connectionString: databases.adminUrl });
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

async function outboxes(database: pg.Client): Promise<string[]> {
  const { rows } = await database.query<{ schema: string }>(
    `SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'outbox' ORDER BY 1`,
  );
  return rows.map(({ schema }) => `"${schema}".outbox`);
}

export function untilPublished(database: pg.Client): Promise<void> {
  return eventually(
    async () => {
      for (const outbox of await outboxes(database)) {
        const waiting = `SELECT FROM ${outbox} WHERE published_at IS NULL LIMIT 1`;
        const { rowCount } = await database.query(waiting);
        if (rowCount !== 0) throw new Error(`events wait in ${outbox}`);
      }
    },
    PUBLISHED_WITHIN_MS,
    100,
  );
}

/** Until every event is published, and handled by those who follow it. */
export async function untilQuiet(platform: Platform, database: pg.Client): Promise<void> {
  await eventually(
    async () => {
      await untilPublished(database);
      const { waiting } = await eventLag(platform.infrastructure.natsUrl);
      if (waiting > 0) throw new Error(`${waiting} events wait`);
    },
    PUBLISHED_WITHIN_MS,
    500,
  );
}

/** Has every service publish all that it ever has. @returns how many events those are */
export async function sendAgain(database: pg.Client): Promise<number> {
  let again = 0;
  for (const outbox of await outboxes(database)) {
    const { rowCount } = await database.query(
      `UPDATE ${outbox} SET published_at = NULL WHERE published_at IS NOT NULL`,
    );
    again += rowCount ?? 0;
  }
  return again;
}
