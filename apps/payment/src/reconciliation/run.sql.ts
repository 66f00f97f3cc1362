import { statement } from '@edu/persistence';

/** One claim of a run: a late process changes nothing. */
const CLAIM = { id: 'uuid', attempts: 'int' } as const;
const CLAIMED = `id = :id AND attempts = :attempts AND state IN ('waiting', 'running')`;

/** Unless the same is being compared, or about to be. */
export const START_RUN = statement(
  {
    ...{ id: 'uuid', psp: 'text?', source: 'text', from: 'timestamptz', to: 'timestamptz' },
    ...{ state: 'text', askedBy: 'uuid?' },
  },
  `INSERT INTO reconciliation_run (id, psp, source, from_at, to_at, state, asked_by, due_at)
   VALUES (:id, :psp, :source, :from, :to, :state, :askedBy,
     CASE :state WHEN 'waiting' THEN now() END)
   ON CONFLICT DO NOTHING RETURNING id`,
).returns<{ id: string }>();

/** The next part of a statement has come; nothing when it is another one's turn. */
export const TAKE_PART = statement(
  { id: 'uuid', part: 'int', read: 'int', columns: 'text' },
  `UPDATE reconciliation_run SET parts = :part, columns = :columns, read = read + :read
   WHERE id = :id AND state = 'filling' AND parts = :part - 1 RETURNING id`,
).returns<{ id: string }>();

/** All parts have come. */
export const FILLED = statement(
  { id: 'uuid' },
  `UPDATE reconciliation_run SET state = 'waiting', due_at = now()
   WHERE id = :id AND state = 'filling' RETURNING id`,
).returns<{ id: string }>();

export interface BegunRun {
  readonly psp: string | null;
  readonly source: 'books' | 'list' | 'statement' | 'balance';
  readonly from: Date;
  readonly to: Date;
  readonly begunAt: Date;
  /** Null where it is the one of the night. */
  readonly askedBy: string | null;
}

/** What an earlier attempt has found stays found. */
export const BEGIN_RUN = statement(
  CLAIM,
  `UPDATE reconciliation_run SET state = 'running', begun_at = now(), percent = 0, compared = 0,
     read = CASE source WHEN 'statement' THEN read ELSE 0 END
   WHERE ${CLAIMED}
   RETURNING psp, source, from_at AS "from", to_at AS "to", begun_at AS "begunAt",
     asked_by AS "askedBy"`,
).returns<BegunRun>();

/** How far it is; keeps other processes from taking it. */
export const ADVANCE_RUN = statement(
  { ...CLAIM, percent: 'int', read: 'int', compared: 'int', found: 'int', claimMs: 'float8' },
  `UPDATE reconciliation_run SET percent = :percent, read = read + :read,
     compared = compared + :compared, found = found + :found,
     due_at = now() + :claimMs * interval '1 ms'
   WHERE ${CLAIMED} RETURNING id`,
).returns<{ id: string }>();

export const END_RUN = statement(
  { ...CLAIM, gone: 'int' },
  `UPDATE reconciliation_run SET state = 'done', percent = 100, gone = gone + :gone, ended_at = now(),
     due_at = NULL
   WHERE ${CLAIMED} RETURNING id`,
).returns<{ id: string }>();

export const FAIL_RUN = statement(
  { id: 'uuid', failure: 'text' },
  `UPDATE reconciliation_run SET state = 'failed', failure = :failure, ended_at = now(), due_at = NULL
   WHERE id = :id AND state IN ('waiting', 'running')`,
);

/** How many movements of a psp are in the books of a period: as many as it should list. */
export const COUNT_BOOKED = statement(
  { psp: 'text', fromId: 'uuid', untilId: 'uuid' },
  `SELECT count(*)::int AS count
   FROM ledger_transaction t LEFT JOIN refund r ON t.source_type = 'refund' AND r.id = t.source_id
     LEFT JOIN payment p ON p.id = coalesce(r.payment_id, t.source_id)
     LEFT JOIN payout o ON t.source_type = 'payout' AND o.id = t.source_id
   WHERE t.id >= :fromId AND t.id < :untilId AND t.purpose IN ('charge', 'refund', 'payout_paid')
     AND coalesce(p.psp, o.psp) = :psp`,
).returns<{ count: number }>();

export const COUNT_MOVED = statement(
  { psp: 'text', from: 'timestamptz', until: 'timestamptz' },
  `SELECT count(*)::int AS count FROM psp_movement
   WHERE psp = :psp AND moved_at >= :from AND moved_at < :until`,
).returns<{ count: number }>();

export const COUNT_PAYMENTS = statement(
  { fromId: 'uuid', untilId: 'uuid' },
  'SELECT count(*)::int AS count FROM payment WHERE id >= :fromId AND id < :untilId',
).returns<{ count: number }>();
