import { statement } from '@edu/persistence';

/** Until the transaction ends nobody else books an exchange. */
export const LOCK_FX = statement({}, `SELECT pg_advisory_xact_lock(hashtextextended('fx', 0))`);
