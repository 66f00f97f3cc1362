import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '@edu/database';

const LOOK_MS = 500;
const PATIENCE_MS = 120_000;

/** Work of PostgreSQL that nobody asked for. */
const BUSY = `
  SELECT EXISTS (SELECT FROM pg_stat_progress_vacuum) OR EXISTS (SELECT FROM pg_stat_progress_analyze)
    OR EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker') AS busy`;

/**
 * Does what autovacuum would do to the seeded rows, and waits until it has nothing left to do: it
 * would else count as what the server uses anyway, or as what requests use.
 */
export async function settle(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(LOOK_MS)) {
      const { rows } = await client.query<{ busy: boolean }>(BUSY);
      if (!rows[0]!.busy) return;
    }
    throw new Error('PostgreSQL still vacuums after two minutes: idle use cannot be learnt');
  });
}
