import {
  ApiError,
  newIntent,
  type Payment,
  type PaymentIntent,
  type PaymentQuote,
  type Wallet,
} from '@edu/client';
import { formatMoney, type Money } from '@edu/contract-kit';
import { useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { intentHere, intentOf } from '../../island/kept-intent.ts';
import { PressOnce } from '../../island/press-once.tsx';
import { orderOf, type Bill } from './bill.ts';
import { PAY_LABELS, type PayLabel } from './pay-labels.ts';
import { payWish } from './pay-panel.ts';
import { payerOf } from './payer.ts';
import type { Way } from './ways.ts';

interface PayButtonProps {
  readonly bill: Bill;
  readonly payments: readonly Payment[];
  /** Undefined where there is none to choose. */
  readonly way: Way | undefined;
  /** Whether credit pays first; undefined where there is none to spend. */
  readonly credit: boolean | undefined;
  /** What the button says is paid. */
  readonly toPay: Money;
  /** Of the phone that pays, where the way asks for one. */
  readonly wallet: Wallet | undefined;
  /** What is paid in other money; undefined where the price itself is. */
  readonly quote: PaymentQuote | undefined;
  /** It does not hold any more. */
  readonly onQuoteOver: () => void;
  readonly label: PayLabel;
  /** There is one of this way and for the same lessons that waits: it is gone on with. */
  readonly isOpen: boolean;
  /** What is to be done next; the page may be left for it. */
  readonly onOpened: (intent: PaymentIntent) => void;
  /** What the page shows is no longer so. */
  readonly onNews: () => void;
}

/** Opens the payment, once however often it is pressed, and goes to where it is made. */
export function PayButton(props: PayButtonProps) {
  const { bill, payments, way, credit, toPay, wallet, quote, label, isOpen, onOpened, onNews } =
    props;
  const { locale, t } = useReader();
  const api = useApi();
  const chosen = [way?.psp, credit && 'credit', quote?.id].filter(Boolean).join(' ');
  const wish = payWish(bill, payments, chosen);
  const payer = wallet && payerOf(wallet);
  const pay = async () => {
    try {
      const opened = await api.post('/api/v1/payments/intent', {
        body: {
          ...{ ...orderOf(bill), psp: way?.psp, quoteId: quote?.id },
          ...{ credit, payer },
        },
        // A booking has one open payment: what asks for it again must not get an answer of before.
        intent: isOpen
          ? newIntent()
          : // A number is kept nowhere.
            payer
            ? intentHere(`${wish} ${payer.phone} ${payer.operator ?? ''}`)
            : intentOf(wish),
      });
      onOpened(opened);
      if (opened.next?.kind !== 'redirect') return false;
      location.assign(opened.next.url);
      return true;
    } catch (failure) {
      if (failure instanceof ApiError && failure.is('payment.quote_expired')) props.onQuoteOver();
      if (!isNews(failure)) throw failure;
      onNews();
      return false;
    }
  };
  const price = formatMoney(quote?.charged ?? toPay, locale);
  return (
    <PressOnce
      label={t(PAY_LABELS[label], { price })}
      busyLabel={t('booking.pay.opening')}
      hint={t('booking.pay.once')}
      onPress={pay}
    />
  );
}

function isNews(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.is(
      'payment.already_paid',
      'payment.booking_over',
      'payment.booking_not_found',
      'payment.credit_changed',
    )
  );
}
