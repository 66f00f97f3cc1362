import type { LedgerPage } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { useReader } from '@edu/ui';
import { ledgerPath } from './ledger-address.ts';

interface LedgerBalancesProps {
  readonly owner: string | undefined;
  readonly balances: LedgerPage['balances'];
}

/** What the accounts of an owner come to, each leading to what moved on it. */
export function LedgerBalances({ owner, balances }: LedgerBalancesProps) {
  const { locale, t } = useReader();
  if (owner === undefined || balances.length === 0) return null;
  return (
    <section className="card" aria-labelledby="balances">
      <h2 id="balances">{t('ledger.balances')}</h2>
      <dl className="facts">
        {balances.map(({ account, balance }) => (
          <div key={`${account} ${balance.currency}`}>
            <dt>
              <a href={`/${locale}${ledgerPath({ account, owner, currency: balance.currency })}`}>
                {t('ledger.accountIs', { account })}
              </a>
            </dt>
            <dd>
              {t('ledger.side', {
                side: balance.amount < 0 ? 'credit' : 'debit',
                amount: formatMoney({ ...balance, amount: Math.abs(balance.amount) }, locale),
              })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
