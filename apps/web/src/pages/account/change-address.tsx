import { useState } from 'react';
import type { AddressChannel, CodeSent, User } from '@edu/client';
import { authAddAddress as fields } from '@edu/client/fields';
import {
  Choice,
  deviceNow,
  deviceZone,
  fieldText,
  Form,
  PasswordField,
  SubmitButton,
  TextField,
  useTexts,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { EmailField, PhoneFields } from './address-fields.tsx';
import { ADDRESS_PROBLEMS, addressOf, noAddress, typedAddress, type Address } from './address.ts';
import { atAddress, codeDigits, codeSent, resendRefused, type CodeFlow } from './code-flow.ts';
import { CodeForm } from './code-form.tsx';
import { proofsOf, type ProofWay } from './proof.ts';

interface ChangeAddressProps {
  readonly user: User;
  readonly channel: AddressChannel;
  readonly onCancel: () => void;
  readonly onChanged: (user: User) => void;
}

/**
 * The new address and a proof that its owner asks; then the code that was sent to the new address.
 * Every other device is signed out by it.
 */
export function ChangeAddress({ user, channel, onCancel, onChanged }: ChangeAddressProps) {
  const t = useTexts();
  const api = useApi();
  const ways = proofsOf(user);
  const [way, setWay] = useState<ProofWay>(ways[0]!.way);
  const [stepUp, setStepUp] = useState<CodeSent>();
  const [flow, setFlow] = useState<CodeFlow>(atAddress);
  const byPassword = way === 'password';

  const submit = async (values: FormData) => {
    if (!byPassword && !stepUp) {
      setStepUp(await api.post('/api/v1/me/step-up', { body: { channel: way } }));
      return;
    }
    const address: Address = addressOf({ ...typedAddress(values), channel });
    const proof = byPassword
      ? ({ kind: 'password', password: fieldText(values, fields['/proof/password']) } as const)
      : ({
          kind: 'code',
          verificationId: stepUp!.verificationId,
          code: codeDigits(fieldText(values, fields['/proof/code'])),
        } as const);
    const sent = await api.post('/api/v1/me/addresses', { body: { address, proof } });
    setFlow(codeSent(flow, sent, address, deviceNow()));
  };
  const verify = async (code: string) => {
    if (flow.step !== 'code') return;
    const body = { verificationId: flow.verificationId, code };
    onChanged((await api.post('/api/v1/auth/verify', { body })).user);
  };
  // A proof is good once, so another code begins with another proof.
  const again = () => {
    setStepUp(undefined);
    setFlow(atAddress);
  };

  return (
    <div className="change-address">
      <div hidden={flow.step === 'code'}>
        <Form
          onSubmit={submit}
          fieldOf={{
            ...ADDRESS_PROBLEMS,
            'auth.bad_password': fields['/proof/password'],
            'auth.bad_code': fields['/proof/code'],
          }}
        >
          {channel === 'sms' ? (
            <PhoneFields initial={noAddress('sms', deviceZone())} />
          ) : (
            <EmailField initial={noAddress('email', deviceZone())} />
          )}
          {ways.length > 1 && (
            <Choice
              field={{ name: 'way' }}
              legend={t('account.proof.how')}
              defaultValue={way}
              options={ways.map((known) => ({
                value: known.way,
                label: t(`account.proof.${known.way}`),
              }))}
              onChange={(value) => {
                setWay(ways.find((known) => known.way === value)!.way);
                setStepUp(undefined);
              }}
            />
          )}
          {byPassword && (
            <PasswordField
              field={fields['/proof/password']}
              label={t('account.password')}
              autoComplete="current-password"
              required
            />
          )}
          {!byPassword && !stepUp && (
            <p className="field-hint">
              {t('account.proof.codeHint', {
                address: ways.find((known) => known.way === way)!.to,
              })}
            </p>
          )}
          {!byPassword && stepUp && (
            <TextField
              key={stepUp.verificationId}
              field={fields['/proof/code']}
              rewritten
              label={t('account.proof.codeLabel', {
                address: ways.find((known) => known.way === way)!.to,
              })}
              className="code-input"
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              required
            />
          )}
          <p className="field-hint">{t('account.proof.signsOut')}</p>
          <p className="actions">
            <SubmitButton>
              {t(!byPassword && !stepUp ? 'account.proof.sendCode' : 'account.goOn')}
            </SubmitButton>
            <button type="button" className="quiet" onClick={onCancel}>
              {t('site.cancel')}
            </button>
          </p>
        </Form>
      </div>
      {flow.step === 'code' && (
        <CodeForm
          key={flow.verificationId}
          flow={flow}
          onCode={verify}
          onResend={() => {
            again();
            return Promise.resolve(false);
          }}
          onRefused={(seconds) => setFlow(resendRefused(flow, seconds, deviceNow()))}
          onBack={again}
        />
      )}
    </div>
  );
}
