import { useEffect, useRef, useState } from 'react';
import { ApiError } from '@edu/client';
import { authVerify } from '@edu/client/fields';
import {
  clockText,
  ErrorNotice,
  fieldText,
  Form,
  SubmitButton,
  toast,
  useSecondsLeft,
  useTexts,
} from '@edu/ui';
import { readableAddress } from './address.ts';
import { CodeField } from './code-field.tsx';
import type { CodeFlow } from './code-flow.ts';

interface CodeFormProps {
  readonly flow: Extract<CodeFlow, { step: 'code' }>;
  /** @throws what is shown: the code is wrong, for instance */
  readonly onCode: (code: string) => Promise<void>;
  /** Sends another one. @returns false when that has to begin further up @throws what is shown */
  readonly onResend: () => Promise<boolean>;
  /** The API sends no more for so many seconds. */
  readonly onRefused: (retryAfterS: number) => void;
  /** Back to the address; nothing that was typed is lost. */
  readonly onBack: () => void;
}

/** Asks for the code that was sent, sends another one after a while, or goes back to the address. */
export function CodeForm({ flow, onCode, onResend, onRefused, onBack }: CodeFormProps) {
  const t = useTexts();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  return (
    <div className="code-step" ref={place}>
      <h2>{t('account.code.title')}</h2>
      <p>
        {t(flow.address.channel === 'sms' ? 'account.code.sentSms' : 'account.code.sentEmail')}{' '}
        <strong className="address">{readableAddress(flow.address)}</strong>
      </p>
      <Form
        onSubmit={(values) => onCode(fieldText(values, authVerify['/code']))}
        fieldOf={{ 'auth.bad_code': authVerify['/code'] }}
      >
        <CodeField
          field={authVerify['/code']}
          label={t('account.code.label')}
          title={t('account.code.hint')}
        />
        <p className="actions">
          <SubmitButton>{t('account.code.submit')}</SubmitButton>
          <button type="button" className="quiet" onClick={onBack}>
            {t(
              flow.address.channel === 'sms'
                ? 'account.code.otherPhone'
                : 'account.code.otherEmail',
            )}
          </button>
        </p>
      </Form>
      <Resend flow={flow} onResend={onResend} onRefused={onRefused} />
    </div>
  );
}

/** A button that waits; what goes wrong with it does not touch the code that is there. */
function Resend({ flow, onResend, onRefused }: Omit<CodeFormProps, 'onCode' | 'onBack'>) {
  const t = useTexts();
  const left = useSecondsLeft(flow.resendAt);
  const busy = useRef(false);
  const [error, setError] = useState<unknown>();
  const send = async () => {
    if (busy.current || left > 0) return;
    busy.current = true;
    setError(undefined);
    try {
      const sent = await onResend();
      toast(t(sent ? 'account.code.sentAgain' : 'account.code.beginAgain'));
    } catch (failure) {
      setError(failure);
      if (failure instanceof ApiError && failure.retryAfterS) onRefused(failure.retryAfterS);
    } finally {
      busy.current = false;
    }
  };
  return (
    <div className="resend">
      <p className="field-hint">
        {t(
          flow.address.channel === 'sms' ? 'account.code.missingSms' : 'account.code.missingEmail',
        )}
      </p>
      {/* Its name changes each second; nobody wants that read out. */}
      <button type="button" className="link" aria-disabled={left > 0} onClick={() => void send()}>
        {left > 0
          ? t('account.code.resendIn', { time: clockText(left) })
          : t('account.code.resend')}
      </button>
      {error !== undefined && <ErrorNotice error={error} />}
    </div>
  );
}
