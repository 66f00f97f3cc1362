import { formatMoney, type Money } from '@edu/contract-kit';
import { useReader } from './texts.tsx';

/** An amount of money in the reader's language. */
export function MoneyText({ money }: { readonly money: Money }) {
  const { locale } = useReader();
  return <span className="money">{formatMoney(money, locale)}</span>;
}
