import { useQuery } from '@tanstack/react-query';
import type { Booking, BookingDetails } from '@edu/client';
import { useApi } from '../../island/api-context.tsx';
import { serverClock } from '../../island/server-clock.ts';

/**
 * The other lessons of a booking's series that wait for their payment, in the order of time: they can be
 * paid with it.
 *
 * @param wanted whether there is anything to pay now
 */
export function useOthersToPay({ id, seriesId }: BookingDetails, wanted: boolean) {
  const api = useApi();
  const { data, refetch } = useQuery({
    queryKey: ['series', seriesId],
    queryFn: ({ signal }) =>
      api.get('/api/v1/series/{seriesId}', { params: { path: { seriesId: seriesId! } }, signal }),
    enabled: wanted && seriesId !== null,
    retry: 1,
  });
  const waits = ({ state, holdExpiresAt }: Booking) =>
    state === 'pending' && Date.parse(holdExpiresAt ?? '') > (serverClock.now() ?? 0);
  const others = (data?.lessons ?? []).filter((lesson) => lesson.id !== id && waits(lesson));
  return { others, refetch };
}
