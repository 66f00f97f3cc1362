import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Security } from '@edu/client';
import { QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { Devices } from '../account/devices.tsx';
import { takeInvitation } from './invitation.ts';
import { IssuerLinks } from './issuer-links.tsx';
import { Passkeys } from './passkeys.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SignIns } from './sign-ins.tsx';

const KEY = ['security'];

/** What protects my account: passkeys, password, second factor, and where it is signed in. */
export function SecurityView() {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [invitation] = useState(takeInvitation);
  const security = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/v1/me/security', { signal }),
  });
  const show = (changed: Security) => queries.setQueryData(KEY, changed);
  return (
    <div className="account">
      <h1>{t('account.security.title')}</h1>
      <p>
        <a href={`/${locale}/account`}>{t('account.title')}</a>
      </p>
      <QueryView query={security}>
        {(known) => (
          <>
            <Passkeys invitation={invitation} />
            <IssuerLinks />
            <PasswordForm hasPassword={known.hasPassword} onChanged={show} />
            <SecondFactor
              security={known}
              onChanged={show}
              onStale={() => void queries.invalidateQueries({ queryKey: KEY })}
            />
            <Devices />
            <SignIns />
          </>
        )}
      </QueryView>
    </div>
  );
}
