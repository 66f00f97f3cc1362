import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Mismatch } from '@edu/client';
import { deviceZone, ErrorNotice, TimeText, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { useMe } from '../../../island/use-me.ts';
import { SaidText } from './said-text.tsx';

const ResolveDialog = lazy(async () => ({
  default: (await import('./resolve-dialog.tsx')).ResolveDialog,
}));

interface MismatchCardProps {
  readonly mismatch: Mismatch;
  readonly onChanged: () => void;
}

/** One thing about which two sides disagree, in words, and what can be done about it. */
export function MismatchCard({ mismatch, onChanged }: MismatchCardProps) {
  const { t } = useReader();
  const api = useApi();
  const me = useMe().data;
  const [isResolving, setResolving] = useState(false);
  const { id, psp, side, kind, about, subject, here, there, happenedAt } = mismatch;
  const { state, ownerId, suspended, resolution, reason } = mismatch;
  const take = useMutation({
    mutationFn: () =>
      api.post('/api/v1/staff/reconciliation/mismatches/{id}/take', { params: { path: { id } } }),
    onSuccess: onChanged,
  });
  const other = t('reconciliation.side', { side, psp: psp ?? '' });
  const isLive = state === 'open' || state === 'assigned';
  const isMine = me !== undefined && ownerId === me.id;
  return (
    <>
      <h3>{t('reconciliation.kind', { kind, about, other })}</h3>
      <p>
        <span className="tag">{t('reconciliation.state', { state })}</span>
        {isLive && isMine && <span className="tag">{t('reconciliation.mine')}</span>}
        {suspended && <span className="tag">{t('reconciliation.suspended')}</span>}
      </p>
      <dl className="facts">
        <div>
          <dt>{t('reconciliation.here')}</dt>
          <dd>
            <SaidText said={here} />
          </dd>
        </div>
        <div>
          <dt>{other}</dt>
          <dd>
            <SaidText said={there} />
          </dd>
        </div>
        <div>
          <dt>{t('reconciliation.name')}</dt>
          <dd className="address">
            <code>{subject}</code>
          </dd>
        </div>
        <div>
          <dt>{t('reconciliation.when')}</dt>
          <dd>
            <TimeText at={happenedAt} zone={deviceZone()} />
          </dd>
        </div>
        {resolution && (
          <div>
            <dt>{t('reconciliation.became', { resolution })}</dt>
            <dd dir="auto">{reason}</dd>
          </div>
        )}
      </dl>
      {take.error !== null && <ErrorNotice error={take.error} />}
      {isLive && (
        <p className="actions">
          {isMine ? (
            <button type="button" onClick={() => setResolving(true)}>
              {t('reconciliation.resolve')}
            </button>
          ) : (
            (ownerId === null || me?.roles.includes('admin')) && (
              <button
                type="button"
                className="quiet"
                aria-disabled={take.isPending}
                onClick={() => take.mutate()}
              >
                {t('reconciliation.take')}
              </button>
            )
          )}
        </p>
      )}
      {isResolving && (
        <Suspense>
          <ResolveDialog
            mismatch={mismatch}
            onDone={() => {
              setResolving(false);
              onChanged();
            }}
            onClose={() => setResolving(false)}
          />
        </Suspense>
      )}
    </>
  );
}
