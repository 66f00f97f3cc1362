import type { Adjustment } from '@edu/client';
import type { Locale, Money } from '@edu/contract-kit';
import { dateFormat, MoneyText, useReader } from '@edu/ui';
import { rateText } from './rate-text.ts';
import { ResultText } from './result-text.tsx';

type Conversion = NonNullable<Adjustment['conversion']>;

interface ConversionFactsProps {
  readonly sold: Money;
  readonly conversion: Conversion;
}

/** What it was exchanged into, by whom and at which rate, and what that gains or loses. */
export function ConversionFacts({ sold, conversion }: ConversionFactsProps) {
  const { locale, t } = useReader();
  const { got, on, bank, rate, result } = conversion;
  // The result is in the money of the prices, and so is the rate.
  const { currency } = result.currency === sold.currency ? got : sold;
  return (
    <>
      <div>
        <dt>{t('fx.exchanged')}</dt>
        <dd>
          <MoneyText money={got} />
          <br />
          {t('fx.exchangedBy', {
            ...{ bank, day: dayOf(on, locale), one: rateText(1, currency, locale) },
            rate: rateText(Number(rate), result.currency, locale),
          })}
        </dd>
      </div>
      <div>
        <dt>{t('fx.gained')}</dt>
        <dd>
          <ResultText result={result} />
        </dd>
      </div>
    </>
  );
}

const dayOf = (day: string, locale: Locale): string =>
  dateFormat(locale, 'UTC', { dateStyle: 'long' }).format(new Date(day));
