import type { PaymentQuote } from '@edu/client';
import { formatMoney, type Currency, type Locale, type Money } from '@edu/contract-kit';
import { deviceZone, ErrorNotice, timeText, useReader } from '@edu/ui';
import type { OtherMoney } from './use-other-money.ts';

interface MoneyChoiceProps {
  readonly price: Money;
  /** In which it can be paid as well. */
  readonly currencies: readonly Currency[];
  readonly other: OtherMoney;
}

/** In which money to pay, and at which rate. */
export function MoneyChoice({ price, currencies, other }: MoneyChoiceProps) {
  const { quote, error } = other;
  const { locale, t } = useReader();
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return (
    <div className="reserve">
      <fieldset className="choice">
        <legend>{t('booking.money.title')}</legend>
        {[price.currency, ...currencies].map((currency) => (
          <label key={currency}>
            <input
              type="radio"
              name="money"
              checked={currency === (other.currency ?? price.currency)}
              onChange={() => other.choose(currency)}
            />
            <span>{names.of(currency)}</span>
          </label>
        ))}
      </fieldset>
      <p className="field-hint" aria-live="polite">
        {quote &&
          t(quote.source === 'ecb' ? 'booking.money.daily' : 'booking.money.fixed', {
            price: formatMoney(quote.price, locale),
            charged: formatMoney(quote.charged, locale),
            one: formatMoney({ amount: 100, currency: quote.charged.currency }, locale),
            rate: rateIn(quote, locale),
            at: timeText(quote.expiresAt, deviceZone(), locale, 'time'),
          })}
      </p>
      {error && <ErrorNotice error={error} onRetry={other.askAgain} />}
    </div>
  );
}

/** `655,957 F CFA` */
function rateIn({ rate, price }: PaymentQuote, locale: Locale): string {
  const shape = { style: 'currency', currency: price.currency } as const;
  return new Intl.NumberFormat(locale, {
    ...{ ...shape, minimumFractionDigits: 0, maximumFractionDigits: 6 },
  }).format(Number(rate));
}
