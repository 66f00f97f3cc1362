import { useRef, useState } from 'react';
import {
  ApiError,
  newIntent,
  type BookingDetails,
  type Payment,
  type PaymentIntent,
} from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { ErrorNotice, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { intentOf } from '../../island/kept-intent.ts';
import { useOnline } from '../../island/offline-notice.tsx';
import { payWish } from './pay-panel.ts';

interface PayButtonProps {
  readonly booking: BookingDetails;
  readonly payments: readonly Payment[];
  /** There is one that waits: it is gone on with. */
  readonly isOpen: boolean;
  /** What is to be done next is done on this page. */
  readonly onOpened: (intent: PaymentIntent) => void;
  /** What the page shows is no longer so. */
  readonly onNews: () => void;
}

/** Opens the payment, once however often it is pressed, and goes to where it is made. */
export function PayButton({ booking, payments, isOpen, onOpened, onNews }: PayButtonProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const online = useOnline();
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();

  const pay = async () => {
    if (busy.current || !online) return;
    busy.current = true;
    setPending(true);
    setError(undefined);
    try {
      const opened = await api.post('/api/v1/payments/intent', {
        body: { bookingId: booking.id },
        // A booking has one open payment: what asks for it again must not get an answer of before.
        intent: isOpen ? newIntent() : intentOf(payWish(booking.id, payments)),
      });
      // The button stays pressed until the other page is there.
      if (opened.next?.kind === 'redirect') return location.assign(opened.next.url);
      onOpened(opened);
    } catch (failure) {
      if (isNews(failure)) onNews();
      else setError(failure);
    }
    busy.current = false;
    setPending(false);
  };
  const price = formatMoney(booking.price, locale);
  return (
    <div className="reserve">
      {error !== undefined && <ErrorNotice error={error} />}
      <button
        type="button"
        aria-disabled={pending || !online}
        aria-busy={pending}
        onClick={() => void pay()}
      >
        {pending
          ? t('booking.pay.opening')
          : t(isOpen ? 'booking.pay.goOn' : 'booking.pay.button', { price })}
      </button>
      <p className="field-hint">{t('booking.pay.once')}</p>
    </div>
  );
}

function isNews(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.is('payment.already_paid', 'payment.booking_over', 'payment.booking_not_found')
  );
}
