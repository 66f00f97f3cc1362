export { isRetryable, SQLSTATE, sqlState } from './database-errors.ts';
export { Db, Tx, type PrismaLike } from './db.ts';
export { DbInbox } from './db-inbox.ts';
export {
  ANSWER,
  findStoredAnswer,
  FIRST_WITH_KEY,
  idempotencyScope,
  idempotent,
  keepAnswer,
  replay,
  storable,
  type IdempotencyScope,
  type StoredAnswer,
} from './idempotency.ts';
export { decodeCursor, encodeCursor, toPage } from './keyset.ts';
export { idempotentStatement, type IdempotentStatement } from './idempotent-statement.ts';
export { insertEvents, outboxRow, type OutboxRow } from './outbox.ts';
export { PersistenceModule } from './persistence.module.ts';
export { statement, Statement, type Parameters, type ValuesOf } from './statement.ts';
