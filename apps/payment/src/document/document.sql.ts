import { statement } from '@edu/persistence';

/**
 * Numbers a document and writes down what it says; nothing where somebody else has done so. The row of
 * the counter is held from the moment at which its number is taken until all of this is committed: a
 * number that is not used is given to the next. The time is taken after that, so that it rises with
 * the numbers. Whom it names is written before: an issued document names nobody else.
 */
export const ISSUE_DOCUMENT = statement(
  {
    id: 'uuid',
    issuer: 'text',
    series: 'text',
    code: 'text',
    facts: 'jsonb',
    parties: 'jsonb',
  },
  `WITH open AS MATERIALIZED (
     SELECT id, extract(year FROM now() AT TIME ZONE 'UTC')::int AS year
     FROM document WHERE id = :id AND issued_at IS NULL FOR UPDATE
   ), next AS (
     INSERT INTO document_counter AS counter (issuer, series, year, last)
     SELECT :issuer, :series, year, 1 FROM open
     ON CONFLICT (issuer, series, year) DO UPDATE SET last = counter.last + 1
     RETURNING year, last
   ), named AS (
     INSERT INTO document_party (document_id, user_id, role, name)
     SELECT open.id, "userId", role, name
     FROM open, jsonb_to_recordset(:parties) AS party("userId" uuid, role text, name text)
     RETURNING user_id
   )
   UPDATE document
   SET issuer = :issuer, series = :series, year = next.year, number = next.last, code = :code,
     facts = :facts, issued_at = clock_timestamp(), due_at = NULL
   FROM next, (SELECT count(*) FROM named) AS after_them WHERE document.id = :id
   RETURNING number`,
).returns<{ number: number }>();
