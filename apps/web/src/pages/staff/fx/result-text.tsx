import type { Balance } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { useReader } from '@edu/ui';

/** Whatever its sign, which words say. */
export const positive = ({ amount, currency }: Balance) => ({ amount: Math.abs(amount), currency });

/** What an exchange gained or lost, in words. */
export function ResultText({ result }: { readonly result: Balance }) {
  const { locale, t } = useReader();
  const side = result.amount > 0 ? 'gain' : 'loss';
  return t('fx.result', {
    side: result.amount === 0 ? 'none' : side,
    amount: formatMoney(positive(result), locale),
  });
}
