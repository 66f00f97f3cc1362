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
  /** Says whether the lesson can be there for what was paid. */
  readonly onKnown: (canPay: boolean) => void;
}

/** What the lesson costs at the new time, and what goes back. */
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
  const canPay = cost !== undefined && !asksFirst;
  useEffect(() => onKnown(canPay), [canPay, onKnown]);
  return (
    <div role="status">
      <QueryView query={query}>
        {({ price }) => {
          if (asksFirst) return <p>{t('lessons.moveByRequest')}</p>;
          const shown = { price: formatMoney(cost ?? price, locale) };
          if (!cost) return <p>{t('lessons.moveMore', shown)}</p>;
          const back = paid.amount - cost.amount;
          const refund = formatMoney({ ...cost, amount: back }, locale);
          return (
            <p>
              {back === 0 ? t('lessons.moveSame') : t('lessons.moveLess', { ...shown, refund })}
            </p>
          );
        }}
      </QueryView>
    </div>
  );
}
