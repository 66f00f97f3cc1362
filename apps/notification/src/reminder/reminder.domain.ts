import { newId } from '@edu/contract-kit';

/** How long before a lesson its people are reminded of it, ms. */
export const REMINDERS = { day: 24 * 3_600_000, hour: 3_600_000 } as const;
export type ReminderKind = keyof typeof REMINDERS;

/** Whoever booked a moment ago needs no reminder yet, ms. */
const LEAST_AHEAD_MS = 900_000;

export interface PlannedReminder {
  readonly id: string;
  readonly bookingId: string;
  readonly kind: ReminderKind;
  readonly startsAt: string;
  readonly dueAt: string;
}

/** The reminders that a lesson still has ahead of it. */
export function remindersOf(
  { bookingId, startsAt }: { readonly bookingId: string; readonly startsAt: string },
  now: Date,
): PlannedReminder[] {
  return (Object.keys(REMINDERS) as ReminderKind[]).flatMap((kind) => {
    const dueAt = Date.parse(startsAt) - REMINDERS[kind];
    if (dueAt < now.getTime() + LEAST_AHEAD_MS) return [];
    return [{ id: newId(), bookingId, kind, startsAt, dueAt: new Date(dueAt).toISOString() }];
  });
}

/** Whether a reminder that comes now still says something: a late one of the day is that of the hour. */
export function isInTime(kind: ReminderKind, startsAt: Date, now: Date): boolean {
  const left = startsAt.getTime() - now.getTime();
  return kind === 'day' ? left > REMINDERS.hour : left > 0;
}
