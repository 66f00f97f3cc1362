import { statement } from '@edu/persistence';

/** Where a queue's rows are. Names are written into statements: they come from code only. */
export interface DueTable {
  readonly table: string;
  /** `id` unless given. */
  readonly id?: string;
  readonly idType?: 'uuid' | 'text';
  /** `due_at` unless given; null or in the future: nothing to do. */
  readonly dueAt?: string;
  /**
   * A column of the table's own that says when a row is due for the first time, as in
   * `expires_at`. It stays as it is: `dueAt` is null until a claim or a back-off sets it.
   */
  readonly firstDueAt?: string;
  /** `attempts` unless given: an integer that rises with each claim and distinguishes claims. */
  readonly attempts?: string;
  /** Which rows wait at all: the condition of the partial index on `dueAt` or `firstDueAt`. */
  readonly where?: string;
  /** What the work is given, besides `id` and `attempts`. */
  readonly columns?: readonly string[];
  /** A text column that says why the last attempt failed. */
  readonly failure?: string;
}

const MS = "interval '1 millisecond'";
/** `timestamptz(3)` rounds up to half a millisecond, and a row that is due now must not wait for that. */
const NOW = "now() + interval '500 microseconds'";

const waitsIn = ({ dueAt = 'due_at', firstDueAt, where = 'true' }: DueTable) => {
  const isDue = firstDueAt
    ? `${firstDueAt} <= ${NOW} AND coalesce(${dueAt} <= ${NOW}, true)`
    : `${dueAt} <= ${NOW}`;
  return `${isDue} AND ${where}`;
};

/** Which of those tables have rows that are due, by their place in the list. */
export function lookStatement(tables: readonly DueTable[]) {
  // With its order, each reads the index that `claimDue` reads; EXISTS would leave the order out.
  const looks = tables.map((due, place) => {
    const { table, dueAt = 'due_at', firstDueAt = dueAt } = due;
    return `(SELECT ${place} FROM ${table} WHERE ${waitsIn(due)} ORDER BY ${firstDueAt} LIMIT 1)`;
  });
  return statement(
    {},
    `SELECT array_remove(ARRAY[${looks.join(', ')}]::int[], NULL) AS due`,
  ).returns<{ due: number[] }>();
}

export function workStatements(due: DueTable) {
  const { table, id = 'id', idType = 'uuid', dueAt = 'due_at', attempts = 'attempts' } = due;
  const { firstDueAt, where = 'true', columns = [], failure } = due;
  const waits = waitsIn(due);
  /** The same for rows that are known by their ids: a shape that no other index offers itself for. */
  const waitsStill = `coalesce(${waits}, false)`;
  const dueSince = firstDueAt ? `coalesce(${dueAt}, ${firstDueAt})` : dueAt;
  const claim = `
    UPDATE ${table}
    SET ${attempts} = ${attempts} + 1, ${dueAt} = now() + :claimMs * ${MS}`;
  const claimed = `RETURNING ${[`${id} AS id`, `${attempts} AS attempts`, ...columns].join(', ')}`;
  return {
    claimDue: statement(
      { claimMs: 'float8', limit: 'int' },
      `${claim}
       WHERE ${id} = ANY (ARRAY(SELECT ${id} FROM ${table} WHERE ${waits}
         ORDER BY ${firstDueAt ?? dueAt} LIMIT :limit FOR UPDATE SKIP LOCKED))
       ${claimed}`,
    ),
    claimThese: statement(
      { claimMs: 'float8', ids: `${idType}[]` },
      `${claim}
       WHERE ${id} = ANY (ARRAY(SELECT ${id} FROM ${table} WHERE ${id} = ANY (:ids) AND ${waitsStill}
         FOR UPDATE SKIP LOCKED))
       ${claimed}`,
    ),
    /** Nothing if the row is done, or the claim ran out and another process has claimed it. */
    postpone: statement(
      { id: idType, attempts: 'int', afterMs: 'float8', ...(failure && { reason: 'text?' }) },
      `UPDATE ${table}
       SET ${dueAt} = now() + :afterMs * ${MS}${failure ? `, ${failure} = :reason` : ''}
       WHERE ${id} = :id
         AND coalesce(${attempts} = :attempts AND ${dueAt} IS NOT NULL AND ${where}, false)`,
    ),
    backlog: statement(
      {},
      `SELECT count(*)::int AS due,
         coalesce(extract(epoch FROM now() - min(${dueSince})), 0)::float8 AS oldest
       FROM ${table} WHERE ${waits}`,
    ).returns<Backlog>(),
  };
}

export interface Backlog {
  readonly due: number;
  /** Seconds since the oldest became due. */
  readonly oldest: number;
}
