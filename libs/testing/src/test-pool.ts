import pg from 'pg';

/**
 * Connections of a test to a database that is dropped at its end, while some of them are still closing:
 * what the server says to those is no failure of a test.
 */
export function testPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  // Of a connection at rest, and of one that the pool has let go.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
