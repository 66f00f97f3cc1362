import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { BookingDetails, Client, Payment } from '@edu/client';
import { useApi } from '../../island/api-context.tsx';
import { serverClock } from '../../island/server-clock.ts';
import { askAgainMs, payPanel } from './pay-panel.ts';

export interface PaymentNews {
  readonly booking: BookingDetails;
  /** Of the booking, the newest first. */
  readonly payments: readonly Payment[];
}

/** After a question without an answer. */
const SELDOM_MS = 5_000;

/**
 * A booking and its payments, followed until nothing changes any more: asked again and again, less and
 * less often, and at once when a notification comes.
 */
export function usePayment(id: string) {
  const api = useApi();
  const asked = useRef(0);
  const query = useQuery({
    queryKey: ['pay', id],
    queryFn: ({ client }) => askFor(api, id, client.getQueryData<PaymentNews>(['pay', id])),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state: { data, error } }) => {
      if (!data) return false;
      if (error) return SELDOM_MS;
      const panel = payPanel(data.booking, data.payments, serverClock.now() ?? 0);
      return askAgainMs(panel, asked.current++) ?? false;
    },
  });
  const { refetch } = query;
  const isFollowed = useFollows(query.data);
  useEffect(() => {
    if (!isFollowed) return undefined;
    return api.events('/api/v1/me/notifications/stream', {
      onEvent: () => {
        asked.current = 0;
        void refetch();
      },
    });
  }, [api, isFollowed, refetch]);
  return query;
}

function useFollows(data: PaymentNews | undefined): boolean {
  if (!data) return false;
  const panel = payPanel(data.booking, data.payments, serverClock.now() ?? 0);
  return askAgainMs(panel, 0) !== undefined;
}

/** The payments; and the booking when it can be another than it was. */
async function askFor(api: Client, id: string, before?: PaymentNews): Promise<PaymentNews> {
  const askPayments = api.get('/api/v1/payments', { params: { query: { bookingId: id } } });
  const askBooking = () => api.get('/api/v1/bookings/{id}', { params: { path: { id } } });
  if (!before) {
    const [{ items }, booking] = await Promise.all([askPayments, askBooking()]);
    return { booking, payments: items };
  }
  const { items: payments } = await askPayments;
  const waits = payments.every(({ status }) => status !== 'succeeded');
  const asBefore = JSON.stringify(payments) === JSON.stringify(before.payments);
  const booking = waits && asBefore && isHeld(before.booking) ? before.booking : await askBooking();
  return { booking, payments };
}

function isHeld({ state, holdExpiresAt }: BookingDetails): boolean {
  const now = serverClock.now();
  return state === 'pending' && now !== undefined && now < Date.parse(holdExpiresAt ?? '');
}
