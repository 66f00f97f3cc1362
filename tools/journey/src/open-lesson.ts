import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { bookingRpc } from '@edu/contracts-booking';
import { paymentRpc } from '@edu/contracts-payment';
import { sessionRpc } from '@edu/contracts-session';
import type { Person } from './actors.ts';
import type { ApiClient } from './api-client.ts';
import { payByCard } from './card.ts';
import { eventually } from './eventually.ts';
import { firstStart, readSlots } from './slots.ts';

/** A hold ends when its lesson begins: a busy machine has that long to pay for it. */
const LEAD_MS = 120_000;

/** Books and pays a lesson that begins in a few minutes. @returns its id once its classroom is open */
export async function openLesson(
  api: ApiClient,
  stripeUrl: string,
  tutor: Person,
  { token }: Person,
): Promise<string> {
  const slots = await readSlots(api, { providerId: tutor.id, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + LEAD_MS));
  assert(startsAt, 'no slot is free soon');
  const withKey = () => ({ token, key: randomUUID() });
  const slot = { providerId: tutor.id, startsAt };
  const { id: bookingId } = await api.ok(bookingRpc.create, slot, withKey());
  await payByCard(stripeUrl, await api.ok(paymentRpc.createIntent, { bookingId }, withKey()));
  await eventually(() => api.ok(sessionRpc.token, { bookingId }, { token }));
  return bookingId;
}
