import type { Currency } from '@edu/contract-kit';
import type { LedgerAccount } from '@edu/contracts-payment';
import { statement } from '@edu/persistence';
import { ENTRY_BOUNDS, NO_ENTRY } from './entry-bounds.sql.ts';

/** What is asked of each transaction: of one of its lines, of itself, and where to begin. */
const ASKED = {
  account: 'text?',
  owner: 'text?',
  currency: 'text?',
  amount: 'bigint?',
  kind: 'text?',
  from: 'timestamptz?',
  to: 'timestamptz?',
  /** The number of an entry: that of the last transaction that was shown or looked at. */
  before: 'bigint?',
  /** How many are looked at, and how many answered, at most. */
  look: 'int',
  limit: 'int',
} as const;

/** Whether a line `e` is the one that is asked for. */
const FITS = `e.account = coalesce(:account, e.account) AND e.owner = coalesce(:owner, e.owner)
  AND e.currency = coalesce(:currency, e.currency)
  AND abs(e.amount) = coalesce(:amount, abs(e.amount))`;

/**
 * Of each transaction one line counts, the last that fits: by it the transaction has its place in a list
 * that is in the order of lines, and is there once.
 */
const PLACE = `(SELECT max(e.id) FILTER (WHERE ${FITS})
  FROM ledger_entry AS e WHERE e.transaction_id = t.id)`;
/** The same, or that of any line, so that whoever looks on from there knows where that is. */
const SOME_PLACE = `(SELECT coalesce(max(e.id) FILTER (WHERE ${FITS}), max(e.id))
  FROM ledger_entry AS e WHERE e.transaction_id = t.id)`;

const IN_BOUNDS = `e.id < coalesce(:before, ${NO_ENTRY})
  AND e.id >= (SELECT low FROM bounds) AND e.id <= (SELECT high FROM bounds)`;

const LAST = `(SELECT least(high, coalesce(:before, ${NO_ENTRY}) - 1) FROM bounds)`;

/**
 * The newest lines of one key within the bounds. As rows, which are in the order of the index of the key and of no
 * other: a planner that knows little would rather read all entries backwards until enough are of that key. As many as
 * there are, counted in the index alone: only another first column ends a scan by rows, which would read on through
 * the lines of everybody.
 */
const newestOf = (columns: string, values: string) => `
   (${columns}, e.id) >= (${values}, (SELECT low FROM bounds))
     AND (${columns}, e.id) <= (${values}, ${LAST})
   ORDER BY ${columns.replaceAll(',', ' DESC,')} DESC, e.id DESC LIMIT (
     SELECT count(*) FROM (
       SELECT FROM ledger_entry AS e WHERE (${columns}) = (${values})
         AND e.id BETWEEN (SELECT low FROM bounds) AND ${LAST} LIMIT :look) AS counted)`;

const inOrderOfLines = (lines: string) =>
  `SELECT row_number() OVER (ORDER BY place DESC) AS rank, place, transaction_id
   FROM (${lines}) AS near`;

/** The transactions of what is named: of few, so all of them are looked at. */
const NAMED = `of_booking AS (
     SELECT 'booking' AS source_type, :bookingId AS source_id
     UNION SELECT 'payment', payment_id FROM payment_part WHERE booking_id = :bookingId
     UNION SELECT 'refund', refund.id FROM payment_part AS part
       JOIN refund USING (payment_id, booking_id) WHERE part.booking_id = :bookingId
     UNION SELECT 'chargeback_part', charged.id FROM payment_part AS part
       JOIN chargeback_part AS charged USING (payment_id, booking_id) WHERE part.booking_id = :bookingId
     UNION SELECT 'reserve', id FROM reserve WHERE booking_id = :bookingId
   ), of_payment AS (
     SELECT 'payment' AS source_type, :paymentId AS source_id
     UNION SELECT 'refund', id FROM refund WHERE payment_id = :paymentId
     UNION SELECT 'booking', booking_id FROM payment_part AS part
       JOIN earning USING (payment_id, booking_id) WHERE part.payment_id = :paymentId
     UNION SELECT 'reserve', reserve.id FROM payment_part AS part JOIN earning USING (payment_id, booking_id)
       JOIN reserve USING (booking_id) WHERE part.payment_id = :paymentId
     UNION SELECT 'mismatch', id FROM mismatch WHERE payment_id = :paymentId
     UNION SELECT 'psp_exchange', id FROM psp_exchange WHERE payment_id = :paymentId
     UNION SELECT 'chargeback', id FROM chargeback WHERE payment_id = :paymentId
     UNION SELECT 'chargeback_part', id FROM chargeback_part WHERE payment_id = :paymentId
   ), of_ref AS (
     SELECT 'payment' AS source_type, id AS source_id FROM payment
       WHERE psp = ANY (:psps) AND psp_ref = :pspRef
     UNION SELECT 'refund', id FROM refund WHERE psp_ref = :pspRef
     UNION SELECT 'payout', id FROM payout WHERE psp = ANY (:psps) AND psp_ref = :pspRef
     UNION SELECT 'mismatch', id FROM mismatch WHERE subject = :pspRef
     UNION SELECT 'psp_exchange', id FROM psp_exchange WHERE ref = :pspRef
     UNION SELECT 'chargeback', id FROM chargeback WHERE psp_ref = :pspRef
     UNION SELECT 'chargeback_part', part.id FROM chargeback
       JOIN chargeback_part AS part ON part.chargeback_id = chargeback.id
       WHERE chargeback.psp_ref = :pspRef
   ), named AS MATERIALIZED (
     SELECT source_type, source_id FROM (
       TABLE of_booking UNION ALL TABLE of_payment UNION ALL TABLE of_ref) AS of_any
     WHERE source_id IS NOT NULL GROUP BY source_type, source_id
     HAVING count(*) = num_nonnulls(:bookingId, :paymentId, :pspRef)
   ),`;

