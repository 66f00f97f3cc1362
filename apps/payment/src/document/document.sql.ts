import { statement } from '@edu/persistence';

/**
 * Numbers documents and writes down what they say; nothing of those of which somebody else has done so. The
 * row of a counter is held from the moment at which its numbers are taken until all of this is committed:
 * numbers that are not used are given to the next. The time is taken after that, so that it rises with the
 * numbers; those of one statement share it. Whom they name is written before: an issued document names
 * nobody else.
 */
export const ISSUE_DOCUMENTS = statement(
  { issuer: 'text', documents: 'jsonb' },
  `WITH given AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset(:documents)
       AS given(id uuid, series text, code text, facts jsonb, parties jsonb)
   ), open AS MATERIALIZED (
     SELECT id FROM document WHERE id = ANY (ARRAY(SELECT id FROM given))
       AND coalesce(issued_at IS NULL, false)
     ORDER BY id FOR UPDATE
   ), counted AS MATERIALIZED (
     SELECT given.*, extract(year FROM now() AT TIME ZONE 'UTC')::int AS year,
       row_number() OVER (PARTITION BY series ORDER BY id)::int AS place
     FROM given JOIN open USING (id)
   ), next AS (
     INSERT INTO document_counter AS counter (issuer, series, year, last)
     SELECT :issuer, series, year, count(*) FROM counted GROUP BY series, year ORDER BY series
     ON CONFLICT (issuer, series, year) DO UPDATE SET last = counter.last + excluded.last
     RETURNING series, year, last
   ), named AS (
     INSERT INTO document_party (document_id, user_id, role, name)
     SELECT counted.id, "userId", role, name
     FROM counted, jsonb_to_recordset(parties) AS party("userId" uuid, role text, name text)
     RETURNING user_id
   ), numbered AS MATERIALIZED (
     SELECT counted.*, last - max(place) OVER (PARTITION BY series) + place AS number
     FROM counted JOIN next USING (series, year)
   ), moment AS MATERIALIZED (
     SELECT clock_timestamp() AS at
     FROM (SELECT count(*) FROM numbered) AS after_numbers, (SELECT count(*) FROM named) AS after_them
   )
   UPDATE document
   SET issuer = :issuer, series = numbered.series, year = numbered.year, number = numbered.number,
     code = numbered.code, facts = numbered.facts, issued_at = moment.at, due_at = NULL
   FROM numbered, moment
   WHERE document.id = ANY (ARRAY(SELECT id FROM numbered)) AND document.id = numbered.id
   RETURNING document.id`,
).returns<{ id: string }>();
