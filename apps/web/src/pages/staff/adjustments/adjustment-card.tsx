import { lazy, Suspense } from 'react';
import type { Adjustment } from '@edu/client';
import { deviceZone, MoneyText, TimeText, useReader } from '@edu/ui';
import { ConversionFacts } from '../fx/conversion-facts.tsx';
import { ledgerPath } from '../ledger/ledger-address.ts';

const DecideForm = lazy(async () => ({
  default: (await import('./decide-form.tsx')).DecideForm,
}));

interface AdjustmentCardProps {
  readonly adjustment: Adjustment;
  /** Who looks at it. */
  readonly me: string;
  readonly onDecided: () => void;
}

/** What is to be put right, why, and who says so. */
export function AdjustmentCard({ adjustment, me, onDecided }: AdjustmentCardProps) {
  const { t } = useReader();
  const { id, state, amount, conversion, reason, reference, debit, credit, refusal } = adjustment;
  const { proposedBy, proposedAt, decidedBy, decidedAt } = adjustment;
  return (
    <li className="card" data-adjustment={id}>
      <h2>
        <MoneyText money={amount} />
      </h2>
      <p dir="auto">{reason}</p>
      <dl className="facts">
        {conversion && <ConversionFacts sold={amount} conversion={conversion} />}
        <Side label={t('adjustments.debit')} side={debit} />
        <Side label={t('adjustments.credit')} side={credit} />
        <div>
          <dt>{t('adjustments.reference')}</dt>
          <dd className="address" dir="auto">
            {reference}
          </dd>
        </div>
        <div>
          <dt>{t('adjustments.proposedBy')}</dt>
          <dd>
            {proposedBy.name ?? proposedBy.id}
            <br />
            <TimeText at={proposedAt} zone={deviceZone()} />
          </dd>
        </div>
        {decidedBy && decidedAt && (
          <div>
            <dt>{t('adjustments.decidedBy', { state })}</dt>
            <dd>
              {decidedBy.name ?? decidedBy.id}
              <br />
              <TimeText at={decidedAt} zone={deviceZone()} />
            </dd>
          </div>
        )}
        {refusal !== null && (
          <div>
            <dt>{t('adjustments.refusal')}</dt>
            <dd dir="auto">{refusal}</dd>
          </div>
        )}
      </dl>
      {state === 'proposed' &&
        ([proposedBy.id, debit.owner, credit.owner].includes(me) ? (
          <p className="field-hint">{t('adjustments.forOthers')}</p>
        ) : (
          <Suspense>
            <DecideForm id={id} onDecided={onDecided} />
          </Suspense>
        ))}
    </li>
  );
}

interface SideProps {
  readonly label: string;
  readonly side: Adjustment['debit'];
}

/** An account, and whose: a link to what moved on it. */
function Side({ label, side: { account, owner, ownerName } }: SideProps) {
  const { locale, t } = useReader();
  return (
    <div>
      <dt>{label}</dt>
      <dd className="address">
        {t('ledger.accountIs', { account })}
        <br />
        <a href={`/${locale}${ledgerPath({ account, owner })}`}>{ownerName ?? owner}</a>
      </dd>
    </div>
  );
}
