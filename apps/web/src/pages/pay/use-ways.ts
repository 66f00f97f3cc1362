import { useQuery } from '@tanstack/react-query';
import { deviceZone } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import type { Bill } from './bill.ts';
import { countryOfZone } from '../../island/country-of-zone.ts';
import { waysHere } from './ways.ts';

/**
 * The ways to pay a bill, the one to propose first. Without an answer there is none to choose,
 * and the payment service that the server proposes is taken.
 *
 * @param wanted whether there is anything to pay now
 */
export function useWays({ bookingId: id, others }: Bill, wanted: boolean) {
  const api = useApi();
  const { data, isPending, refetch } = useQuery({
    queryKey: ['ways', id, others],
    queryFn: ({ signal }) =>
      api.get('/api/v1/bookings/{id}/ways-to-pay', {
        // Where it is not known from here, the server guesses.
        params: {
          path: { id },
          query: { others: [...others], country: countryOfZone(deviceZone()) },
        },
        signal,
      }),
    enabled: wanted,
    staleTime: Infinity,
    retry: 1,
  });
  return { ways: waysHere(data?.items ?? []), credit: data?.credit ?? null, isPending, refetch };
}
