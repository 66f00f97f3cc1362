import { statement } from '@edu/persistence';
import { NEW_ID } from './mismatch.sql.ts';

/** Currencies of which a psp holds something else than the books have, with both sums. */
const DIFFERING = { psp: 'text', differing: 'jsonb' } as const;
const ROWS = `jsonb_to_recordset(:differing) AS said(currency text, here bigint, there bigint)`;
const OPEN = `m.psp = :psp AND m.about = 'balance' AND m.state IN ('open', 'assigned')`;

/** What agrees now. */
export const CLOSE_BALANCES = statement(
  DIFFERING,
  `UPDATE mismatch AS m SET state = 'gone', closed_at = now()
   WHERE ${OPEN} AND m.subject NOT IN (SELECT currency FROM ${ROWS}) RETURNING m.id`,
).returns<{ id: string }>();

/** What disagreed before and still does, with the sums of today; it stays with whoever has taken it. */
export const KEEP_BALANCES = statement(
  DIFFERING,
  `UPDATE mismatch AS m SET here_amount = said.here, there_amount = said.there, last_found_at = now()
   FROM ${ROWS} WHERE ${OPEN} AND m.subject = said.currency RETURNING m.id`,
).returns<{ id: string }>();

/** What did not disagree before. A difference that somebody has accepted is found again once it is another one. */
export const FIND_BALANCES = statement(
  DIFFERING,
  `INSERT INTO mismatch (id, psp, side, kind, about, subject, here_amount, here_currency, there_amount,
     there_currency, happened_at)
   SELECT ${NEW_ID}, :psp, 'psp', 'other_amount', 'balance', said.currency, said.here, said.currency, said.there,
     said.currency, now()
   FROM ${ROWS}
   WHERE NOT EXISTS (SELECT FROM mismatch AS m WHERE ${OPEN} AND m.subject = said.currency)
     AND (SELECT CASE m.resolution WHEN 'accepted' THEN m.there_amount - m.here_amount END
          FROM mismatch AS m
          WHERE m.psp = :psp AND m.about = 'balance' AND m.state = 'resolved' AND m.subject = said.currency
          ORDER BY m.closed_at DESC LIMIT 1) IS DISTINCT FROM said.there - said.here
   RETURNING id`,
).returns<{ id: string }>();
