import { lazy, Suspense } from 'react';
import type { PaymentIntent } from '@edu/client';
import { clockText, ErrorNotice, Notice, secondsLeft, useReader } from '@edu/ui';
import { useServerNow } from '../../island/use-server-now.ts';

interface NextStepProps {
  readonly intent: PaymentIntent;
  /** The payment service has taken the money, or says so here. */
  readonly onTaken: () => void;
  readonly onChange: () => void;
}

/** Only for those who pay by card on this page. */
const CardForm = lazy(async () => ({ default: (await import('./stripe/card-form.tsx')).CardForm }));

/** What the payer does on this page: the card, or the prompt on the phone. */
export function NextStep({ intent: { next }, onTaken, onChange }: NextStepProps) {
  const { t } = useReader();
  switch (next?.kind) {
    case 'card':
      return (
        <Suspense fallback={<p className="skeleton">{t('site.loading')}</p>}>
          <CardForm step={next} {...{ onTaken, onChange }} />
        </Suspense>
      );
    case 'push':
      return <Push {...next} />;
    default:
      // A kind of later versions, or a page that this one should have left for.
      return <ErrorNotice error={undefined} onRetry={() => location.reload()} />;
  }
}

function Push({
  expiresAt,
  dial,
}: {
  readonly expiresAt: string | null;
  readonly dial: string | null;
}) {
  const { t } = useReader();
  const now = useServerNow();
  const left =
    expiresAt === null || now === undefined ? undefined : secondsLeft(Date.parse(expiresAt), now);
  return (
    <Notice tone="info" title={t('booking.push.title')}>
      <p>{t('booking.push.detail')}</p>
      {dial !== null && <p>{t('booking.push.dial', { code: dial })}</p>}
      {left !== undefined && left > 0 && (
        <p className="hold-countdown" role="timer">
          {t('booking.push.left', { time: clockText(left) })}
        </p>
      )}
    </Notice>
  );
}
