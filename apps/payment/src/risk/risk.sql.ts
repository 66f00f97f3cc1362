/** What the rules have to be given besides payer, amount and currency; see `RiskFacts`. */
export const RISK = { number: 'bytea?', elsewhere: 'jsonb?', ageMinutes: 'int?' } as const;

/** The latest of an account; whoever has more within any time has enough. */
const MOST_PAYMENTS = 200;

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
    WHEN 'number_elsewhere' THEN CASE WHEN :elsewhere IS NOT NULL THEN 1 END
  END)::bigint AS figure) AS seen
  WHERE rule.currency = :currency AND rule.from_amount <= :amount
    AND tstzrange(rule.valid_from, rule.valid_until) @> now()
    AND seen.figure >= coalesce(rule.threshold, 0)`;

/** A person has to look at what was `opened`, where a rule of `fired` says so. */
export const REVIEW = `
  INSERT INTO risk_review (payment_id, payer_id, reasons)
  SELECT opened.id, :payerId, reasons FROM opened, (
    SELECT jsonb_agg(jsonb_build_object('kind', kind, 'figure', figure, 'fromAmount', from_amount,
      'threshold', threshold, 'withinMinutes', within_minutes,
      'countries', CASE kind WHEN 'number_elsewhere' THEN :elsewhere END) ORDER BY id) AS reasons
    FROM fired WHERE action = 'review') AS why
  WHERE reasons IS NOT NULL`;

/** Which number is to pay what was `opened`. */
export const REMEMBER_NUMBER = `
  INSERT INTO payer_number (digest, payer_id, last_at)
  SELECT :number, :payerId, now() FROM opened WHERE :number IS NOT NULL
  ON CONFLICT (digest, payer_id) DO UPDATE SET last_at = excluded.last_at`;
