import { useState } from 'react';
import { ApiError, type CookieSession, type SecondProof, type StepUpWay } from '@edu/client';
import { authSecondFactor } from '@edu/client/fields';
import { Choice, Form, SubmitButton, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { ProofFields } from '../../step-up/proof-fields.tsx';
import { answerWithPasskey } from '../../passkey/browser-passkeys.ts';
import { NoPasskey } from '../../passkey/no-passkey.tsx';
import { knownWays, secondProofOf } from '../../step-up/proof.ts';

/** The question for the second factor that a sign-in was answered with. */
export interface SecondQuestion {
  readonly challenge: string;
  /** Factors that the account has for it, the easiest first. */
  readonly kinds: readonly SecondProof['kind'][];
}

interface SecondFactorFormProps {
  readonly question: SecondQuestion;
  readonly onDone: (user: CookieSession['user']) => void;
  readonly onBack: () => void;
}

/** The question for the second factor, if that is what a sign-in was answered with. */
export function questionIn(error: unknown): SecondQuestion | undefined {
  if (!(error instanceof ApiError && error.is('auth.mfa_required'))) return undefined;
  const { challenge, ways } = error.params;
  if (typeof challenge !== 'string' || typeof ways !== 'string') return undefined;
  const named = ways.split(' ').map((factor) => ({ factor, address: null }) as StepUpWay);
  const kinds = knownWays(named).flatMap(({ factor }) => KINDS.filter((kind) => kind === factor));
  return kinds.length > 0 ? { challenge, kinds } : undefined;
}

const KINDS = ['passkey', 'totp', 'recovery_code'] as const satisfies SecondProof['kind'][];

/** The second half of a sign-in. */
export function SecondFactorForm({ question, onDone, onBack }: SecondFactorFormProps) {
  const t = useTexts();
  const api = useApi();
  const { challenge, kinds } = question;
  const [kind, setKind] = useState(kinds[0]!);
  const [declined, setDeclined] = useState(false);
  const byPasskey = async (): Promise<SecondProof | undefined> => {
    const request = await api.post('/api/v1/auth/passkey/options', { body: { challenge } });
    const credential = await answerWithPasskey(request);
    return credential && { kind: 'passkey', credential };
  };
  const submit = async (values: FormData) => {
    setDeclined(false);
    const proof = kind === 'passkey' ? await byPasskey() : secondProofOf(kind, values);
    if (!proof) return setDeclined(true);
    onDone((await api.post('/api/v1/auth/2fa', { body: { challenge, proof } })).user);
  };
  return (
    <div className="code-step">
      <h2>{t('proof.second')}</h2>
      <Form onSubmit={submit} fieldOf={{ 'auth.bad_code': authSecondFactor['/proof/code'] }}>
        <Choice
          field={{ name: 'way' }}
          legend={t('proof.how')}
          defaultValue={kind}
          options={kinds.map((value) => ({ value, label: t(`proof.${value}`) }))}
          onChange={(value) => setKind(kinds.find((known) => known === value)!)}
        />
        <ProofFields key={kind} way={{ factor: kind, address: null }} />
        {declined && <NoPasskey />}
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
