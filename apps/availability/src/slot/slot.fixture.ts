import { newId } from '@edu/contract-kit';
import type { Schedule, SlotDay } from '@edu/contracts-availability';
import { MINUTE } from './zone.domain.ts';

/** Open all day long on every day, unless given. */
export function aSchedule(changes: Partial<Schedule> = {}): Schedule {
  return {
    providerId: newId(),
    version: 1,
    timeZone: 'Africa/Abidjan',
    weekly: everyDay('00:00-24:00'),
    exceptions: [],
    durationsMinutes: [60],
    stepMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    noticeMinutes: 0,
    horizonDays: 365,
    policy: 'moderate',
    bookingMode: 'instant',
    answerWithinHours: 24,
    trial: null,
    ...changes,
  };
}

/** `everyDay('09:00-12:00', '14:00-18:00')` */
export function everyDay(...ranges: string[]): Schedule['weekly'] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, ranges: hours(...ranges) }));
}

export function hours(...ranges: string[]): Schedule['weekly'][number]['ranges'] {
  return ranges.map((range) => {
    const [from, to] = range.split('-');
    return { from: from!, to: to! };
  });
}

/** The starts that a reader of the contract finds in the ranges. */
export function startsIn(
  days: readonly SlotDay[],
  { stepMinutes, durationMinutes }: { stepMinutes: number; durationMinutes: number },
): number[] {
  const starts: number[] = [];
  for (const range of days.flatMap((day) => day.ranges)) {
    const last = Date.parse(range.endsAt) - durationMinutes * MINUTE;
    for (let at = Date.parse(range.startsAt); at <= last; at += stepMinutes * MINUTE) {
      starts.push(at);
    }
  }
  return starts;
}
