import { lazy } from 'react';
import { LazyDetails, useReader } from '@edu/ui';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { MismatchList } from './mismatch-list.tsx';
import { RunList } from './run-list.tsx';
import { useRuns } from './use-runs.ts';

const StartRun = lazy(async () => ({ default: (await import('./start-run.tsx')).StartRun }));

/** Finance: what two sides disagree about, and the comparisons that find it. */
export function ReconciliationView() {
  const { t } = useReader();
  const runs = useRuns();
  return (
    <div className="account">
      <StaffNav at="reconciliation" />
      <h1>{t('reconciliation.title')}</h1>
      {needsSecondFactor(runs.error) ? (
        <SecondFactorNotice />
      ) : (
        <>
          <MismatchList endedAt={runs.data?.items.find(({ endedAt }) => endedAt)?.endedAt} />
          <section className="card" aria-labelledby="runs">
            <h2 id="runs">{t('reconciliation.runs')}</h2>
            <p className="field-hint">{t('reconciliation.runsHint')}</p>
            <LazyDetails summary={t('reconciliation.start')}>
              {runs.data && (
                <StartRun psps={runs.data.psps} onStarted={() => void runs.refetch()} />
              )}
            </LazyDetails>
            <RunList runs={runs} />
          </section>
        </>
      )}
    </div>
  );
}
