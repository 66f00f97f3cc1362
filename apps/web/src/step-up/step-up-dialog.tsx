import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CodeSent, PasskeyRequest } from '@edu/client';
import { authProveStepUp as fields } from '@edu/client/fields';
import { Choice, Dialog, Form, QueryView, SubmitButton, useTexts } from '@edu/ui';
import { useApi } from '../island/api-context.tsx';
import { answerWithPasskey } from '../passkey/browser-passkeys.ts';
import { NoPasskey } from '../passkey/no-passkey.tsx';
import { ProofFields } from './proof-fields.tsx';
import { isByCode, knownWays, proofOf, readableWay, type Way } from './proof.ts';
import { answerProof } from './step-up-requests.ts';

/** Asks for a proof that it is really them, by one of the ways that the account has. */
export function StepUpDialog() {
  const t = useTexts();
  const api = useApi();
  const ways = useQuery({
    queryKey: ['step-up'],
    queryFn: () => api.post('/api/v1/me/step-up', { body: {} }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Dialog title={t('proof.title')} onClose={() => answerProof(false)}>
      <p>{t('proof.why')}</p>
      <QueryView query={ways}>
        {(answer) => <ProofForm ways={knownWays(answer.ways)} passkey={answer.passkey} />}
      </QueryView>
    </Dialog>
  );
}

interface ProofFormProps {
  readonly ways: readonly Way[];
  /** What the browser needs for a passkey. */
  readonly passkey: PasskeyRequest | null;
}

function ProofForm({ ways, passkey }: ProofFormProps) {
  const t = useTexts();
  const api = useApi();
  const [factor, setFactor] = useState(ways[0]!.factor);
  const [sent, setSent] = useState<CodeSent>();
  const [declined, setDeclined] = useState(false);
  const way = ways.find((known) => known.factor === factor)!;
  const needsCode = isByCode(way) && !sent;

  const submit = async (values: FormData) => {
    if (isByCode(way) && !sent) {
      const body = { channel: way.factor };
      setSent((await api.post('/api/v1/me/step-up', { body })).sent ?? undefined);
      return;
    }
    if (way.factor === 'passkey') return byPasskey();
    const proof = proofOf(way, values, sent);
    await api.post('/api/v1/me/step-up/verify', { body: { proof } });
    answerProof(true);
  };
  const byPasskey = async () => {
    setDeclined(false);
    const credential = await answerWithPasskey(passkey!);
    if (!credential) return setDeclined(true);
    const proof = { kind: 'passkey', credential } as const;
    await api.post('/api/v1/me/step-up/verify', { body: { proof } });
    answerProof(true);
  };
  return (
    <Form
      onSubmit={submit}
      fieldOf={{
        'auth.bad_password': fields['/proof/password'],
        'auth.bad_code': fields['/proof/code'],
      }}
    >
      {ways.length > 1 && (
        <Choice
          field={{ name: 'way' }}
          legend={t('proof.how')}
          defaultValue={factor}
          options={ways.map((known) => ({
            value: known.factor,
            label: t(`proof.${known.factor}`),
          }))}
          onChange={(value) => {
            setFactor(ways.find((known) => known.factor === value)!.factor);
            setSent(undefined);
          }}
        />
      )}
      {needsCode ? (
        <p className="field-hint">{t('proof.codeHint', { address: readableWay(way) })}</p>
      ) : (
        <ProofFields key={sent?.verificationId ?? factor} way={way} />
      )}
      {declined && <NoPasskey />}
      <SubmitButton>{t(needsCode ? 'proof.sendCode' : 'proof.submit')}</SubmitButton>
    </Form>
  );
}
