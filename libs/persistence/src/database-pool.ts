import type { Tracing } from '@edu/observability';
import type { Log } from '@edu/service';
import { Pool } from 'pg';
import { ImpatientClient } from './impatient-client.ts';
import { tracedPool } from './traced-pool.ts';

/** Longer than the statement_timeout of the role, which is kinder while the server can be reached. */
const QUERY_TIMEOUT_MS = 6_000;

export interface DatabasePoolOptions {
  readonly url: string;
  /** Connections at most. */
  readonly size: number;
  /** As PostgreSQL shows it in `pg_stat_activity`. */
  readonly name: string;
  readonly log: Log;
  readonly tracing: Tracing;
  readonly queryTimeoutMs?: number;
}

/**
 * A pool without endless waits: neither for a connection nor for an answer. Search path
 * and time-outs belong to the login role, so that they hold behind a connection pooler too.
 */
export function databasePool(options: DatabasePoolOptions): Pool {
  const { log, tracing } = options;
  const settings = {
    connectionString: options.url,
    max: options.size,
    connectionTimeoutMillis: 1_500,
    idleTimeoutMillis: 30_000,
    query_timeout: options.queryTimeoutMs ?? QUERY_TIMEOUT_MS,
    Client: ImpatientClient,
    application_name: options.name,
  };
  const pool = tracing.on ? tracedPool(settings, tracing) : new Pool(settings);
  pool.on('error', (err) => log.warn({ err }, 'idle database connection lost'));
  // One that is lost while in use fails its statements; without a listener, it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