/** Of whom it is, the lines of each account in each currency: an index has them in order. */
const OF_OWNER = `SELECT e.id AS place, e.transaction_id
   FROM unnest(:accounts) AS one (account) CROSS JOIN unnest(:currencies) AS money (currency)
   CROSS JOIN LATERAL (
     SELECT e.id, e.transaction_id FROM ledger_entry AS e
     WHERE ${newestOf('e.account, e.owner, e.currency', 'one.account, :owner, money.currency')}) AS e
   ORDER BY e.id DESC LIMIT :look`;

const OF_AMOUNT = `SELECT e.id AS place, e.transaction_id FROM ledger_entry AS e
   WHERE ${newestOf('abs(e.amount)', ':amount')}`;

const ALL = `SELECT e.id AS place, e.transaction_id FROM ledger_entry AS e
   WHERE ${IN_BOUNDS} ORDER BY e.id DESC LIMIT :look`;

const EDGE = `edge AS MATERIALIZED (
     SELECT t.created_at AS at, t.id FROM ledger_entry AS e
     JOIN ledger_transaction AS t ON t.id = e.transaction_id WHERE e.id = :before
   ),`;

/** Of one kind, in the order of their time. */
const OF_KIND = `SELECT row_number() OVER (ORDER BY t.created_at DESC, t.id DESC) AS rank,
     ${SOME_PLACE} AS place, t.id AS transaction_id
   FROM (
     SELECT t.id, t.created_at FROM ledger_transaction AS t
     WHERE t.purpose = :kind AND t.created_at >= coalesce(:from, '-infinity')
       AND t.created_at < coalesce(:to, 'infinity')
       AND (t.created_at, t.id) < (coalesce((SELECT at FROM edge), 'infinity'),
         coalesce((SELECT id FROM edge), 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
     ORDER BY t.created_at DESC, t.id DESC LIMIT :look) AS t`;

const OF_NAMED = inOrderOfLines(
  `SELECT * FROM (
     SELECT ${SOME_PLACE} AS place, t.id AS transaction_id
     FROM named JOIN ledger_transaction AS t USING (source_type, source_id)) AS placed
   WHERE place < coalesce(:before, ${NO_ENTRY}) ORDER BY place DESC LIMIT :look`,
);

export interface LedgerRow {
  /** How many were looked at, and the place of the last of them. */
  readonly looked: number;
  readonly lookedTo: string | null;
  /** Null in the one row of a look that found nothing, as is all below. */
  readonly id: string | null;
  readonly place: string;
  readonly at: Date;
  readonly purpose: string;
  readonly lines: readonly {
    readonly account: LedgerAccount;
    readonly owner: string;
    readonly amount: number;
    readonly currency: Currency;
  }[];
  readonly bookingId: string | null;
  readonly startsAt: Date | null;
  readonly paymentId: string | null;
  readonly payoutId: string | null;
  readonly pspRef: string | null;
  readonly reason: string | null;
  readonly note: string | null;
}

