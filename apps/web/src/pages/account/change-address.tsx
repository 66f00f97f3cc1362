import { useState } from 'react';
import type { AddressChannel, User } from '@edu/client';
import { deviceNow, deviceZone, Form, SubmitButton, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { EmailField, PhoneFields } from './address-fields.tsx';
import { ADDRESS_PROBLEMS, addressOf, noAddress, typedAddress, type Address } from './address.ts';
import { atAddress, codeSent, resendRefused, type CodeFlow } from './code-flow.ts';
import { CodeForm } from './code-form.tsx';

interface ChangeAddressProps {
  readonly channel: AddressChannel;
  readonly onCancel: () => void;
  readonly onChanged: (user: User) => void;
}

/**
 * The new address, then the code that was sent there; in between the API may ask for a proof that it
 * is them. Every other device is signed out by it.
 */
export function ChangeAddress({ channel, onCancel, onChanged }: ChangeAddressProps) {
  const t = useTexts();
  const api = useApi();
  const [flow, setFlow] = useState<CodeFlow>(atAddress);

  const sendCode = async (address: Address) => {
    const sent = await api.post('/api/v1/me/addresses', { body: { address } });
    setFlow(codeSent(flow, sent, address, deviceNow()));
  };
  const verify = async (code: string) => {
    if (flow.step !== 'code') return;
    const body = { verificationId: flow.verificationId, code };
    onChanged((await api.post('/api/v1/auth/verify', { body })).user);
  };

  return (
    <div className="change-address">
      <div hidden={flow.step === 'code'}>
        <Form
          onSubmit={(values) => sendCode(addressOf({ ...typedAddress(values), channel }))}
          fieldOf={ADDRESS_PROBLEMS}
        >
          {channel === 'sms' ? (
            <PhoneFields initial={noAddress('sms', deviceZone())} />
          ) : (
            <EmailField initial={noAddress('email', deviceZone())} />
          )}
          <p className="field-hint">{t('account.signsOut')}</p>
          <p className="actions">
            <SubmitButton>{t('account.goOn')}</SubmitButton>
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
          onResend={async () => {
            await sendCode(flow.address);
            return true;
          }}
          onRefused={(seconds) => setFlow(resendRefused(flow, seconds, deviceNow()))}
          onBack={() => setFlow(atAddress)}
        />
      )}
    </div>
  );
}
