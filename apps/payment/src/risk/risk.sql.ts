import { statement } from '@edu/persistence';

/** What the rules have to be given besides payer, amount and currency; see `RiskFacts`. */
export const RISK = { number: 'bytea?', elsewhere: 'jsonb?', ageMinutes: 'int?' } as const;

/** The digest of the card that paid; null where none did, or cards are not counted. */
export const CARD = { card: 'bytea?' } as const;

/** The latest of an account; whoever has more within any time has enough. */
const MOST_PAYMENTS = 200;

/**
 * How often an account was declined within the time of a rule; whoever was more often was often enough. Some
 * psps say it: of each card that its bank declines, or where they have blocked the account of whoever tries. The others do
 * not say that anybody is not trusted; which they are and what they say is in decision 125.
 */
const declinesOf = (payer: string) => `(SELECT count(*) FROM (
  SELECT FROM payer_decline WHERE payer_id = ${payer}
    AND at > now() - rule.within_minutes * interval '1 minute' LIMIT ${MOST_PAYMENTS}) AS declined)`;

/**
 * The rules that fire, for each row of `free`: none where no payment is opened. What is counted counts the
 * payment that is being opened; each count reads an index, and no more of it than it needs.
 */
export const FIRED = `
  SELECT rule.*, seen.figure FROM free, risk_rule AS rule, LATERAL (SELECT (CASE rule.kind
    WHEN 'amount' THEN :amount
    WHEN 'new_account' THEN CASE WHEN :ageMinutes < rule.within_minutes THEN :ageMinutes END
    WHEN 'many_payments' THEN (
      SELECT count(*) + 1 FROM (SELECT created_at FROM payment WHERE payer_id = :payerId
        ORDER BY id DESC LIMIT ${MOST_PAYMENTS}) AS latest
      WHERE created_at > now() - rule.within_minutes * interval '1 minute')
    WHEN 'many_numbers' THEN (
      SELECT count(*) + 1 FROM payer_number WHERE payer_id = :payerId AND digest <> :number
        AND last_at > now() - rule.within_minutes * interval '1 minute')
    WHEN 'shared_number' THEN (
      SELECT count(*) + 1 FROM payer_number WHERE digest = :number AND payer_id <> :payerId
        AND last_at > now() - rule.within_minutes * interval '1 minute')
    WHEN 'many_declines' THEN CASE WHEN rule.action = 'refuse' THEN ${declinesOf(':payerId')} END
    WHEN 'number_elsewhere' THEN CASE WHEN :elsewhere IS NOT NULL THEN 1 END
  END)::bigint AS figure) AS seen
  WHERE rule.currency = :currency AND rule.from_amount <= :amount
    AND tstzrange(rule.valid_from, rule.valid_until) @> now()
    AND seen.figure >= coalesce(rule.threshold, 0)`;

/** What the rules of `fired` saw, as a review keeps it. @param countries an expression, of a number from elsewhere */
const reasons = (countries: string) => `
  SELECT jsonb_agg(jsonb_build_object('kind', kind, 'figure', figure, 'fromAmount', from_amount,
    'threshold', threshold, 'withinMinutes', within_minutes, 'countries', ${countries}) ORDER BY id) AS reasons
  FROM fired WHERE action = 'review'`;

/** A person has to look at what was `opened`, where a rule of `fired` says so. */
export const REVIEW = `
  INSERT INTO risk_review (payment_id, payer_id, reasons)
  SELECT opened.id, :payerId, reasons
  FROM opened, (${reasons("CASE kind WHEN 'number_elsewhere' THEN :elsewhere END")}) AS why
  WHERE reasons IS NOT NULL`;

/** Which number is to pay what was `opened`. */
export const REMEMBER_NUMBER = `
  INSERT INTO payer_number (digest, payer_id, last_at)
  SELECT :number, :payerId, now() FROM opened WHERE :number IS NOT NULL
  ON CONFLICT (digest, payer_id) DO UPDATE SET last_at = excluded.last_at`;

