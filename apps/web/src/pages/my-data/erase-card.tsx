import { useState } from 'react';
import { Form, SubmitButton, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

/** In the order in which they happen. */
const WHAT_HAPPENS = ['atOnce', 'lessons', 'days', 'then', 'stays'] as const;

/** The end of an account: what happens stands there before it can be asked for. */
export function EraseCard() {
  const { locale, t } = useReader();
  const api = useApi();
  const [isSure, setSure] = useState(false);
  const erase = async () => {
    const { token } = await api.delete('/api/v1/me');
    sessionStorage.clear();
    location.replace(`/${locale}/undo-erasure#${token}`);
  };
  return (
    <section className="card" aria-labelledby="erase">
      <h2 id="erase">{t('account.data.erase')}</h2>
      <ul>
        {WHAT_HAPPENS.map((what) => (
          <li key={what}>{t(`account.data.erase.${what}`)}</li>
        ))}
      </ul>
      {isSure ? (
        <>
          <p>
            <strong>{t('account.data.sure')}</strong>
          </p>
          <Form onSubmit={erase}>
            <SubmitButton>{t('account.data.eraseSubmit')}</SubmitButton>
          </Form>
          <p className="actions">
            <button type="button" className="quiet" onClick={() => setSure(false)}>
              {t('account.data.keep')}
            </button>
          </p>
        </>
      ) : (
        <p className="actions">
          <button type="button" className="danger" onClick={() => setSure(true)}>
            {t('account.data.eraseBegin')}
          </button>
        </p>
      )}
    </section>
  );
}
