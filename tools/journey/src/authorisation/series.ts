import { newIntent } from '@edu/client';
import type { Person } from '../actors.ts';
import type { Gateway } from '../gateway-client.ts';
import { firstStart, readSlots } from '../slots.ts';

const HOUR_MS = 3_600_000;

/** Two lessons a week apart, not paid. @returns the series */
export async function openSeries(
  at: Gateway,
  providerId: string,
  learner: Person,
): Promise<string> {
  const slots = await readSlots(at, { providerId, zone: 'Africa/Abidjan' });
  const first = firstStart(slots, new Date(Date.now() + 50 * HOUR_MS));
  const body = { providerId, starts: [first], repeat: { times: 2 } };
  return (await learner.api.post('/api/v1/series', { body, intent: newIntent() })).id;
}
