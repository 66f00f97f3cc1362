import type { DataExport } from '@edu/client';
import { deviceZone, Form, Notice, QueryView, SubmitButton, TimeText, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { isUnderWay, useExport } from './use-export.ts';

/** All that is kept of me, in one file. */
export function ExportCard() {
  const t = useTexts();
  const { latest, begin } = useExport();
  return (
    <section className="card" aria-labelledby="export">
      <h2 id="export">{t('account.data.export')}</h2>
      <p>{t('account.data.exportWhat')}</p>
      <QueryView query={latest}>
        {(one) => {
          if (one && isUnderWay(one)) return <Making percent={one.percent} />;
          const isThere = one?.state === 'done' && !one.expired;
          return (
            <>
              {one?.state === 'failed' && <Notice tone="bad" title={t('account.data.failed')} />}
              {one?.expired && <p>{t('account.data.expired')}</p>}
              {isThere && <Fetch one={one} />}
              <Form onSubmit={begin}>
                <SubmitButton>{t(isThere ? 'account.data.anew' : 'account.data.ask')}</SubmitButton>
              </Form>
            </>
          );
        }}
      </QueryView>
    </section>
  );
}

function Making({ percent }: { readonly percent: number }) {
  const t = useTexts();
  return (
    <p role="status">
      <label htmlFor="export-progress">{t('account.data.making', { percent })}</label>{' '}
      <progress id="export-progress" max={100} value={percent} />
      <br />
      <span className="field-hint">{t('account.data.makingHint')}</span>
    </p>
  );
}

function Fetch({ one }: { readonly one: DataExport }) {
  const t = useTexts();
  const api = useApi();
  const fetchFile = async () => {
    const { url } = await api.post('/api/v1/me/export/{id}/link', {
      params: { path: { id: one.id } },
    });
    location.assign(url);
  };
  return (
    <>
      {one.expiresAt && (
        <p>
          {t('account.data.ready')} <TimeText at={one.expiresAt} zone={deviceZone()} />
        </p>
      )}
      <Form onSubmit={fetchFile}>
        <SubmitButton>{t('account.data.fetch')}</SubmitButton>
      </Form>
    </>
  );
}
