import type { TotpBegun } from '@edu/client';
import { authConfirmTotp as fields } from '@edu/client/fields';
import { fieldText, Form, SubmitButton, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { CodeField } from '../account/code-field.tsx';

interface TotpSetUpProps {
  readonly begun: TotpBegun;
  readonly onDone: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** What to put into the app, and the proof that it is there. */
export function TotpSetUp({ begun: { qr, secret, uri }, onDone, onCancel }: TotpSetUpProps) {
  const t = useTexts();
  const api = useApi();
  const confirm = async (values: FormData) => {
    const body = { code: fieldText(values, fields['/code']) };
    const { codes } = await api.post('/api/v1/me/second-factor/totp/confirm', { body });
    onDone(codes);
    // The next access token says that this session has proved the second factor, which staff need.
    await api.post('/api/v1/auth/refresh').catch(() => undefined); // else it comes by itself
  };
  return (
    <>
      <p>{t('account.security.scan')}</p>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
        alt={t('account.security.qr')}
        width="200"
        height="200"
      />
      <p>
        <a href={uri}>{t('account.security.openApp')}</a>
      </p>
      <p>
        {t('account.security.orType')}{' '}
        <code className="secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <Form onSubmit={confirm} fieldOf={{ 'auth.bad_code': fields['/code'] }}>
        <CodeField field={fields['/code']} label={t('proof.totp')} />
        <p className="actions">
          <SubmitButton>{t('proof.submit')}</SubmitButton>
          <button type="button" className="quiet" onClick={onCancel}>
            {t('site.cancel')}
          </button>
        </p>
      </Form>
    </>
  );
}
