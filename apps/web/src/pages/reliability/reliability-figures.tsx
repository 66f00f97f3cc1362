import type { Reliability } from '@edu/client';
import { deviceZone, TimeText, useReader } from '@edu/ui';

/** Which lessons a provider kept, and what counts: as they read it themselves, and as support does. */
export function ReliabilityFigures({ reliability }: { readonly reliability: Reliability }) {
  const { t } = useReader();
  const { since, kept, lateCancellations, absences, keptPct } = reliability;
  const figure = (name: 'kept' | 'lateCancellations' | 'absences', count: number) => (
    <div>
      <dt>{t(`reliability.${name}`)}</dt>
      <dd>
        <strong>{count}</strong>
        <p className="field-hint">{t(`reliability.counts.${name}`)}</p>
      </dd>
    </div>
  );
  return (
    <>
      <p className="field-hint">
        {t('reliability.since')} <TimeText at={since} zone={deviceZone()} shape="day" />
      </p>
      <dl className="facts">
        {figure('kept', kept)}
        {figure('lateCancellations', lateCancellations)}
        {figure('absences', absences)}
      </dl>
      <p>
        {keptPct === null ? t('reliability.tooFew') : t('reliability.shown', { percent: keptPct })}
      </p>
    </>
  );
}
