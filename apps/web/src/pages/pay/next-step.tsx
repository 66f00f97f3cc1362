import { lazy, Suspense } from 'react';
import type { Wallet } from '@edu/client';
import { ErrorNotice, useReader } from '@edu/ui';
import { useWayName } from './way-choice.tsx';
import type { PaymentStep, Way } from './ways.ts';

interface NextStepProps {
  readonly next: PaymentStep;
  readonly way: Way | undefined;
  /** Whose phone was asked. */
  readonly wallet: Wallet | undefined;
  /** The payment service has taken the money, or says so here. */
  readonly onTaken: () => void;
  readonly onChange: () => void;
}

/** Only for those who pay by card on this page. */
const CardForm = lazy(async () => ({ default: (await import('./stripe/card-form.tsx')).CardForm }));

/** Knows how numbers are written. */
const Prompt = lazy(async () => ({ default: (await import('./prompt.tsx')).Prompt }));

/** What the payer does next: the card, the prompt on the phone, or the page of the payment service. */
export function NextStep({ next, way, wallet, onTaken, onChange }: NextStepProps) {
  const { t } = useReader();
  switch (next.kind) {
    case 'card':
      return (
        <Suspense fallback={<p className="skeleton">{t('site.loading')}</p>}>
          <CardForm step={next} {...{ onTaken, onChange }} />
        </Suspense>
      );
    case 'push':
      return (
        <Suspense fallback={<p className="skeleton">{t('site.loading')}</p>}>
          <Prompt endsAt={next.expiresAt} dial={next.dial} wallet={wallet} />
        </Suspense>
      );
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
