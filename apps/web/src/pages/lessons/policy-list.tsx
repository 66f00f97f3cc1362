import type { CancellationPolicy } from '@edu/client';
import { deviceZone, timeText, useReader } from '@edu/ui';
import { policyRows } from './policy-rows.ts';

interface PolicyListProps {
  readonly policy: CancellationPolicy;
  /** Of the lesson. */
  readonly startsAt: string;
  /** By the server's clock, ms: what is over is left out. */
  readonly now: number | undefined;
  /** A booking that was just made may be undone. */
  readonly withGrace: boolean;
}

/** What a cancellation of one lesson gives back, until when, in words. */
export function PolicyList({ policy, startsAt, now, withGrace }: PolicyListProps) {
  const { locale, t } = useReader();
  const rows = policyRows(policy, startsAt, now);
  const { graceMinutes } = policy;
  return (
    <ul className="policy">
      {withGrace && graceMinutes > 0 && (
        <li>{t('lessons.policy.grace', { minutes: graceMinutes })}</li>
      )}
      {rows.map(({ until, refundPct }, index) => (
        <li key={until}>
          {until === null
            ? t('lessons.policy.last', { percent: refundPct, first: index === 0 ? 'yes' : 'no' })
            : t('lessons.policy.until', {
                until: timeText(until, deviceZone(), locale, 'both'),
                percent: refundPct,
                first: index === 0 ? 'yes' : 'no',
              })}
        </li>
      ))}
      <li>{t('lessons.policy.provider')}</li>
    </ul>
  );
}
