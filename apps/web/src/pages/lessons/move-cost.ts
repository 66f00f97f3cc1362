import type { BookingDetails } from '@edu/client';
import type { Money } from '@edu/contract-kit';

type Lesson = Pick<BookingDetails, 'state' | 'startsAt' | 'endsAt' | 'price'>;

export const minutesOf = ({ startsAt, endsAt }: Pick<Lesson, 'startsAt' | 'endsAt'>) =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;

/** The provider did not come: a new time is theirs to give. */
export const wasMissed = ({ state }: Pick<Lesson, 'state'>) => state === 'no_show';

/**
 * What a lesson costs at a new time, of what is asked there. A provider who did not come gives a lesson
 * of the same length for what was paid.
 *
 * @returns undefined where it cannot be there
 */
export function costAt(lesson: Lesson, minutes: number, asked: Money): Money | undefined {
  const { price: paid } = lesson;
  const isSameMoney = asked.currency === paid.currency;
  const isCovered = wasMissed(lesson) && minutes <= minutesOf(lesson);
  if (isSameMoney && (!isCovered || asked.amount <= paid.amount)) return asked;
  return isCovered ? paid : undefined;
}
