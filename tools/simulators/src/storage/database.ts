import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a simulator's SQLite file (or `:memory:`) and applies its schema, which must be written
 * with `IF NOT EXISTS`. WAL with `synchronous=NORMAL` survives a SIGKILL of the process, which is
 * what the simulators promise; it does not promise to survive a power cut.
 */
export function openDatabase(file: string, schema: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;',
  );
  database.exec(schema);
  return database;
}

/**
 * Runs `work` in one transaction: everything it wrote is kept when it returns and nothing when it
 * throws. SQLite calls are synchronous, so no other request can come between; nested calls join
 * the outer transaction.
 */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
