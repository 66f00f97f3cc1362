import { lazy, Suspense, useState } from 'react';
import type { BookingDetails } from '@edu/client';
import { useReader } from '@edu/ui';

/** Only for those who want it. */
const PaymentLinks = lazy(async () => ({
  default: (await import('./payment-links.tsx')).PaymentLinks,
}));

/** Leads to links by which somebody else pays. */
export function AskSomebody({ booking }: { readonly booking: BookingDetails }) {
  const { t } = useReader();
  const [isWanted, setIsWanted] = useState(false);
  if (!isWanted) {
    return (
      <p className="actions">
        <button type="button" className="quiet" onClick={() => setIsWanted(true)}>
          {t('booking.ask.button')}
        </button>
      </p>
    );
  }
  return (
    <Suspense fallback={<p className="skeleton">{t('site.loading')}</p>}>
      <PaymentLinks booking={booking} />
    </Suspense>
  );
}
