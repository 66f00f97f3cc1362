import type { ReconciliationRun } from '@edu/client';
import { EmptyState, QueryView, TimeText, useReader } from '@edu/ui';
import { isUnderWay, type useRuns } from './use-runs.ts';

/** The latest comparisons. */
export function RunList({ runs }: { readonly runs: ReturnType<typeof useRuns> }) {
  const { t } = useReader();
  return (
    <QueryView query={runs}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('reconciliation.noRuns')} />
        ) : (
          <ul className="entries">
            {items.map((run) => (
              <Run key={run.id} run={run} />
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}

function Run({ run }: { readonly run: ReconciliationRun }) {
  const { t } = useReader();
  const { id, psp, source, from, to, state, percent, compared, found, gone } = run;
  return (
    <li className="card" data-run={id}>
      <h3>{t('reconciliation.what', { source, psp: psp ?? '' })}</h3>
      <p className="field-hint">
        <TimeText at={from} zone="UTC" /> – <TimeText at={to} zone="UTC" />
      </p>
      {isUnderWay(run) ? (
        <p>
          <label htmlFor={id}>{t('reconciliation.running', { percent })}</label>{' '}
          <progress id={id} max={100} value={percent} />
        </p>
      ) : (
        <p>
          {t(`reconciliation.runState`, { state })}
          {state === 'done' && ` · ${t('reconciliation.result', { compared, found, gone })}`}
        </p>
      )}
    </li>
  );
}
