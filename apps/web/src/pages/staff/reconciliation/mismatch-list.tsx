import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { EmptyState, QueryView, SegmentLinks, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { MoreButton } from '../../../island/more-button.tsx';
import { usePages } from '../../../island/use-pages.ts';
import { MismatchCard } from './mismatch-card.tsx';

const SHOWN = ['live', 'resolved', 'gone'] as const;
type Shown = (typeof SHOWN)[number];

const chosen = (): Shown =>
  SHOWN.find((one) => one === new URLSearchParams(location.search).get('state')) ?? 'live';

/** What two sides disagree about: what is left to do, or what was. */
export function MismatchList({ endedAt }: { readonly endedAt: string | null | undefined }) {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const shown = chosen();
  const key = ['mismatches', shown];
  const list = usePages(key, (page, signal) =>
    api.get('/api/v1/staff/reconciliation/mismatches', {
      params: { query: { ...page, ...(shown !== 'live' && { state: shown }) } },
      signal,
    }),
  );
  // What a comparison has found is here when it has ended.
  useEffect(() => {
    if (endedAt) void queries.invalidateQueries({ queryKey: ['mismatches'] });
  }, [endedAt, queries]);
  return (
    <section aria-labelledby="mismatches">
      <h2 id="mismatches">{t('reconciliation.mismatches')}</h2>
      <SegmentLinks
        label={t('reconciliation.show')}
        options={SHOWN.map((one) => ({
          label: t(`reconciliation.shown.${one}`),
          href: `/${locale}/staff/reconciliation${one === 'live' ? '' : `?state=${one}`}`,
          chosen: one === shown,
        }))}
      />
      <QueryView query={list}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t(`reconciliation.none.${shown}`)} />;
          return (
            <ul className="cards">
              {items.map((mismatch) => (
                <li key={mismatch.id} className="card" data-mismatch={mismatch.id}>
                  <MismatchCard mismatch={mismatch} onChanged={() => void list.refetch()} />
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
      <MoreButton list={list} label={t('reconciliation.more')} />
    </section>
  );
}
