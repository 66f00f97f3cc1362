import { Form, Notice, SubmitButton, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

const TOKEN = /^#([\w-]{43})$/;

/** Asks once more, since programs that look through letters open their links too. */
export function UndoAddressView() {
  const { locale, t } = useReader();
  const api = useApi();
  const [, token] = TOKEN.exec(location.hash) ?? [];
  const undo = async () => {
    await api.post('/api/v1/auth/address-changes/undo', { body: { token: token! } });
    location.replace(`/${locale}/sign-in?ended=undone`);
  };
  return (
    <div className="entrance">
      <h1>{t('account.undo.title')}</h1>
      {token ? (
        <>
          <p>{t('account.undo.what')}</p>
          <Form onSubmit={undo}>
            <SubmitButton>{t('account.undo.submit')}</SubmitButton>
          </Form>
        </>
      ) : (
        <Notice tone="warn" title={t('account.undo.cut')}>
          <p>{t('account.undo.cutDetail')}</p>
          <p>
            <a href={`/${locale}/help`}>{t('site.help')}</a>
          </p>
        </Notice>
      )}
    </div>
  );
}
