import { useState } from 'react';
import { newIntent, type Intent, type WaitingPayoutAccount } from '@edu/client';
import { paymentDecidePayoutAccount as fields } from '@edu/client/fields';
import { countryName, deviceZone, TimeText, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { ReasonForm } from '../reason-form.tsx';

interface WaitingAccountProps {
  readonly account: WaitingPayoutAccount;
  readonly onDecided: () => void;
}

/** A number to which nothing is paid until somebody has decided, with the two names beside each other. */
export function WaitingAccount({ account, onDecided }: WaitingAccountProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const [choice, setChoice] = useState<{ accept: boolean; intent: Intent }>();
  const choose = (accept: boolean) => setChoice({ accept, intent: newIntent() });
  const { id, holderName, walletName, operator, country, payeeEnd: end, waitsFor: why } = account;
  const decide = async (reason: string) => {
    const { accept, intent } = choice!;
    await api.post('/api/v1/staff/payout-accounts/{id}/decide', {
      params: { path: { id } },
      ...{ body: { accept, reason }, intent },
    });
    toast(t('payouts.staff.stopped'));
    onDecided();
  };
  return (
    <li className="card" data-account={id}>
      <h3>{t('payouts.staff.waits', { why })}</h3>
      <p>
        {t('payouts.staff.holder')} <strong dir="auto">{holderName}</strong>
        <br />
        {t('payouts.staff.wallet')}{' '}
        <strong dir="auto">{walletName ?? t('payouts.staff.wallet.none')}</strong>
      </p>
      <p>
        {t('payouts.to', { operator, end })}, {countryName(country, locale)}
        <br />
        <TimeText at={account.changedAt} zone={deviceZone()} />
      </p>
      {choice === undefined ? (
        <>
          <button type="button" onClick={() => choose(true)}>
            {t('payouts.staff.accept')}
          </button>
          <button type="button" className="quiet" onClick={() => choose(false)}>
            {t('payouts.staff.refuseAccount')}
          </button>
        </>
      ) : (
        <ReasonForm
          field={fields['/reason']}
          hint={t('payouts.staff.reasonHint')}
          onSubmit={decide}
          onClose={() => setChoice(undefined)}
        />
      )}
    </li>
  );
}
