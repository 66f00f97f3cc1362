import { newIntent } from '@edu/client';
import type { Person } from './actors.ts';
import { payByCard } from './card.ts';
import { eventually } from './eventually.ts';
import type { Gateway } from './gateway-client.ts';
import { firstStart, readSlots } from './slots.ts';

/** A hold ends when its lesson begins: a busy machine has that long to pay for it. */
const LEAD_MS = 120_000;

/** Books and pays a lesson that begins in a few minutes. @returns its id once its classroom or its door is open */
export async function openLesson(
  at: Gateway,
  stripeUrl: string,
  tutor: Person,
  { api }: Person,
  mode: 'online' | 'in_person' = 'online',
): Promise<string> {
  const slots = await readSlots(at, { providerId: tutor.id, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + LEAD_MS));
  const slot = { body: { providerId: tutor.id, startsAt, mode }, intent: newIntent() };
  const { id: bookingId } = await api.post('/api/v1/bookings', slot);
  const order = { body: { bookingId }, intent: newIntent() };
  await payByCard(stripeUrl, await api.post('/api/v1/payments/intent', order));
  await eventually<unknown>(() =>
    mode === 'online'
      ? api.get('/api/v1/sessions/token', { params: { query: { bookingId } } })
      : api.get('/api/v1/sessions/{bookingId}/door', { params: { path: { bookingId } } }),
  );
  return bookingId;
}
