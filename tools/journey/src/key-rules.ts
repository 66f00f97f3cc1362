import assert from 'node:assert/strict';
import type { Booking, CreateBooking } from '@edu/client';
import { platformErrors, RESPONSE_HEADER } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import type { Person } from './actors.ts';
import { ApiClient } from './api-client.ts';
import { refused, type Gateway } from './gateway-client.ts';

/** Who sends an Idempotency-Key again gets the first answer; a key is for one request, and needed. */
export async function checkKeyRules(
  at: Gateway,
  { api, token }: Person,
  order: { body: CreateBooking; intent: string },
  booking: Booking,
): Promise<void> {
  const { body, intent: key } = order;
  assert.deepEqual(await api.post('/api/v1/bookings', order), booking);
  const other = { body: { ...body, startsAt: aDayAfter(body.startsAt) }, intent: key };
  await refused(api.post('/api/v1/bookings', other), platformErrors.idempotencyKeyReused);

  // What no client of ours shows, or sends.
  const raw = new ApiClient(at.url);
  try {
    const again = await raw.call(bookingRpc.create, body, { token, key });
    assert(again.replayed, `${RESPONSE_HEADER.idempotencyReplayed} is missing`);
    const { idempotencyKeyMissing } = platformErrors;
    await raw.refused(bookingRpc.create, body, { token }, idempotencyKeyMissing);
  } finally {
    await raw.close();
  }
}

function aDayAfter(instant: string): string {
  return new Date(Date.parse(instant) + 86_400_000).toISOString();
}
