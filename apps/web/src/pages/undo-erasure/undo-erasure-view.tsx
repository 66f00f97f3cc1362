import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Erasure } from '@edu/client';
import { deviceZone, Form, Notice, QueryView, SubmitButton, TimeText, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

const TOKEN = /^#([\w-]{43})$/;
const ASK_AGAIN_MS = 3_000;

/** How far an erasure is, for whoever has the link of its message; and its undo, while there is time. */
export function UndoErasureView() {
  const { locale, t } = useReader();
  const [, token] = TOKEN.exec(location.hash) ?? [];
  return (
    <div className="entrance">
      <h1>{t('account.erasure.title')}</h1>
      {token ? (
        <ErasureOf token={token} />
      ) : (
        <Notice tone="warn" title={t('account.undo.cut')}>
          <p>{t('account.erasure.cut')}</p>
          <p>
            <a href={`/${locale}/help`}>{t('site.help')}</a>
          </p>
        </Notice>
      )}
    </div>
  );
}

function ErasureOf({ token }: { readonly token: string }) {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const key = ['erasure', token];
  const erasure = useQuery({
    queryKey: key,
    queryFn: () => api.post('/api/v1/auth/erasure', { body: { token } }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? ASK_AGAIN_MS : false),
  });
  const undo = async () => {
    queries.setQueryData(key, await api.post('/api/v1/auth/erasure/undo', { body: { token } }));
  };
  return (
    <QueryView query={erasure}>
      {(one) => {
        if (one.state === 'canceled') {
          return (
            <Notice tone="good" title={t('account.erasure.undone')}>
              <p>{t('account.erasure.undoneDetail')}</p>
              <p>
                <a href={`/${locale}/sign-in`}>{t('account.signIn.title')}</a>
              </p>
            </Notice>
          );
        }
        if (one.state !== 'waiting') return <Receipts erasure={one} />;
        return (
          <>
            <Notice tone="info" title={t('account.erasure.closed')}>
              <p>
                {t('account.erasure.until')} <TimeText at={one.eraseAt} zone={deviceZone()} />
              </p>
            </Notice>
            <p>{t('account.erasure.what')}</p>
            <Form onSubmit={undo}>
              <SubmitButton>{t('account.erasure.undo')}</SubmitButton>
            </Form>
          </>
        );
      }}
    </QueryView>
  );
}

/** What each service has erased, and what stays. */
function Receipts({ erasure: { state, percent, receipts } }: { readonly erasure: Erasure }) {
  const { t } = useReader();
  const sum = (rows: readonly { readonly rows: number }[]) =>
    rows.reduce((all, one) => all + one.rows, 0);
  return (
    <>
      {state === 'done' ? (
        <Notice tone="good" title={t('account.erasure.done')}>
          <p>{t('account.erasure.doneDetail')}</p>
        </Notice>
      ) : (
        <p role="status">
          <label htmlFor="erasure-progress">{t('account.erasure.running', { percent })}</label>{' '}
          <progress id="erasure-progress" max={100} value={percent} />
        </p>
      )}
      <h2>{t('account.erasure.receipts')}</h2>
      <ul>
        {receipts.map(({ service, erased, kept }) => (
          <li key={service}>
            {t('account.erasure.receipt', { service, erased: sum(erased), kept: sum(kept) })}
          </li>
        ))}
      </ul>
    </>
  );
}
