import { newIntent } from '@edu/client';
import type { Person } from '../actors.ts';
import { payByCard } from '../card.ts';
import { eventually } from '../eventually.ts';
import type { Gateway } from '../gateway-client.ts';
import { firstStart, readSlots } from '../slots.ts';

const HOUR_MS = 3_600_000;

/** A lesson that is called off, and whose money a bank returns to us. @returns the refund, which waits */
export async function openRefund(
  at: Gateway,
  stripeUrl: string,
  provider: Person,
  { api }: Person,
): Promise<string> {
  const slots = await readSlots(at, { providerId: provider.id, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + 75 * HOUR_MS));
  const slot = { body: { providerId: provider.id, startsAt }, intent: newIntent() };
  const { id: bookingId } = await api.post('/api/v1/bookings', slot);
  const order = { body: { bookingId }, intent: newIntent() };
  await payByCard(
    stripeUrl,
    await api.post('/api/v1/payments/intent', order),
    'pm_card_refundFail',
  );
  const params = { path: { id: bookingId } };
  await eventually(async () => {
    const { state } = await api.get('/api/v1/bookings/{id}', { params });
    if (state !== 'confirmed') throw new Error('it is not paid yet');
  });
  await provider.api.post('/api/v1/bookings/{id}/cancel', {
    ...{ params, body: {}, intent: newIntent() },
  });
  return eventually(async () => {
    const [refund] = (await api.get('/api/v1/me/credit')).waiting;
    if (!refund) throw new Error('no refund waits');
    return refund.id;
  });
}
