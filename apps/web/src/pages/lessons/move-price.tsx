import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BookingDetails } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { costAt, wasMissed } from './move-cost.ts';

interface MovePriceProps {
  readonly lesson: BookingDetails;
  readonly minutes: number;
  /** ISO 8601 */
  readonly start: string;
  /** Says what there is to pay for it besides, minor units; undefined where it cannot be there. */
  readonly onKnown: (more: number | undefined) => void;
}

/** What the lesson costs at the new time, and what goes back or is to be paid besides. */
export function MovePrice({ lesson, minutes, start, onKnown }: MovePriceProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const { id: movedBookingId, providerId, mode, trial, price: paid } = lesson;
  const query = useQuery({
    queryKey: ['quote', movedBookingId, start, minutes],
    queryFn: () =>
      api.get('/api/v1/providers/{providerId}/quote', {
        params: {
          path: { providerId },
          query: { startsAt: start, durationMinutes: minutes, mode, movedBookingId, trial },
        },
      }),
    staleTime: 0,
    gcTime: 0,
  });
  const cost = query.data && costAt(lesson, minutes, query.data.price);
  // Who did not come is not asked again.
  const asksFirst = query.data?.request !== undefined && !wasMissed(lesson);
  const more = cost && !asksFirst ? Math.max(0, cost.amount - paid.amount) : undefined;
  useEffect(() => onKnown(more), [more, onKnown]);
  return (
    <div role="status">
      <QueryView query={query}>
        {({ price }) => {
          if (asksFirst) return <p>{t('lessons.moveByRequest')}</p>;
          const shown = { price: formatMoney(cost ?? price, locale) };
          if (!cost) return <p>{t('lessons.moveMore', shown)}</p>;
          const back = paid.amount - cost.amount;
          const difference = formatMoney({ ...cost, amount: Math.abs(back) }, locale);
          if (back < 0) return <p>{t('lessons.moveDearer', { ...shown, difference })}</p>;
          if (back === 0) return <p>{t('lessons.moveSame')}</p>;
          return <p>{t('lessons.moveLess', { ...shown, refund: difference })}</p>;
        }}
      </QueryView>
    </div>
  );
}
