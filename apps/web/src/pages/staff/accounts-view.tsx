import { useState } from 'react';
import type { FoundAccount, User } from '@edu/client';
import { isStaffRole } from '@edu/contract-kit';
import { authFindAccounts as fields } from '@edu/client/fields';
import { fieldText, Form, SubmitButton, TextField, useTexts } from '@edu/ui';
import { useMe } from '../../island/use-me.ts';
import { useApi } from '../../island/api-context.tsx';
import { AccountCard } from './account-card.tsx';
import { StaffNav } from './staff-nav.tsx';
import { needsSecondFactor, SecondFactorNotice } from './second-factor-notice.tsx';

/** Staff find an account, and close or open it. */
export function AccountsView() {
  const t = useTexts();
  const api = useApi();
  const me = useMe().data;
  const [found, setFound] = useState<readonly FoundAccount[]>();
  const [isRefused, setRefused] = useState(false);
  const find = async (values: FormData) => {
    const query = { q: fieldText(values, fields['/q']) };
    try {
      setFound((await api.get('/api/v1/staff/accounts', { params: { query } })).items);
      setRefused(false);
    } catch (error) {
      if (!needsSecondFactor(error)) throw error;
      setRefused(true);
    }
  };
  const replace = (changed: FoundAccount) =>
    setFound((all) => all?.map((one) => (one.userId === changed.userId ? changed : one)));
  return (
    <div className="account">
      <StaffNav at="accounts" />
      <h1>{t('staff.accounts.title')}</h1>
      {isRefused && <SecondFactorNotice />}
      <section className="card" aria-labelledby="find">
        <h2 id="find">{t('staff.accounts.find')}</h2>
        <Form onSubmit={find}>
          <TextField
            field={fields['/q']}
            label={t('staff.accounts.query')}
            type="search"
            autoComplete="off"
          />
          <SubmitButton>{t('staff.accounts.submit')}</SubmitButton>
        </Form>
      </section>
      <div role="status">
        {found?.length === 0 && <p>{t('staff.accounts.none')}</p>}
        {found?.map((account) => (
          <AccountCard
            key={account.userId}
            account={account}
            invites={mayInvite(me, account)}
            onChanged={replace}
          />
        ))}
      </div>
    </div>
  );
}

/** An admin, and another one of staff. */
const mayInvite = (me: User | undefined, { userId, roles }: FoundAccount) =>
  me !== undefined && me.roles.includes('admin') && me.id !== userId && roles.some(isStaffRole);
