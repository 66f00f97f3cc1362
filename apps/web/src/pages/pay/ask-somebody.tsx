import { lazy, Suspense, useState } from 'react';
import { useReader } from '@edu/ui';
import type { Bill } from './bill.ts';

/** Only for those who want it. */
const PaymentLinks = lazy(async () => ({
  default: (await import('./payment-links.tsx')).PaymentLinks,
}));

/** Leads to links by which somebody else pays a bill. */
export function AskSomebody({ bill }: { readonly bill: Bill }) {
  const { t } = useReader();
  const [isWanted, setIsWanted] = useState(false);
  const count = bill.others.length + 1;
  if (!isWanted) {
    return (
      <p className="actions">
        <button type="button" className="quiet" onClick={() => setIsWanted(true)}>
          {count > 1 ? t('booking.ask.buttonSeveral', { count }) : t('booking.ask.button')}
        </button>
      </p>
    );
  }
  return (
    <Suspense fallback={<p className="skeleton">{t('site.loading')}</p>}>
      {/* A link that was made is for what it was made for. */}
      <PaymentLinks key={[bill.bookingId, ...bill.others].join(' ')} bill={bill} />
    </Suspense>
  );
}
