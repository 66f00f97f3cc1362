import { useQueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import { EmptyState, LazyDetails, QueryView, SegmentLinks, useReader } from '@edu/ui';
import { MoreButton } from '../../../island/more-button.tsx';
import { staffPlacesOf } from '../../../shell/staff-places.ts';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { StaffOnly } from '../staff-only.tsx';
import { AdjustmentCard } from './adjustment-card.tsx';
import { ADJUSTMENT_STATES, useAdjustments, type AdjustmentState } from './use-adjustments.ts';

const ProposeForm = lazy(async () => ({
  default: (await import('./propose-form.tsx')).ProposeForm,
}));

const chosen = (): AdjustmentState => {
  const state = new URLSearchParams(location.search).get('state');
  return ADJUSTMENT_STATES.find((one) => one === state) ?? 'proposed';
};

/** Finance: what two people put right in the books. */
export function AdjustmentsView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="adjustments" />
      <h1>{t('adjustments.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('adjustments')}>
        {({ id }) => <Queue me={id} />}
      </StaffOnly>
    </div>
  );
}

function Queue({ me }: { readonly me: string }) {
  const { locale, t } = useReader();
  const shown = chosen();
  const list = useAdjustments(shown);
  const queries = useQueryClient();
  // The badge too.
  const reload = () => void queries.invalidateQueries({ queryKey: ['adjustments'] });
  if (needsSecondFactor(list.error)) return <SecondFactorNotice />;
  const count = list.data?.pages[0]?.waiting;
  return (
    <>
      <section className="card">
        <p className="field-hint">{t('adjustments.means')}</p>
        <LazyDetails summary={t('adjustments.propose')}>
          <ProposeForm onProposed={reload} />
        </LazyDetails>
      </section>
      <SegmentLinks
        label={t('adjustments.show')}
        options={ADJUSTMENT_STATES.map((state) => ({
          label: t(`adjustments.shown.${state}`),
          href: `/${locale}/staff/adjustments${state === 'proposed' ? '' : `?state=${state}`}`,
          chosen: state === shown,
        }))}
      />
      {count !== undefined && <p>{t('adjustments.waiting', { count })}</p>}
      <QueryView query={list}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t(`adjustments.none.${shown}`)} />;
          return (
            <ul className="cards">
              {items.map((adjustment) => (
                <AdjustmentCard key={adjustment.id} {...{ adjustment, me }} onDecided={reload} />
              ))}
            </ul>
          );
        }}
      </QueryView>
      <MoreButton list={list} label={t('adjustments.more')} />
    </>
  );
}