/** Those that fit of what is looked at, with all their lines and what they are about. */
const searching = (before: string, looked: string) => `WITH ${before} looked AS MATERIALIZED (
     ${looked}
   ), found AS MATERIALIZED (
     SELECT looked.rank, looked.place, t.id, t.source_type, t.source_id, t.purpose, t.created_at
     FROM looked CROSS JOIN LATERAL (
       SELECT * FROM ledger_transaction WHERE id = looked.transaction_id OFFSET 0) AS t
     WHERE t.purpose = coalesce(:kind, t.purpose)
       AND t.created_at >= coalesce(:from, '-infinity')
       AND t.created_at < coalesce(:to, 'infinity')
       AND looked.place = ${PLACE}
     ORDER BY looked.rank LIMIT :limit
   ), seen AS (
     SELECT count(*)::int AS looked, (array_agg(place ORDER BY rank DESC))[1] AS "lookedTo" FROM looked
   )
   SELECT seen.*, found.id, found.place, found.created_at AS at, found.purpose, line.lines,
     lesson.id AS "bookingId", terms.starts_at AS "startsAt", source.payment_id AS "paymentId",
     payout.id AS "payoutId", refund.reason,
     ltrim(adjustment.reason || ' (' || adjustment.reference || ')') AS note,
     coalesce(refund.psp_ref, payout.psp_ref, mismatch.subject, charged.psp_ref, exchange.ref,
       CASE found.source_type WHEN 'payment' THEN payment.psp_ref END) AS "pspRef"
   FROM seen LEFT JOIN found ON true
   LEFT JOIN refund ON found.source_type = 'refund' AND refund.id = found.source_id
   LEFT JOIN payout ON found.source_type = 'payout' AND payout.id = found.source_id
   LEFT JOIN adjustment ON found.source_type = 'adjustment' AND adjustment.id = found.source_id
   LEFT JOIN mismatch ON found.source_type = 'mismatch' AND mismatch.id = found.source_id
   LEFT JOIN psp_exchange AS exchange ON found.source_type = 'psp_exchange' AND exchange.id = found.source_id
   LEFT JOIN reserve ON found.source_type = 'reserve' AND reserve.id = found.source_id
   LEFT JOIN earning ON earning.booking_id =
     CASE found.source_type WHEN 'booking' THEN found.source_id WHEN 'reserve' THEN reserve.booking_id END
   LEFT JOIN LATERAL (
     SELECT payment_id, psp_ref, NULL::uuid AS booking_id FROM chargeback
     WHERE found.source_type = 'chargeback' AND id = found.source_id
     UNION ALL
     SELECT part.payment_id, psp_ref, booking_id FROM chargeback_part AS part
     JOIN chargeback ON chargeback.id = chargeback_id
     WHERE found.source_type = 'chargeback_part' AND part.id = found.source_id) AS charged ON true
   LEFT JOIN LATERAL (
     SELECT CASE found.source_type WHEN 'payment' THEN found.source_id
       WHEN 'refund' THEN refund.payment_id WHEN 'booking' THEN earning.payment_id
       WHEN 'reserve' THEN earning.payment_id
       WHEN 'mismatch' THEN mismatch.payment_id
       WHEN 'psp_exchange' THEN exchange.payment_id ELSE charged.payment_id END AS payment_id) AS source ON true
   LEFT JOIN payment ON payment.id = source.payment_id
   LEFT JOIN LATERAL (
     SELECT CASE found.source_type WHEN 'booking' THEN found.source_id
       WHEN 'reserve' THEN reserve.booking_id
       WHEN 'refund' THEN refund.booking_id WHEN 'chargeback_part' THEN charged.booking_id
       WHEN 'payment' THEN (SELECT (array_agg(booking_id))[1] FROM payment_part
         WHERE payment_id = found.source_id HAVING count(*) = 1) END AS id) AS lesson ON true
   LEFT JOIN booking_terms AS terms ON terms.booking_id = lesson.id
   LEFT JOIN LATERAL (
     SELECT jsonb_agg(jsonb_build_object('account', e.account, 'owner', e.owner,
       'amount', e.amount, 'currency', e.currency) ORDER BY e.id) AS lines
     FROM ledger_entry AS e WHERE e.transaction_id = found.id) AS line ON true
   ORDER BY found.rank`;

/** Each way to look, by what narrows it down most. */
export const SEARCH_LEDGER = {
  named: statement(
    { ...ASKED, bookingId: 'uuid?', paymentId: 'uuid?', pspRef: 'text?', psps: 'text[]' },
    searching(NAMED, OF_NAMED),
  ).returns<LedgerRow>(),
  owner: statement(
    { ...ASKED, accounts: 'text[]', currencies: 'text[]' },
    searching(`${ENTRY_BOUNDS},`, inOrderOfLines(OF_OWNER)),
  ).returns<LedgerRow>(),
  amount: statement(
    ASKED,
    searching(`${ENTRY_BOUNDS},`, inOrderOfLines(OF_AMOUNT)),
  ).returns<LedgerRow>(),
  kind: statement(ASKED, searching(EDGE, OF_KIND)).returns<LedgerRow>(),
  all: statement(ASKED, searching(`${ENTRY_BOUNDS},`, inOrderOfLines(ALL))).returns<LedgerRow>(),
};
