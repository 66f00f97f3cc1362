import type { GroupLesson } from '@edu/client';

type Lesson = Pick<GroupLesson, 'id' | 'startsAt' | 'mode' | 'subject' | 'seatsLeft'>;

/**
 * Of the group lessons of a provider the one that has a seat in place of another: the nearest of the same
 * subject if there is one.
 */
export function nearestSeat<L extends Lesson>(
  lessons: readonly L[],
  wanted: Lesson,
): L | undefined {
  const distance = ({ startsAt }: Lesson) =>
    Math.abs(Date.parse(startsAt) - Date.parse(wanted.startsAt));
  const isOther = ({ subject }: Lesson) => Number(subject !== wanted.subject);
  return lessons
    .filter(({ id, mode, seatsLeft }) => id !== wanted.id && mode === wanted.mode && seatsLeft > 0)
    .sort((a, b) => isOther(a) - isOther(b) || distance(a) - distance(b))[0];
}
