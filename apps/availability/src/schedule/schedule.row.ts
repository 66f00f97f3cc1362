import type { Schedule } from '@edu/contracts-availability';

/** The contract's view of a row; its rules were validated when they were written, by the contract of then. */
export function toSchedule(row: {
  readonly providerId: string;
  readonly version: number;
  readonly rules: unknown;
}): Schedule {
  const rules = row.rules as Omit<Schedule, 'providerId' | 'version' | 'trial'> &
    Partial<Pick<Schedule, 'trial'>>;
  return { trial: null, ...rules, providerId: row.providerId, version: row.version };
}
