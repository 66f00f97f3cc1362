import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { IssuerLink } from '@edu/client';
import { deviceZone, EmptyState, ErrorNotice, QueryView, TimeText, toast, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { IssuerButtons, useIssuers } from '../../issuer/issuer-buttons.tsx';

const KEY = ['issuer-links'];

/** Accounts of other companies that sign in to this one. */
export function IssuerLinks() {
  const t = useTexts();
  const api = useApi();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState('');
  const issuers = useIssuers();
  const links = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/v1/me/issuer-links', { signal }),
  });
  const unlink = async ({ id }: IssuerLink) => {
    if (busy) return;
    setBusy(id);
    setError(undefined);
    try {
      await api.delete('/api/v1/me/issuer-links/{id}', { params: { path: { id } } });
      toast(t('account.issuers.unlinked'));
    } catch (failure) {
      setError(failure);
    }
    setBusy('');
    await queries.invalidateQueries({ queryKey: KEY });
  };
  // Where nobody signs in by another company there is nothing to say.
  if (!issuers.data?.items.length && !links.data?.items.length) return null;
  return (
    <section className="card" aria-labelledby="issuers">
      <h2 id="issuers">{t('account.issuers.title')}</h2>
      <p>{t('account.issuers.why')}</p>
      <QueryView query={links}>
        {({ items }) => (
          <>
            {items.length === 0 && <EmptyState title={t('account.issuers.none')} />}
            <ul className="devices">
              {items.map((link) => (
                <li key={link.id}>
                  <div>
                    <p>
                      <strong>{link.name}</strong>
                    </p>
                    <p className="field-hint">
                      {t('account.issuers.since')}{' '}
                      <TimeText at={link.createdAt} zone={deviceZone()} />
                    </p>
                  </div>
                  <button
                    type="button"
                    className="danger"
                    aria-disabled={busy === link.id}
                    aria-label={t('account.issuers.unlinkName', { name: link.name })}
                    onClick={() => void unlink(link)}
                  >
                    {t('account.issuers.unlink')}
                  </button>
                </li>
              ))}
            </ul>
            <IssuerButtons to="link" without={items.map(({ name }) => name)} />
          </>
        )}
      </QueryView>
      {error !== undefined && <ErrorNotice error={error} />}
    </section>
  );
}
