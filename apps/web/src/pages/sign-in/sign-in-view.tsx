import { useEffect, useState } from 'react';
import { authLogin } from '@edu/client/fields';
import {
  Choice,
  deviceZone,
  fieldText,
  Form,
  Notice,
  PasswordField,
  SubmitButton,
  useReader,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { IssuerButtons } from '../../issuer/issuer-buttons.tsx';
import {
  ADDRESS_PROBLEMS,
  addressOf,
  noAddress,
  typedAddress,
  type Address,
} from '../account/address.ts';
import { AddressFields } from '../account/address-fields.tsx';
import { CodeForm } from '../account/code-form.tsx';
import { CookiesBlocked } from '../account/cookies-blocked.tsx';
import { rememberedWay, rememberWay } from '../account/remembered.ts';
import { useCodeFlow } from '../account/use-code-flow.ts';
import { useEntrance, useSignedInUser } from '../account/use-entrance.ts';
import { codeAskedBy } from './code-asked.ts';
import { PasskeyEntrance } from './passkey-entrance.tsx';
import { questionIn, SecondFactorForm, type SecondQuestion } from './second-factor-form.tsx';
import { SignInNotice, SuspendedNotice } from './sign-in-notice.tsx';

/** By a code that is sent, by a password, by a passkey, or with an account of another company. */
export function SignInView() {
  const { locale, t } = useReader();
  const api = useApi();
  const { isBlocked, isSuspended, enter, attempt } = useEntrance();
  const [way] = useState(rememberedWay);
  const [by, setBy] = useState(way.by);
  const [isNewDevice, setNewDevice] = useState(false);
  const [question, setQuestion] = useState<SecondQuestion>();
  const { flow, sent, refused, back, forget } = useCodeFlow('sign-in');
  const user = useSignedInUser();
  useEffect(() => {
    if (user) enter(user, false);
    // `enter` changes with each rendering; who is signed in does not.
  }, [user]);

  const sendCode = async (address: Address) => {
    sent(await api.post('/api/v1/auth/login/otp', { body: { address } }), address);
  };
  const submit = async (values: FormData) => {
    const typed = typedAddress(values);
    const address = addressOf(typed);
    setNewDevice(false);
    if (by === 'code') return sendCode(address);
    const body = { address, password: fieldText(values, authLogin['/password']) };
    rememberWay({ channel: typed.channel, by });
    try {
      enter((await api.post('/api/v1/auth/login', { body })).user, false);
    } catch (error) {
      const verificationId = codeAskedBy(error);
      if (verificationId === undefined) throw error;
      setNewDevice(true);
      sent({ verificationId }, address);
    }
  };
  const verify = async (code: string) => {
    if (flow.step !== 'code') return;
    const body = { verificationId: flow.verificationId, code };
    const answer = await api.post('/api/v1/auth/verify', { body });
    rememberWay({ channel: flow.address.channel, by: 'code' });
    forget();
    enter(answer.user, false);
  };
  /** Either signs in, or asks for the second factor. */
  const firstHalf = (work: Promise<void>) =>
    attempt(
      work.catch((error: unknown) => {
        const asked = questionIn(error);
        if (asked === undefined) throw error;
        forget();
        setQuestion(asked);
      }),
    );

  if (question) {
    return (
      <div className="entrance">
        <h1>{t('account.signIn.title')}</h1>
        {isBlocked && <CookiesBlocked />}
        <SecondFactorForm
          question={question}
          onDone={(known) => enter(known, false)}
          onBack={() => setQuestion(undefined)}
        />
      </div>
    );
  }

  return (
    <div className="entrance">
      <h1>{t('account.signIn.title')}</h1>
      {isBlocked ? <CookiesBlocked /> : isSuspended ? <SuspendedNotice /> : <SignInNotice />}
      <div hidden={flow.step === 'code'}>
        <Form onSubmit={(values) => firstHalf(submit(values))} fieldOf={ADDRESS_PROBLEMS}>
          <AddressFields initial={noAddress(way.channel, deviceZone())} signIn />
          <Choice
            field={{ name: 'by' }}
            legend={t('account.signIn.by')}
            defaultValue={way.by}
            options={[
              { value: 'code', label: t('account.signIn.byCode') },
              { value: 'password', label: t('account.signIn.byPassword') },
            ]}
            onChange={(value) => setBy(value === 'password' ? 'password' : 'code')}
          />
          {by === 'password' ? (
            <PasswordField
              field={authLogin['/password']}
              label={t('account.password')}
              autoComplete="current-password"
            />
          ) : (
            <p className="field-hint">{t('account.signIn.codeHint')}</p>
          )}
          <SubmitButton>
            {t(by === 'password' ? 'account.signIn.submit' : 'account.signIn.sendCode')}
          </SubmitButton>
        </Form>
        <PasskeyEntrance onDone={(known) => enter(known, false)} attempt={attempt} />
        <IssuerButtons to="sign-in" />
      </div>
      {flow.step === 'code' && isNewDevice && (
        <Notice tone="info" title={t('account.signIn.newDevice')}>
          <p>{t('account.signIn.newDeviceWhy')}</p>
        </Notice>
      )}
      {flow.step === 'code' && (
        <CodeForm
          key={flow.verificationId}
          flow={flow}
          onCode={(code) => firstHalf(verify(code))}
          onResend={async () => {
            await sendCode(flow.address);
            return true;
          }}
          onRefused={refused}
          onBack={back}
        />
      )}
      <p>
        <a href={`/${locale}/forgotten-password`}>{t('account.signIn.forgotten')}</a>
      </p>
      <p>
        {t('account.signIn.new')}{' '}
        <a href={`/${locale}/sign-up${location.search}`}>{t('account.signIn.signUp')}</a>
      </p>
    </div>
  );
}
