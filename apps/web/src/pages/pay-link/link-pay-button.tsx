import { ApiError, type LinkIntent, type PaymentQuote, type Wallet } from '@edu/client';
import { formatMoney, type Money } from '@edu/contract-kit';
import { useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { PressOnce } from '../../island/press-once.tsx';
import { PAY_LABELS, type PayLabel } from '../pay/pay-labels.ts';
import { payerOf } from '../pay/payer.ts';
import type { Way } from '../pay/ways.ts';

interface LinkPayButtonProps {
  readonly token: string;
  readonly price: Money;
  /** Undefined where there is none to choose. */
  readonly way: Way | undefined;
  /** Of the phone that pays, where the way asks for one. */
  readonly wallet: Wallet | undefined;
  /** What is paid in other money; undefined where the price itself is. */
  readonly quote: PaymentQuote | undefined;
  /** It does not hold any more. */
  readonly onQuoteOver: () => void;
  readonly label: PayLabel;
  /** What is to be done next; the page may be left for it. */
  readonly onOpened: (intent: LinkIntent) => void;
  /** What the page shows is no longer so. */
  readonly onNews: () => void;
}

/** Opens the payment of a link, and goes to where it is made. There is one at most, however often it is pressed. */
export function LinkPayButton(props: LinkPayButtonProps) {
  const { token, price, way, wallet, quote, label, onOpened, onNews } = props;
  const { locale, t } = useReader();
  const api = useApi();
  const pay = async () => {
    try {
      const opened = await api.post('/api/v1/payment-links/pay', {
        body: { token, psp: way?.psp, quoteId: quote?.id, payer: wallet && payerOf(wallet) },
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
  return (
    <PressOnce
      label={t(PAY_LABELS[label], { price: formatMoney(quote?.charged ?? price, locale) })}
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
      'payment.link_changed',
      'payment.link_over',
    )
  );
}
