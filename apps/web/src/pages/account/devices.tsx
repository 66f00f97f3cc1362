import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { SignInSession } from '@edu/client';
import {
  countryName,
  deviceZone,
  ErrorNotice,
  QueryView,
  TimeText,
  toast,
  useReader,
  useTexts,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { usePages } from '../../island/use-pages.ts';
import { deviceName } from './device-name.ts';

const KEY = ['sessions'];

/** Where somebody is signed in to this account, and how to end that. */
export function Devices() {
  const t = useTexts();
  const api = useApi();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState('');
  const sessions = usePages(KEY, (page, signal) =>
    api.get('/api/v1/me/sessions', { params: { query: { limit: 10, ...page } }, signal }),
  );
  const end = async (which: string, work: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(which);
    setError(undefined);
    try {
      await work();
      toast(t('account.devices.ended'));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy('');
      await queries.invalidateQueries({ queryKey: KEY });
    }
  };
  const endOne = ({ id }: SignInSession) =>
    end(id, () => api.delete('/api/v1/me/sessions/{id}', { params: { path: { id } } }));
  return (
    <section className="card" aria-labelledby="devices">
      <h2 id="devices">{t('account.devices.title')}</h2>
      <p>{t('account.devices.hint')}</p>
      <QueryView query={sessions}>
        {({ pages }) => {
          const all = pages.flatMap(({ items }) => items);
          return (
            <>
              <ul className="devices">
                {all.map((session) => (
                  <Device
                    key={session.id}
                    session={session}
                    isBusy={busy === session.id}
                    onEnd={() => void endOne(session)}
                  />
                ))}
              </ul>
              <p className="actions">
                {sessions.hasNextPage && (
                  <button
                    type="button"
                    className="quiet"
                    onClick={() => void sessions.fetchNextPage()}
                  >
                    {t('account.devices.more')}
                  </button>
                )}
                {all.length > 1 && (
                  <button
                    type="button"
                    className="danger"
                    aria-disabled={busy === 'all'}
                    onClick={() => void end('all', () => api.delete('/api/v1/me/sessions'))}
                  >
                    {t('account.devices.endOthers')}
                  </button>
                )}
              </p>
            </>
          );
        }}
      </QueryView>
      {error !== undefined && <ErrorNotice error={error} />}
    </section>
  );
}

interface DeviceProps {
  readonly session: SignInSession;
  readonly isBusy: boolean;
  readonly onEnd: () => void;
}

function Device({ session, isBusy, onEnd }: DeviceProps) {
  const { locale, t } = useReader();
  const { country, current, lastUsedAt } = session;
  const name = deviceName(session, t);
  return (
    <li>
      <div>
        <p>
          <strong>{name}</strong>
          {current && <span className="tag">{t('account.devices.current')}</span>}
        </p>
        <p className="field-hint">
          {t('account.devices.lastUsed')} <TimeText at={lastUsedAt} zone={deviceZone()} />
          {country && ` · ${countryName(country, locale)}`}
        </p>
      </div>
      {!current && (
        <button
          type="button"
          className="quiet"
          aria-disabled={isBusy}
          aria-label={t('account.devices.endName', { name })}
          onClick={onEnd}
        >
          {t('account.devices.end')}
        </button>
      )}
    </li>
  );
}
