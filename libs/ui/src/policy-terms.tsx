import type { CancellationPolicy } from '@edu/client';
import { endOfStep, policySteps, type PolicyStep } from './policy-steps.ts';
import { useReader } from './texts.tsx';
import { deviceZone, timeText } from './time-text.tsx';

interface PolicyTermsProps {
  readonly policy: CancellationPolicy;
  /** Of one lesson: times in place of hours before it. */
  readonly lesson?: {
    /** ISO 8601 */
    readonly startsAt: string;
    /** By the server's clock, ms: what is over is left out. */
    readonly now: number | undefined;
    /** A booking that was just made may be undone. */
    readonly withGrace: boolean;
  };
}

/** What a cancellation gives back, and until when: the same words wherever it is shown. */
export function PolicyTerms({ policy, lesson }: PolicyTermsProps) {
  const { locale, t } = useReader();
  const { graceMinutes } = policy;
  const { startsAt, now = 0, withGrace = true } = lesson ?? {};
  const steps = policySteps(policy).filter((step) => !startsAt || endOfStep(step, startsAt) > now);
  const whenOf = (step: PolicyStep, above: PolicyStep | undefined): string => {
    const { hoursBefore: hours } = step;
    if (startsAt) {
      if (hours === 0) return t(above ? 'policy.after' : 'policy.always');
      const until = timeText(
        new Date(endOfStep(step, startsAt)).toISOString(),
        deviceZone(),
        locale,
        'both',
      );
      return t('policy.untilTime', { until, first: above ? 'no' : 'yes' });
    }
    if (!above) return hours === 0 ? t('policy.always') : t('policy.until', { hours });
    if (hours === 0) return t('policy.under', { hours: above.hoursBefore });
    return t('policy.between', { from: above.hoursBefore, to: hours });
  };
  const terms = [
    ...steps.map((step, index) => ({ when: whenOf(step, steps[index - 1]), pct: step.refundPct })),
    ...(withGrace && graceMinutes > 0
      ? [{ when: t('policy.grace', { minutes: graceMinutes }), pct: 100 }]
      : []),
    { when: t('policy.provider'), pct: 100 },
  ];
  return (
    <dl className="terms">
      {terms.map(({ when, pct }) => (
        <div key={when}>
          <dt>{when}</dt>
          <dd>{t('policy.refund', { pct })}</dd>
        </div>
      ))}
    </dl>
  );
}
