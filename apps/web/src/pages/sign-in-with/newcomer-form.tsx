import { useRef, useState } from 'react';
import type { CookieSession, IssuerSignUp } from '@edu/client';
import { authIssuerSignUp as fields } from '@edu/client/fields';
import { deviceZone, fieldText, Form, SubmitButton, TextField, useDraft, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import type { KeptTicket } from '../../issuer/issuer-ticket.ts';
import { CodeForm } from '../account/code-form.tsx';
import { useCodeFlow } from '../account/use-code-flow.ts';
import { codeAskedBy } from '../sign-in/code-asked.ts';
import { ownRole } from '../sign-up/own-role.ts';
import { RoleAndName } from '../sign-up/role-and-name.tsx';
import { TermsAgreed } from '../sign-up/terms-agreed.tsx';

interface NewcomerFormProps {
  readonly kept: KeptTicket;
  /** As the issuer calls them, if it does. */
  readonly suggested: string;
  readonly onDone: (user: CookieSession['user']) => void;
  /** Does what may sign in. @throws what is shown at the form */
  readonly attempt: (work: Promise<void>) => Promise<void>;
}

/** What a new account needs that an issuer does not say; then a code, where the address needs a proof of ours. */
export function NewcomerForm({ kept, suggested, onDone, attempt }: NewcomerFormProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const { ticket, name, kind } = kept;
  const draft = `issuer-sign-up.${ticket.slice(-16)}`;
  const { flow, sent, refused, back, forget } = useCodeFlow(draft);
  const [details, keep, forgetDetails] = useDraft(`${draft}.details`, {
    role: new URLSearchParams(location.search).get('as') ?? '',
    displayName: suggested,
    email: kind === 'unverified' ? kept.email : '',
  });
  const [initial] = useState(details);
  const lastSent = useRef<IssuerSignUp>(undefined);

  const done = (user: CookieSession['user']) => {
    forget();
    forgetDetails();
    onDone(user);
  };
  const register = async (body: IssuerSignUp) => {
    lastSent.current = body;
    try {
      done((await api.post('/api/v1/auth/issuer-sign-up', { body })).user);
    } catch (error) {
      const verificationId = codeAskedBy(error);
      if (verificationId === undefined || body.email === undefined) throw error;
      sent({ verificationId }, { channel: 'email', email: body.email });
    }
  };
  const typed = (values: FormData) => ({
    role: fieldText(values, fields['/role']),
    displayName: fieldText(values, fields['/displayName']),
    email: fieldText(values, fields['/email']),
  });
  const submit = (values: FormData) => {
    const { role, displayName, email } = typed(values);
    const whole = { ticket, role: ownRole(role)!, displayName, locale, zone: deviceZone() };
    return register({ ...whole, ...(email && { email }) });
  };
  const resend = async () => {
    if (lastSent.current) await register(lastSent.current);
    else back();
    return lastSent.current !== undefined;
  };
  const verify = async (code: string) => {
    if (flow.step !== 'code') return;
    const body = { verificationId: flow.verificationId, code };
    done((await api.post('/api/v1/auth/verify', { body })).user);
  };

  return (
    <>
      <div
        hidden={flow.step === 'code'}
        onInput={({ target }) => keep(typed(new FormData((target as HTMLInputElement).form!)))}
      >
        <p>{t('account.issuers.newcomer', { name })}</p>
        <Form onSubmit={(values) => attempt(submit(values))}>
          <RoleAndName {...initial} />
          {kind === 'unverified' ? (
            <TextField
              field={{ ...fields['/email'], required: true }}
              label={t('account.email')}
              hint={t('account.issuers.unverified', { name })}
              autoComplete="email"
              defaultValue={initial.email}
            />
          ) : (
            <p>{t('account.issuers.email', { name, email: kept.email })}</p>
          )}
          {kind === 'relayed' && (
            <TextField
              field={fields['/email']}
              label={t('account.issuers.ownEmail')}
              hint={t('account.issuers.relayed', { name })}
              autoComplete="email"
              defaultValue={initial.email}
            />
          )}
          <TermsAgreed />
          <SubmitButton>{t('account.signUp.submit')}</SubmitButton>
        </Form>
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
    </>
  );
}
