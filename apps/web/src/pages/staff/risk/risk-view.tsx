import { useQueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import { EmptyState, LazyDetails, QueryView, SegmentLinks, useReader } from '@edu/ui';
import { staffPlacesOf } from '../../../shell/staff-places.ts';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { StaffOnly } from '../staff-only.tsx';
import { ReviewCard } from './review-card.tsx';
import { REVIEW_STATES, useReviews, type ReviewState } from './use-reviews.ts';

const RulesList = lazy(async () => ({ default: (await import('./rules-list.tsx')).RulesList }));

const chosen = (): ReviewState => {
  const state = new URLSearchParams(location.search).get('state');
  return REVIEW_STATES.find((one) => one === state) ?? 'open';
};

/** Trust and finance: payments that rules want somebody to look at. */
export function RiskView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="risk" />
      <h1>{t('risk.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('risk')}>
        {() => <Queue />}
      </StaffOnly>
    </div>
  );
}

function Queue() {
  const { locale, t } = useReader();
  const shown = chosen();
  const list = useReviews(shown);
  const queries = useQueryClient();
  const reload = () => void queries.invalidateQueries({ queryKey: ['risk'] });
  if (needsSecondFactor(list.error)) return <SecondFactorNotice />;
  return (
    <>
      <section className="card">
        <p className="field-hint">{t('risk.means')}</p>
        <LazyDetails summary={t('risk.rules')}>
          <RulesList />
        </LazyDetails>
      </section>
      <SegmentLinks
        label={t('risk.show')}
        options={REVIEW_STATES.map((state) => ({
          label: t(`risk.shown.${state}`),
          href: `/${locale}/staff/risk${state === 'open' ? '' : `?state=${state}`}`,
          chosen: state === shown,
        }))}
      />
      <QueryView query={list}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t(`risk.none.${shown}`)} />;
          return (
            <ul className="cards">
              {items.map((review) => (
                <ReviewCard key={review.id} review={review} onDecided={reload} />
              ))}
            </ul>
          );
        }}
      </QueryView>
      {list.hasNextPage && (
        <button
          type="button"
          className="quiet"
          aria-disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('risk.more')}
        </button>
      )}
    </>
  );
}
