import { useState } from 'react';
import { authResetPassword as fields } from '@edu/client/fields';
import { deviceZone, fieldText, Form, PasswordField, SubmitButton, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { AddressFields } from '../account/address-fields.tsx';
import {
  ADDRESS_PROBLEMS,
  addressOf,
  noAddress,
  readableAddress,
  typedAddress,
  type Address,
} from '../account/address.ts';
import { CodeField } from '../account/code-field.tsx';
import { CookiesBlocked } from '../account/cookies-blocked.tsx';
import { rememberedWay } from '../account/remembered.ts';
import { useEntrance } from '../account/use-entrance.ts';
import {
  questionIn,
  SecondFactorForm,
  type SecondQuestion,
} from '../sign-in/second-factor-form.tsx';
import { SuspendedNotice } from '../sign-in/sign-in-notice.tsx';

/** Where the code went. */
interface Sent {
  readonly verificationId: string;
  readonly address: Address;
}

/** A code to an address of the account, a new password, and perhaps the second factor. */
export function ForgottenPasswordView() {
  const { locale, t } = useReader();
  const api = useApi();
  const { isBlocked, isSuspended, enter, attempt } = useEntrance();
  const [way] = useState(rememberedWay);
  const [sent, setSent] = useState<Sent>();
  const [question, setQuestion] = useState<SecondQuestion>();

  const ask = async (values: FormData) => {
    const address = addressOf(typedAddress(values));
    const body = { address };
    const { verificationId } = await api.post('/api/v1/auth/password/reset', { body });
    setSent({ verificationId, address });
  };
  const reset = async (values: FormData, { verificationId }: Sent) => {
    const code = fieldText(values, fields['/code']);
    const body = { verificationId, code, password: fieldText(values, fields['/password']) };
    try {
      enter((await api.post('/api/v1/auth/password/reset/confirm', { body })).user, false);
    } catch (error) {
      const asked = questionIn(error);
      if (asked === undefined) throw error;
      setQuestion(asked);
    }
  };
  return (
    <div className="entrance">
      <h1>{t('account.reset.title')}</h1>
      {isBlocked ? <CookiesBlocked /> : isSuspended && <SuspendedNotice />}
      {question && (
        <SecondFactorForm
          question={question}
          onDone={(user) => enter(user, false)}
          onBack={() => location.assign(`/${locale}/sign-in`)}
        />
      )}
      <div hidden={sent !== undefined}>
        <p>{t('account.reset.why')}</p>
        <Form onSubmit={ask} fieldOf={ADDRESS_PROBLEMS}>
          <AddressFields initial={noAddress(way.channel, deviceZone())} signIn />
          <SubmitButton>{t('account.signIn.sendCode')}</SubmitButton>
        </Form>
      </div>
      {sent && !question && (
        <Form
          onSubmit={(values) => attempt(reset(values, sent))}
          fieldOf={{ 'auth.bad_code': fields['/code'], 'auth.weak_password': fields['/password'] }}
        >
          <p>
            {t(sent.address.channel === 'sms' ? 'account.code.sentSms' : 'account.code.sentEmail')}{' '}
            <strong className="address">{readableAddress(sent.address)}</strong>
          </p>
          <CodeField field={fields['/code']} label={t('account.code.label')} autoFocus />
          <NewPassword />
          <p className="field-hint">{t('account.reset.signsOut')}</p>
          <p className="actions">
            <SubmitButton>{t('account.reset.submit')}</SubmitButton>
            <button type="button" className="quiet" onClick={() => setSent(undefined)}>
              {t('site.cancel')}
            </button>
          </p>
        </Form>
      )}
    </div>
  );
}

function NewPassword() {
  const { t } = useReader();
  return (
    <PasswordField
      field={fields['/password']}
      label={t('account.newPassword')}
      hint={t('account.newPasswordHint')}
      autoComplete="new-password"
    />
  );
}
