import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { deviceZone } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { countryOfZone } from '../../island/country-of-zone.ts';
import { serverClock } from '../../island/server-clock.ts';
import { askLinkAgainMs, linkPanel } from './link-panel.ts';

/** After a question without an answer. */
const SELDOM_MS = 5_000;

/** What a link asks for and what became of it, asked again until nothing changes any more. */
export function usePaymentRequest(token: string) {
  const api = useApi();
  const asked = useRef(0);
  const country = countryOfZone(deviceZone());
  return useQuery({
    queryKey: ['payment request', token],
    queryFn: ({ signal }) =>
      api.post('/api/v1/payment-links/open', { body: { token, country }, signal }),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state: { data, error } }) => {
      if (!data) return false;
      if (error) return SELDOM_MS;
      const panel = linkPanel(data, serverClock.now() ?? 0);
      return askLinkAgainMs(panel, asked.current++) ?? false;
    },
  });
}
