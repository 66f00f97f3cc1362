import { useQueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import { EmptyState, LazyDetails, QueryView, SegmentLinks, useReader } from '@edu/ui';
import { MoreButton } from '../../../island/more-button.tsx';
import { staffPlacesOf } from '../../../shell/staff-places.ts';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { StaffOnly } from '../staff-only.tsx';
import { ReserveCard } from './reserve-card.tsx';
import { RESERVE_STATES, useReserves, type ReserveState } from './use-reserves.ts';

const RulesList = lazy(async () => ({ default: (await import('./rules-list.tsx')).RulesList }));
const SetForm = lazy(async () => ({ default: (await import('./set-form.tsx')).SetForm }));

const chosen = (): ReserveState => {
  const state = new URLSearchParams(location.search).get('state');
  return RESERVE_STATES.find((one) => one === state) ?? 'live';
};

/** Finance: what is kept of earnings for a while. */
export function ReservesView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="reserves" />
      <h1>{t('reserves.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('reserves')}>
        {({ id }) => <Kept me={id} />}
      </StaffOnly>
    </div>
  );
}

function Kept({ me }: { readonly me: string }) {
  const { locale, t } = useReader();
  const shown = chosen();
  const list = useReserves(shown);
  const queries = useQueryClient();
  const reload = () => void queries.invalidateQueries({ queryKey: ['reserves'] });
  if (needsSecondFactor(list.error)) return <SecondFactorNotice />;
  return (
    <>
      <section className="card">
        <p className="field-hint">{t('reserves.means')}</p>
        <LazyDetails summary={t('reserves.setOne')}>
          <SetForm onSet={reload} />
        </LazyDetails>
        <LazyDetails summary={t('reserves.rules')}>
          <RulesList />
        </LazyDetails>
      </section>
      <SegmentLinks
        label={t('reserves.show')}
        options={RESERVE_STATES.map((state) => ({
          label: t(`reserves.shown.${state}`),
          href: `/${locale}/staff/reserves${state === 'live' ? '' : `?state=${state}`}`,
          chosen: state === shown,
        }))}
      />
      <QueryView query={list}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t(`reserves.none.${shown}`)} />;
          return (
            <ul className="cards">
              {items.map((reserve) => (
                <ReserveCard key={reserve.id} {...{ reserve, me }} onLifted={reload} />
              ))}
            </ul>
          );
        }}
      </QueryView>
      <MoreButton list={list} label={t('reserves.more')} />
    </>
  );
}
