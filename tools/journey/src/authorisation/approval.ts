import { newIntent } from '@edu/client';
import type { Person } from '../actors.ts';
import { eventually } from '../eventually.ts';
import type { Gateway } from '../gateway-client.ts';
import { firstStart, readSlots } from '../slots.ts';

const HOUR_MS = 3_600_000;
const NOTHING_WITHOUT_ASKING = { monthly: null, providers: [], hours: null };

/** A child that may book nothing without asking asks its parent for a lesson. @returns the request */
export async function askBeyondCaps(
  at: Gateway,
  parent: Person,
  child: Person,
  providerId: string,
): Promise<string> {
  const params = { path: { childId: child.id } };
  await parent.api.put('/api/v1/me/children/{childId}/caps', {
    ...{ params, body: NOTHING_WITHOUT_ASKING },
  });
  const slots = await readSlots(at, { providerId, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + 30 * HOUR_MS));
  // Booking knows the caps a moment later.
  return eventually(async () => {
    const body = { providerId, startsAt };
    return (await child.api.post('/api/v1/approvals', { body, intent: newIntent() })).id;
  });
}
