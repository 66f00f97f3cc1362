/** What a query of the verifier answers. */
type Query = (sql: string) => Promise<{ rows: Record<string, unknown>[] }>;

export interface AuditVerdict {
  /** Entries that were looked at. */
  readonly entries: number;
  /** `<position>:<hash>` of the last one: whoever notes it elsewhere can see later that it is still there. */
  readonly head: string;
  /** The first entry that is not what was written, and what is wrong with it; undefined when all is well. */
  readonly fault: string | undefined;
}

/** The same as `audit_hash` of the database, which whoever changes rows there could change as well. */
const HASH = `sha256(previous || convert_to(jsonb_build_array(position, id, at AT TIME ZONE 'UTC', action,
  actor_kind, actor_id, session_id, on_behalf_of, subject_kind, subject_id, reason, request_id,
  details)::text, 'UTF8'))`;

/**
 * Goes through the audit log of one service from its first entry to its last. Two kinds of changes are seen
 * only by who has noted a head: a log that was cut short along with its head, and one written anew.
 *
 * @param query as a role that may read the schema, whose name is that of the service
 */
export async function verifyAuditLog(query: Query, schema: string): Promise<AuditVerdict> {
  const [log, head] = [`"${schema}".audit_log`, `"${schema}".audit_head`];
  // In one statement: one look, whatever is written meanwhile.
  const { rows } = await query(`
    WITH chained AS (
      SELECT *, lag(hash, 1, ''::bytea) OVER chain AS previous, lag(position, 1, 0::bigint) OVER chain AS before
      FROM ${log} WHERE position IS NOT NULL WINDOW chain AS (ORDER BY position)
    ), fault AS (
      SELECT before + 1 AS position, CASE
        WHEN position <> before + 1 THEN 'entry ' || (before + 1) || ' is missing'
        ELSE 'entry ' || position || ' (id ' || id || ') was changed' END AS what
      FROM chained WHERE position <> before + 1 OR hash IS DISTINCT FROM ${HASH}
      UNION ALL
      SELECT position, 'the last entries up to ' || position || ' are missing'
      FROM ${head} AS head WHERE position > coalesce((SELECT max(position) FROM ${log}), 0)
      UNION ALL
      SELECT position, 'the head is not the last entry' FROM ${head} AS head WHERE EXISTS
        (SELECT FROM ${log} AS last WHERE last.position >= head.position AND last.hash <> head.hash)
      UNION ALL
      SELECT 9223372036854775807, 'the entry with id ' || id || ' was not written by the service'
      FROM ${log} WHERE position IS NULL
    )
    SELECT (SELECT count(*) FROM ${log}) AS entries,
      (SELECT position || ':' || encode(hash, 'hex') FROM ${head}) AS head,
      (SELECT what FROM fault ORDER BY position, what LIMIT 1) AS fault`);
  const { entries, head: last, fault } = rows[0]!;
  return {
    entries: Number(entries),
    head: String(last),
    fault: typeof fault === 'string' ? fault : undefined,
  };
}
