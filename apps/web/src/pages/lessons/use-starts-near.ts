import { useQuery } from '@tanstack/react-query';
import type { BookingDetails } from '@edu/client';
import { deviceZone } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { serverClock } from '../../island/server-clock.ts';
import { daysAround, nearestStarts } from '../book/nearest-starts.ts';

/** As many as fit a list that somebody reads. */
const SHOWN = 40;

/** The free starts of a lesson’s provider that are nearest to it, which itself is in the way of none. */
export function useStartsNear({ id, providerId, startsAt, endsAt, trial }: BookingDetails) {
  const api = useApi();
  const durationMinutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  return useQuery({
    queryKey: ['slots', 'to propose', id],
    queryFn: async () => {
      const slots = await api.get('/api/v1/providers/{id}/slots', {
        params: {
          path: { id: providerId },
          query: {
            ...daysAround(startsAt, serverClock.now() ?? Date.now()),
            ...{ zone: deviceZone(), durationMinutes, trial, movedBookingId: id },
          },
        },
      });
      return nearestStarts(slots, startsAt, SHOWN);
    },
    staleTime: 0,
    gcTime: 0,
  });
}
