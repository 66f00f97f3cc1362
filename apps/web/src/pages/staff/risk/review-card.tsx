import { lazy, Suspense, useState } from 'react';
import type { PaymentReview } from '@edu/client';
import { deviceZone, MoneyText, TimeText, useReader } from '@edu/ui';
import { Findings } from './findings.tsx';
import type { Decision } from './decide-form.tsx';

const DecideForm = lazy(async () => ({
  default: (await import('./decide-form.tsx')).DecideForm,
}));

interface ReviewCardProps {
  readonly review: PaymentReview;
  readonly onDecided: () => void;
}

/** What was paid, by whom and for what, and why somebody looks at it. */
export function ReviewCard({ review, onDecided }: ReviewCardProps) {
  const { locale, t } = useReader();
  const [decision, setDecision] = useState<Decision>();
  const { id, state, amount, refunded, payerName, payerId, decidedBy, decidedAt, reason } = review;
  const zone = deviceZone();
  return (
    <li className="card" data-review={id}>
      <h2>
        <MoneyText money={amount} />
      </h2>
      <p className="address">
        <strong dir="auto">{t('risk.payer', { name: payerName ?? payerId })}</strong>
        <br />
        {t('risk.paidFrom')} <TimeText at={review.paidFrom} zone={zone} />
        {review.byLink && (
          <>
            <br />
            {t('risk.byLink')}
          </>
        )}
        {refunded.amount > 0 && (
          <>
            <br />
            {t('risk.refunded')} <MoneyText money={refunded} />
          </>
        )}
      </p>
      <Findings findings={review.findings} />
      <ul>
        {review.lessons.map(({ bookingId, providerId, providerName, startsAt }) => (
          <li key={bookingId} className="address" dir="auto">
            <a href={`/${locale}/staff/bookings/${bookingId}`}>
              {t('risk.lesson', { name: providerName ?? providerId })}
            </a>{' '}
            <TimeText at={startsAt} zone={zone} />
          </li>
        ))}
      </ul>
      {decidedBy && decidedAt && (
        <p>
          {t('risk.decidedBy', { name: decidedBy.name ?? decidedBy.id })}
          <br />
          <TimeText at={decidedAt} zone={zone} />
        </p>
      )}
      {reason !== null && <p dir="auto">{reason}</p>}
      {state === 'open' && decision === undefined && (
        <>
          <button type="button" onClick={() => setDecision('release')}>
            {t('risk.release')}
          </button>
          <button type="button" className="quiet" onClick={() => setDecision('refund')}>
            {t('risk.refund')}
          </button>
        </>
      )}
      {state === 'open' && decision !== undefined && (
        <Suspense>
          <DecideForm {...{ id, decision, onDecided }} onClose={() => setDecision(undefined)} />
        </Suspense>
      )}
    </li>
  );
}
