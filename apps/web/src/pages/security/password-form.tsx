import { useState } from 'react';
import type { Security } from '@edu/client';
import { authSetPassword as fields } from '@edu/client/fields';
import { fieldText, Form, PasswordField, SubmitButton, toast, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

interface PasswordFormProps {
  readonly hasPassword: boolean;
  readonly onChanged: (security: Security) => void;
}

/** Sets or changes the password; the other devices are signed out by it. */
export function PasswordForm({ hasPassword, onChanged }: PasswordFormProps) {
  const t = useTexts();
  const api = useApi();
  const [changes, setChanges] = useState(0);
  const submit = async (values: FormData) => {
    const body = { password: fieldText(values, fields['/password']) };
    onChanged(await api.put('/api/v1/me/password', { body }));
    toast(t('site.saved'));
    setChanges(changes + 1);
  };
  return (
    <section className="card" aria-labelledby="password">
      <h2 id="password">{t('account.password')}</h2>
      <p>{t(hasPassword ? 'account.security.hasPassword' : 'account.security.noPassword')}</p>
      <Form key={changes} onSubmit={submit} fieldOf={{ 'auth.weak_password': fields['/password'] }}>
        <PasswordField
          field={fields['/password']}
          label={t('account.newPassword')}
          hint={t('account.newPasswordHint')}
          autoComplete="new-password"
        />
        <p className="field-hint">{t('account.reset.signsOut')}</p>
        <SubmitButton>
          {t(hasPassword ? 'account.security.changePassword' : 'account.security.setPassword')}
        </SubmitButton>
      </Form>
    </section>
  );
}
