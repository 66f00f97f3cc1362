import type { Schedule } from '@edu/contracts-availability';

/** What schedules that were written before do not say. */
const ADDED_SINCE = { trial: null, bookingMode: 'instant', answerWithinHours: 24 } as const;

/** The contract's view of a row; its rules were validated when they were written, by the contract of then. */
export function toSchedule(row: {
  readonly providerId: string;
  readonly version: number;
  readonly rules: unknown;
}): Schedule {
  const rules = row.rules as Omit<Schedule, 'providerId' | 'version' | keyof typeof ADDED_SINCE>;
  return { ...ADDED_SINCE, ...rules, providerId: row.providerId, version: row.version };
}
