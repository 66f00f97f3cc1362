import type { CancellationPolicy } from '@edu/client';
import { useReader, type TextsOf } from './texts.tsx';

/** When somebody cancels, and what that gives back. */
export interface PolicyTerm {
  readonly when: string;
  /** Percent of the price. */
  readonly refundPct: number;
}

/**
 * A cancellation policy in words, as the booking service reads it: of the tiers that are reached the
 * one with the most hours counts, and below all of them nothing comes back.
 */
export function policyTerms({ tiers, graceMinutes }: CancellationPolicy, t: TextsOf): PolicyTerm[] {
  const known = [...tiers].sort((a, b) => b.hoursBefore - a.hoursBefore);
  const steps =
    known[known.length - 1]?.hoursBefore === 0
      ? known
      : [...known, { hoursBefore: 0, refundPct: 0 }];
  const terms = steps.map(({ hoursBefore, refundPct }, index) => {
    const above = steps[index - 1]?.hoursBefore;
    return { when: whenOf(hoursBefore, above, t), refundPct };
  });
  const grace = { when: t('booking.policy.grace', { minutes: graceMinutes }), refundPct: 100 };
  const provider = { when: t('booking.policy.provider'), refundPct: 100 };
  return [...terms, ...(graceMinutes > 0 ? [grace] : []), provider];
}

function whenOf(hours: number, above: number | undefined, t: TextsOf): string {
  if (above === undefined) {
    return hours === 0 ? t('booking.policy.always') : t('booking.policy.until', { hours });
  }
  if (hours === 0) return t('booking.policy.under', { hours: above });
  return t('booking.policy.between', { from: above, to: hours });
}

/** The terms as a list, for before somebody books and while they think of cancelling. */
export function PolicyTerms({ policy }: { readonly policy: CancellationPolicy }) {
  const { t } = useReader();
  return (
    <dl className="terms">
      {policyTerms(policy, t).map(({ when, refundPct }) => (
        <div key={when}>
          <dt>{when}</dt>
          <dd>{t('booking.policy.refund', { pct: refundPct })}</dd>
        </div>
      ))}
    </dl>
  );
}
