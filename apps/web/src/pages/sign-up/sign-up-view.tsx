import { useRef, useState } from 'react';
import type { Register } from '@edu/client';
import { authRegister as fields } from '@edu/client/fields';
import { deviceZone, fieldText, useDraft, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { IssuerButtons } from '../../issuer/issuer-buttons.tsx';
import { addressOf, noAddress, typedAddress } from '../account/address.ts';
import { CodeForm } from '../account/code-form.tsx';
import { CookiesBlocked } from '../account/cookies-blocked.tsx';
import { rememberWay } from '../account/remembered.ts';
import { useCodeFlow } from '../account/use-code-flow.ts';
import { useEntrance, useSignedInUser } from '../account/use-entrance.ts';
import { SuspendedNotice } from '../sign-in/sign-in-notice.tsx';
import { DetailsForm, type Details } from './details-form.tsx';
import { ownRole } from './own-role.ts';
import { SignedInAlready } from './signed-in-already.tsx';

/** Who somebody is and how they are reached; then the code that proves it. */
export function SignUpView() {
  const { locale, t } = useReader();
  const api = useApi();
  const { isBlocked, isSuspended, enter, attempt } = useEntrance();
  const { flow, sent, refused, back, forget } = useCodeFlow('sign-up');
  const [details, keep, forgetDetails] = useDraft<Details>('sign-up.details', {
    role: new URLSearchParams(location.search).get('as') ?? '',
    displayName: '',
    address: noAddress('sms', deviceZone()),
  });
  const [initial] = useState(details);
  /** What was sent last; after a reload nobody knows the password any more. */
  const lastSent = useRef<Register>(undefined);
  const user = useSignedInUser();

  const register = async (body: Register) => {
    lastSent.current = body;
    sent(await api.post('/api/v1/auth/register', { body }), body.address);
  };
  const submit = (values: FormData) => {
    const password = fieldText(values, fields['/password']);
    return register({
      role: ownRole(fieldText(values, fields['/role']))!,
      displayName: fieldText(values, fields['/displayName']),
      address: addressOf(typedAddress(values)),
      ...(password && { password }),
      locale,
      zone: deviceZone(),
    });
  };
  const resend = async () => {
    if (lastSent.current) await register(lastSent.current);
    else back();
    return lastSent.current !== undefined;
  };
  const verify = async (code: string) => {
    if (flow.step !== 'code') return;
    const body = { verificationId: flow.verificationId, code };
    const answer = await api.post('/api/v1/auth/verify', { body });
    const by = answer.user.hasPassword ? 'password' : 'code';
    rememberWay({ channel: flow.address.channel, by });
    forget();
    forgetDetails();
    enter(answer.user, true);
  };

  if (user) return <SignedInAlready user={user} />;
  return (
    <div className="entrance">
      <h1>{t('account.signUp.title')}</h1>
      {isBlocked && <CookiesBlocked />}
      {isSuspended && <SuspendedNotice />}
      <div hidden={flow.step === 'code'}>
        <DetailsForm
          initial={initial}
          onChange={(values) =>
            keep({
              role: fieldText(values, fields['/role']),
              displayName: fieldText(values, fields['/displayName']),
              address: typedAddress(values),
            })
          }
          onSubmit={submit}
        />
        <IssuerButtons to="sign-in" />
      </div>
      {flow.step === 'code' && (
        <CodeForm
          key={flow.verificationId}
          flow={flow}
          onCode={(code) => attempt(verify(code))}
          onResend={resend}
          onRefused={refused}
          onBack={back}
        />
      )}
      <p>
        {t('account.signUp.known')}{' '}
        <a href={`/${locale}/sign-in${location.search}`}>{t('account.signIn.title')}</a>
      </p>
    </div>
  );
}
