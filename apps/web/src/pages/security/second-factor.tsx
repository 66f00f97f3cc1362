import { useState } from 'react';
import type { Security, TotpBegun } from '@edu/client';
import { deviceZone, Form, SubmitButton, TimeText, toast, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';
import { TotpSetUp } from './totp-set-up.tsx';

interface SecondFactorProps {
  readonly security: Security;
  readonly onChanged: (security: Security) => void;
  readonly onStale: () => void;
}

/** An app that makes codes, with recovery codes for who loses it. */
export function SecondFactor({ security, onChanged, onStale }: SecondFactorProps) {
  const t = useTexts();
  const api = useApi();
  const [begun, setBegun] = useState<TotpBegun>();
  const [codes, setCodes] = useState<readonly string[]>();
  const { totpSince, recoveryCodesLeft } = security;

  const begin = async () => setBegun(await api.post('/api/v1/me/second-factor/totp'));
  const renew = async () => {
    setCodes((await api.post('/api/v1/me/second-factor/recovery-codes')).codes);
    onStale();
  };
  const remove = async () => {
    onChanged(await api.delete('/api/v1/me/second-factor/totp'));
    setCodes(undefined);
    toast(t('site.saved'));
  };
  const done = (made: readonly string[]) => {
    setBegun(undefined);
    setCodes(made);
    onStale();
  };
  return (
    <section className="card" aria-labelledby="second-factor">
      <h2 id="second-factor">{t('account.security.second')}</h2>
      <p>{t('account.security.secondWhy')}</p>
      {codes && <RecoveryCodeList codes={codes} />}
      {totpSince !== null ? (
        <>
          <p>
            {t('account.security.secondSince')} <TimeText at={totpSince} zone={deviceZone()} />
          </p>
          <p>{t('account.security.codesLeft', { count: recoveryCodesLeft })}</p>
          <Form onSubmit={renew}>
            <SubmitButton>{t('account.security.newCodes')}</SubmitButton>
          </Form>
          <Form onSubmit={remove}>
            <SubmitButton>{t('account.security.remove')}</SubmitButton>
          </Form>
        </>
      ) : begun ? (
        <TotpSetUp begun={begun} onDone={done} onCancel={() => setBegun(undefined)} />
      ) : (
        <Form onSubmit={begin}>
          <SubmitButton>{t('account.security.begin')}</SubmitButton>
        </Form>
      )}
    </section>
  );
}
