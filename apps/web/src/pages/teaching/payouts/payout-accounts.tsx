import { lazy, Suspense, useState } from 'react';
import type { PayoutAccount, Payouts } from '@edu/client';
import { deviceZone, TimeText, useReader } from '@edu/ui';
import { useServerNow } from '../../../island/use-server-now.ts';
import { readableNumber } from '../../account/phone-number.ts';

const AccountForm = lazy(async () => ({
  default: (await import('./account-form.tsx')).AccountForm,
}));

const RemoveNumber = lazy(async () => ({
  default: (await import('./remove-number.tsx')).RemoveNumber,
}));

interface PayoutAccountsProps extends Pick<Payouts, 'accounts' | 'countries' | 'apps'> {
  readonly onChanged: () => void;
}

/** The numbers that one is paid to, and the way to another. */
export function PayoutAccounts({ accounts, countries, apps, onChanged }: PayoutAccountsProps) {
  const { t } = useReader();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="card" aria-labelledby="account">
      <h2 id="account">{t('payouts.account')}</h2>
      {accounts.length === 0 && <p>{t('payouts.account.none')}</p>}
      {accounts.map((account) => (
        <Account key={account.currency} account={account} onRemoved={onChanged} />
      ))}
      {isOpen ? (
        <Suspense>
          <AccountForm
            {...{ countries, apps }}
            onSaved={() => {
              setOpen(false);
              onChanged();
            }}
          />
          <button type="button" className="quiet" onClick={() => setOpen(false)}>
            {t('payouts.account.cancel')}
          </button>
        </Suspense>
      ) : (
        countries.length > 0 && (
          <button type="button" onClick={() => setOpen(true)}>
            {t(accounts.length > 0 ? 'payouts.account.change' : 'payouts.account.give')}
          </button>
        )
      )}
    </section>
  );
}

interface AccountProps {
  readonly account: PayoutAccount;
  readonly onRemoved: () => void;
}

function Account({ account, onRemoved }: AccountProps) {
  const { t } = useReader();
  const [isGoing, setGoing] = useState(false);
  const { currency, phone, operator, namesOwner, waitsFor, payableFrom } = account;
  const now = useServerNow(null);
  const isPaused = now === undefined || Date.parse(payableFrom) > now;
  return (
    <>
      <p>
        <strong>{operator}</strong>
        <br />
        {readableNumber(phone)}
      </p>
      {!namesOwner && (
        <p className="field-hint">{t('payouts.account.namesNobody', { operator })}</p>
      )}
      {waitsFor !== null && <p role="note">{t('payouts.account.waits', { why: waitsFor })}</p>}
      {waitsFor === null && isPaused && (
        <p role="note">
          {t('payouts.account.pause')} <TimeText at={payableFrom} zone={deviceZone()} />
        </p>
      )}
      {isGoing ? (
        <Suspense>
          <RemoveNumber {...{ currency, onRemoved }} onClose={() => setGoing(false)} />
        </Suspense>
      ) : (
        <button type="button" className="danger" onClick={() => setGoing(true)}>
          {t('payouts.account.remove')}
        </button>
      )}
    </>
  );
}
