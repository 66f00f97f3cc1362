import { lazy, Suspense } from 'react';
import type { PaymentIntent } from '@edu/client';
import { clockText, ErrorNotice, Notice, secondsLeft, useReader } from '@edu/ui';
import { useServerNow } from '../../island/use-server-now.ts';
import { useWayName } from './way-choice.tsx';
import type { Way } from './ways.ts';

interface NextStepProps {
  readonly intent: PaymentIntent;
  readonly way: Way | undefined;
  /** The payment service has taken the money, or says so here. */
  readonly onTaken: () => void;
  readonly onChange: () => void;
}

/** Only for those who pay by card on this page. */
const CardForm = lazy(async () => ({ default: (await import('./stripe/card-form.tsx')).CardForm }));

/** What the payer does next: the card, the prompt on the phone, or the page of the payment service. */
export function NextStep({ intent: { next }, way, onTaken, onChange }: NextStepProps) {
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
    case 'redirect':
      return <Elsewhere url={next.url} way={way} />;
    default:
      // A kind of later versions.
      return <ErrorNotice error={undefined} onRetry={() => location.reload()} />;
  }
}

/** The page has been left for it. An app may have opened beside it instead, or nothing at all. */
function Elsewhere({ url, way }: { readonly url: string; readonly way: Way | undefined }) {
  const { t } = useReader();
  const nameOf = useWayName();
  const name = way ? nameOf(way) : t('booking.way.phone');
  return (
    <div className="reserve">
      <p>{t('booking.elsewhere.detail', { name })}</p>
      <a className="button" href={url}>
        {t('booking.elsewhere.open', { name })}
      </a>
    </div>
  );
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
