import { lazy, Suspense, useState } from 'react';
import type { ProviderReserve } from '@edu/client';
import { deviceZone, MoneyText, TimeText, useReader } from '@edu/ui';
import { ledgerPath } from '../ledger/ledger-address.ts';
import { percentText } from './percent.ts';

const LiftForm = lazy(async () => ({ default: (await import('./lift-form.tsx')).LiftForm }));

interface ReserveCardProps {
  readonly reserve: ProviderReserve;
  /** Who looks at it. */
  readonly me: string;
  readonly onLifted: () => void;
}

/** What is kept of whom, why, and who says so. */
export function ReserveCard({ reserve, me, onLifted }: ReserveCardProps) {
  const { locale, t } = useReader();
  const [lifts, setLifts] = useState(false);
  const { id, providerId, providerName, bps, days, kept, reason, setBy, setAt } = reserve;
  const { liftedBy, liftedAt, liftReason } = reserve;
  const zone = deviceZone();
  const account = { account: 'provider_reserve', owner: providerId } as const;
  return (
    <li className="card" data-reserve={id}>
      <h2 dir="auto">{providerName ?? providerId}</h2>
      <p>{t('reserves.share', { share: percentText(bps, locale), days })}</p>
      <p dir="auto">{reason}</p>
      <dl className="facts">
        <div>
          <dt>{t('reserves.kept')}</dt>
          <dd>
            <a href={`/${locale}${ledgerPath(account)}`}>
              <MoneyText money={kept} />
            </a>
          </dd>
        </div>
        <div>
          <dt>{t('reserves.setBy')}</dt>
          <dd>
            {setBy.name ?? setBy.id}
            <br />
            <TimeText at={setAt} zone={zone} />
          </dd>
        </div>
        {liftedBy && liftedAt && (
          <div>
            <dt>{t('reserves.liftedBy')}</dt>
            <dd dir="auto">
              {liftedBy.name ?? liftedBy.id}
              <br />
              <TimeText at={liftedAt} zone={zone} />
              <br />
              {liftReason}
            </dd>
          </div>
        )}
      </dl>
      {liftedAt === null && providerId === me && (
        <p className="field-hint">{t('reserves.forOthers')}</p>
      )}
      {liftedAt === null && providerId !== me && !lifts && (
        <button type="button" className="quiet" onClick={() => setLifts(true)}>
          {t('reserves.lift')}
        </button>
      )}
      {lifts && (
        <Suspense>
          <LiftForm {...{ id, onLifted }} onClose={() => setLifts(false)} />
        </Suspense>
      )}
    </li>
  );
}
