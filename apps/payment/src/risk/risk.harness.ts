import type { PaymentBench } from '../payment.harness.ts';

interface Rule {
  readonly kind: string;
  readonly action?: 'review' | 'refuse';
  readonly currency?: string;
  readonly from?: number;
  readonly threshold?: number;
  readonly within?: number;
  /** Since and until when, in minutes from now. */
  readonly window?: readonly [number, number | null];
}

/** These rules and no others hold. */
export async function setRules(bench: PaymentBench, ...rules: readonly Rule[]): Promise<void> {
  await bench.rows('DELETE FROM risk_rule');
  for (const rule of rules) await addRule(bench, rule);
}

export function addRule(bench: PaymentBench, rule: Rule) {
  const { kind, action = 'review', currency = 'XOF', from = 0, threshold, within } = rule;
  const [since, until] = rule.window ?? [-1, null];
  return bench.rows(
    `INSERT INTO risk_rule
       (kind, action, currency, from_amount, threshold, within_minutes, valid_from, valid_until, reason)
     VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 minute', now() + $8 * interval '1 minute', 'test')`,
    ...[kind, action, currency, from, threshold ?? null, within ?? null, since, until],
  );
}
