import { useState } from 'react';
import { ApiError, type CookieSession, type SecondProof } from '@edu/client';
import { authSecondFactor } from '@edu/client/fields';
import { Choice, Form, SubmitButton, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { ProofFields } from '../../step-up/proof-fields.tsx';
import { secondProofOf } from '../../step-up/proof.ts';

interface SecondFactorFormProps {
  readonly challenge: string;
  readonly onDone: (user: CookieSession['user']) => void;
  readonly onBack: () => void;
}

/** The question for the second factor that a sign-in was answered with, if that is what it was. */
export function challengeOf(error: unknown): string | undefined {
  if (!(error instanceof ApiError && error.is('auth.mfa_required'))) return undefined;
  const { challenge } = error.params;
  return typeof challenge === 'string' ? challenge : undefined;
}

/** The second half of a sign-in. */
export function SecondFactorForm({ challenge, onDone, onBack }: SecondFactorFormProps) {
  const t = useTexts();
  const api = useApi();
  const [kind, setKind] = useState<SecondProof['kind']>('totp');
  const submit = async (values: FormData) => {
    const body = { challenge, proof: secondProofOf(kind, values) };
    onDone((await api.post('/api/v1/auth/2fa', { body })).user);
  };
  return (
    <div className="code-step">
      <h2>{t('proof.second')}</h2>
      <Form onSubmit={submit} fieldOf={{ 'auth.bad_code': authSecondFactor['/proof/code'] }}>
        <Choice
          field={{ name: 'way' }}
          legend={t('proof.how')}
          defaultValue={kind}
          options={[
            { value: 'totp', label: t('proof.totp') },
            { value: 'recovery_code', label: t('proof.recovery_code') },
          ]}
          onChange={(value) => setKind(value === 'totp' ? 'totp' : 'recovery_code')}
        />
        <ProofFields key={kind} way={{ factor: kind, address: null }} />
        <p className="actions">
          <SubmitButton>{t('proof.submit')}</SubmitButton>
          <button type="button" className="quiet" onClick={onBack}>
            {t('site.cancel')}
          </button>
        </p>
      </Form>
    </div>
  );
}
