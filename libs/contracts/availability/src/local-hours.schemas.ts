import { fieldRule } from '@edu/contract-kit';
import { z } from 'zod';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const LocalTime = z
  .string()
  .refine((time) => TIME_OF_DAY.test(time), fieldRule('bad_time_of_day'))
  .meta({
    description: 'Time of day; 24:00 is the end of it.',
    examples: ['09:30'],
    pattern: TIME_OF_DAY.source,
  });
const LocalRange = z
  .strictObject({
    from: LocalTime.meta({ description: 'When it begins.', examples: ['08:00'] }),
    to: LocalTime.meta({ description: 'When it ends.', examples: ['12:00'] }),
  })
  .refine(({ from, to }) => from < to, {
    ...fieldRule('must_be_after', { field: 'from' }),
    path: ['to'],
  })
  .meta({
    id: 'LocalRange',
    description:
      'Hours of one day; `to` is not part of it. A night goes on with a range from 00:00 the next day.',
  });

/** The hours of one day; they may touch and may not overlap. */
export const LocalRanges = z
  .array(LocalRange)
  .max(12)
  .superRefine((ranges, context) => {
    ranges.forEach(({ from, to }, index) => {
      if (ranges.slice(0, index).some((other) => from < other.to && other.from < to)) {
        context.addIssue({ code: 'custom', path: [index], ...fieldRule('overlaps') });
      }
    });
  });

/** Refuses a second entry for the same day. */
export function oncePer<K extends string>(key: K) {
  return (entries: readonly Record<K, unknown>[], context: z.RefinementCtx): void => {
    const seen = new Set<unknown>();
    entries.forEach((entry, index) => {
      if (seen.has(entry[key])) {
        context.addIssue({ code: 'custom', path: [index, key], ...fieldRule('given_twice') });
      }
      seen.add(entry[key]);
    });
  };
}
