export { isRetryable, SQLSTATE, sqlState } from './database-errors.ts';
export { Db, statement, Tx, type PrismaLike, type Statement } from './db.ts';
export {
  findStoredAnswer,
  idempotencyScope,
  idempotent,
  replay,
  type IdempotencyScope,
  type StoredAnswer,
} from './idempotency.ts';
export { decodeCursor, encodeCursor, toPage } from './keyset.ts';
export { once } from './once.ts';
export { insertEvents, outboxRow, type OutboxRow } from './outbox.ts';
export { PersistenceModule } from './persistence.module.ts';
export { Scheduler } from './scheduler.ts';
