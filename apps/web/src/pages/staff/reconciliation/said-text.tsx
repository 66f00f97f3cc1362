import type { Mismatch } from '@edu/client';
import { CURRENCY_EXPONENTS, formatMoney, type Currency } from '@edu/contract-kit';
import { useReader } from '@edu/ui';

/** What one side says of money: a sum and a state, or that there is nothing. */
export function SaidText({ said }: { readonly said: Mismatch['here'] }) {
  const { locale, t } = useReader();
  if (!said) return <>{t('reconciliation.nothing')}</>;
  const { amount, currency, state } = said;
  return (
    <>
      {amount !== null && (
        <strong className="money">
          {isOurs(currency) ? formatMoney({ amount, currency }, locale) : `${amount} ${currency}`}
        </strong>
      )}{' '}
      {state && t('reconciliation.said', { state })}
    </>
  );
}

/** A psp may move money of which we do not know the decimals. */
const isOurs = (currency: string | null): currency is Currency =>
  currency !== null && currency in CURRENCY_EXPONENTS;