/** Whoever shares a card with more has enough. */
const MOST_CARDS = 200;

/** How many other rows of `payer_card` a rule counts, and the one that there will be. */
const counted = (others: string) => `(SELECT count(*) + 1 FROM (
  SELECT FROM payer_card WHERE ${others} AND last_at > now() - rule.within_minutes * interval '1 minute'
  LIMIT ${MOST_CARDS}) AS others)`;

/**
 * The parts of a `WITH` that look at how the payment of `paid` was paid: at its card, which they remember, and at what
 * was declined before. Whoever paid has paid: a person looks at it as well as at what was seen when it was opened.
 */
export const LOOK_AT_CARD = `
fired AS MATERIALIZED (
  SELECT rule.*, seen.figure FROM paid, risk_rule AS rule, LATERAL (SELECT (CASE rule.kind
    WHEN 'many_cards' THEN ${counted('payer_id = paid.payer_id AND digest <> :card')}
    WHEN 'shared_card' THEN ${counted('digest = :card AND payer_id <> paid.payer_id')}
    WHEN 'many_declines' THEN ${declinesOf('paid.payer_id')}
  END)::bigint AS figure) AS seen
  WHERE (rule.kind = 'many_declines' OR (:card IS NOT NULL AND rule.kind IN ('many_cards', 'shared_card')))
    AND rule.action = 'review'
    AND rule.currency = paid.currency AND rule.from_amount <= paid.amount
    AND tstzrange(rule.valid_from, rule.valid_until) @> now() AND seen.figure >= rule.threshold
), review AS (
  INSERT INTO risk_review (payment_id, payer_id, reasons)
  SELECT paid.id, paid.payer_id, reasons FROM paid, (${reasons('NULL')}) AS why WHERE reasons IS NOT NULL
  ON CONFLICT (payment_id) DO UPDATE SET reasons = risk_review.reasons || excluded.reasons
    WHERE risk_review.state = 'open'
), card AS (
  INSERT INTO payer_card (digest, payer_id, last_at)
  SELECT :card, paid.payer_id, now() FROM paid WHERE :card IS NOT NULL
  ON CONFLICT (digest, payer_id) DO UPDATE SET last_at = excluded.last_at
)`;

/** The same of a payment that has succeeded in this transaction. */
export const SEE_PAID = statement(
  { paymentId: 'uuid', ...CARD },
  `WITH paid AS (SELECT id, payer_id, amount, currency FROM payment WHERE id = :paymentId),
   ${LOOK_AT_CARD} SELECT FROM paid`,
);

/** A psp has declined a card or a wallet of an account, as an event of it says. */
export const NOTE_DECLINE = statement(
  { eventId: 'uuid', payerId: 'uuid' },
  `INSERT INTO payer_decline (event_id, payer_id, at)
   SELECT id, :payerId, received_at FROM psp_event WHERE id = :eventId
   ON CONFLICT (event_id) DO NOTHING`,
);

/** Of what was never paid there is nothing to decide. */
const WAITING = `FROM risk_review AS review JOIN payment ON payment.id = review.payment_id
   WHERE review.state = 'open' AND payment.status = 'succeeded'`;

/** How many wait for somebody who may decide about them. */
export const COUNT_WAITING = statement(
  { userId: 'uuid' },
  `SELECT count(*)::int AS waiting ${WAITING} AND review.payer_id <> :userId
     AND NOT EXISTS (SELECT FROM payment_part AS part JOIN booking_terms USING (booking_id)
       WHERE part.payment_id = review.payment_id AND provider_id = :userId)`,
).returns<{ waiting: number }>();

/** How many wait for anybody, and how long the oldest has. */
export const QUEUE = statement(
  {},
  `SELECT count(*)::int AS waiting,
     coalesce(extract(epoch FROM now() - min(review.created_at)), 0)::float8 AS "oldestSeconds" ${WAITING}`,
).returns<{ waiting: number; oldestSeconds: number }>();
