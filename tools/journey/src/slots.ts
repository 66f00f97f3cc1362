import assert from 'node:assert/strict';
import type { Slots } from '@edu/client';
import { eventually } from './eventually.ts';
import { clientAt, type Gateway } from './gateway-client.ts';

const MINUTE = 60_000;

/** Lessons of journeys are up to four days ahead, whatever the hour is. */
const DAYS = 7;

/**
 * The free times of a provider in the coming week. A profile that was published this moment takes
 * effect at the schedule a moment later, hence the patience.
 */
export function readSlots(
  at: Gateway,
  query: { providerId: string; zone: string },
): Promise<Slots> {
  const { providerId: id, zone } = query;
  const day = (offset: number) =>
    Temporal.Now.plainDateISO(zone).add({ days: offset }).toString({ calendarName: 'never' });
  const params = { path: { id }, query: { zone, from: day(0), to: day(DAYS) } };
  const api = clientAt(at);
  return eventually(async () => {
    const slots = await api.get('/api/v1/providers/{id}/slots', { params });
    assert(slots.days.length > 0, 'no free times');
    return slots;
  });
}

/** The wall clock and the offset of every range must be those of the reader's zone. */
export function checkLocalTimes({ zone, days }: Slots): void {
  for (const { startsAt, localStart } of days.flatMap((day) => day.ranges)) {
    const local = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone);
    assert.equal(localStart.slice(0, 16), local.toString().slice(0, 16), 'local time');
    assert.equal(localStart.slice(-6), local.offset, 'offset');
  }
}

/** The first start of a lesson that is not before the given instant. @throws when there is none */
export function firstStart(slots: Slots, notBefore: Date): string {
  const step = slots.stepMinutes * MINUTE;
  for (const { startsAt, endsAt } of slots.days.flatMap((day) => day.ranges)) {
    const first = Date.parse(startsAt);
    const skipped = Math.max(0, Math.ceil((notBefore.getTime() - first) / step));
    const start = first + skipped * step;
    if (start + slots.durationMinutes * MINUTE <= Date.parse(endsAt)) {
      return new Date(start).toISOString();
    }
  }
  return assert.fail(`no lesson can start at ${notBefore.toISOString()} or later`);
}
