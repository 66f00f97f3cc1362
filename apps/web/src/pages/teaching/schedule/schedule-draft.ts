import type { LocalRange, Money, SaveSchedule, Schedule } from '@edu/client';
import { minorUnits, typedAmount } from '../../account/typed-amount.ts';

/** Monday is 1 (ISO 8601). */
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Day = (typeof DAYS)[number];
export type Ranges = readonly LocalRange[];

/** The first lesson to try, as it is typed; no minutes for none. */
export interface TrialDraft {
  readonly minutes: number | null;
  readonly price: string;
  readonly currency: Money['currency'];
}

/** A schedule as it stands in the editor: every day of the week has its list. */
export interface ScheduleDraft extends Omit<
  Required<SaveSchedule>,
  'weekly' | 'exceptions' | 'trial'
> {
  readonly trial: TrialDraft;
  readonly week: Readonly<Record<Day, Ranges>>;
  readonly exceptions: readonly { readonly date: string; readonly ranges: Ranges }[];
}

const NO_WEEK: ScheduleDraft['week'] = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };

const NO_TRIAL: TrialDraft = { minutes: null, price: '', currency: 'XOF' };

/** For somebody who has never written one: nothing is free yet, the rest as most people want it. */
export const emptySchedule = (timeZone: string): ScheduleDraft => ({
  timeZone,
  week: NO_WEEK,
  exceptions: [],
  durationsMinutes: [60],
  stepMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 120,
  horizonDays: 90,
  policy: 'moderate',
  bookingMode: 'instant',
  answerWithinHours: 24,
  trial: NO_TRIAL,
});

export function scheduleDraftOf(schedule: Schedule): ScheduleDraft {
  const { weekly, exceptions, trial, providerId: _id, version: _version, ...rest } = schedule;
  const week = Object.fromEntries(weekly.map(({ day, ranges }) => [day, ranges]));
  return {
    ...rest,
    policy: rest.policy,
    trial: trial
      ? {
          minutes: trial.durationMinutes,
          price: typedAmount(trial.price),
          currency: trial.price.currency,
        }
      : NO_TRIAL,
    exceptions,
    week: { ...NO_WEEK, ...week },
  };
}

export function scheduleToSave({ week, exceptions, trial, ...rest }: ScheduleDraft): SaveSchedule {
  return {
    ...rest,
    trial: trialToSave(trial),
    weekly: DAYS.filter((day) => week[day].length > 0).map((day) => ({
      day,
      ranges: sorted(week[day]),
    })),
    exceptions: [...exceptions]
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .map(({ date, ranges }) => ({ date, ranges: sorted(ranges) })),
  };
}

/** An amount that is none is sent as nothing, which is refused at its field. */
function trialToSave({ minutes, price, currency }: TrialDraft): Schedule['trial'] {
  if (minutes === null) return null;
  return {
    durationMinutes: minutes,
    price: { amount: minorUnits(price, currency) ?? 0, currency },
  };
}

export const sorted = (ranges: Ranges): LocalRange[] =>
  [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1));

export const withDay = (draft: ScheduleDraft, day: Day, ranges: Ranges): ScheduleDraft => ({
  ...draft,
  week: { ...draft.week, [day]: ranges },
});

/** The hours of one day on other days as well. */
export const copied = (draft: ScheduleDraft, from: Day, to: readonly Day[]): ScheduleDraft => ({
  ...draft,
  week: { ...draft.week, ...Object.fromEntries(to.map((day) => [day, draft.week[from]])) },
});

/** Hours to offer next: two from where the day ends so far, or the morning of an empty one. */
export function nextRange(ranges: Ranges): LocalRange | undefined {
  const end = sorted(ranges)[ranges.length - 1]?.to;
  if (!end) return { from: '09:00', to: '12:00' };
  const begin = minutesOf(end) + 60;
  if (begin >= 23 * 60) return undefined;
  return { from: timeOf(begin), to: timeOf(Math.min(begin + 120, 24 * 60)) };
}

export type RangeFault = 'order' | 'overlap';

/** What is wrong with each of the ranges of a day, in their order. */
export function rangeFaults(ranges: Ranges): (RangeFault | undefined)[] {
  return ranges.map(({ from, to }, index) => {
    if (from >= to) return 'order';
    const before = ranges.slice(0, index);
    return before.some((other) => from < other.to && other.from < to) ? 'overlap' : undefined;
  });
}

/** Whether something in it has to be put right first. */
export const hasFaults = ({ week, exceptions }: ScheduleDraft): boolean =>
  [...Object.values(week), ...exceptions.map(({ ranges }) => ranges)].some((ranges) =>
    rangeFaults(ranges).some(Boolean),
  );

/** Hours a week, as they stand. */
export const weeklyHours = ({ week }: ScheduleDraft): number =>
  Object.values(week)
    .flat()
    .reduce((sum, { from, to }) => sum + Math.max(0, minutesOf(to) - minutesOf(from)), 0) / 60;

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

const timeOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
