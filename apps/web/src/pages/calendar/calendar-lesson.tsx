import { deviceZone, timeText, useReader } from '@edu/ui';
import { isolated } from '@edu/i18n/isolate';
import { useSubjectLabel } from '../search/subject-names.tsx';
import type { Side } from '../lessons/lesson-queries.ts';
import { LessonState, shownState } from '../lessons/lesson-state.tsx';
import type { CalendarLesson } from './calendar-days.ts';

const SOMEBODY = {
  learner: 'lessons.someProvider',
  provider: 'lessons.someLearner',
  parent: 'lessons.someChild',
} as const;

interface CalendarLessonLinkProps {
  readonly as: Side;
  readonly lesson: CalendarLesson;
}

/** One lesson in a calendar: when, with whom, about what, and how it stands. */
export function CalendarLessonLink({ as, lesson }: CalendarLessonLinkProps) {
  const { locale, t } = useReader();
  const label = useSubjectLabel();
  const { id, startsAt, endsAt, name, subject, state, proposedStarts } = lesson;
  const hour = (at: string) => timeText(at, deviceZone(), locale, 'time');
  const waits = { state, holdExpiresAt: null, answerBy: null };
  return (
    <a className="calendar-lesson" href={`/${locale}/lessons/${id}`}>
      <span className="lesson-hours">
        <time dateTime={startsAt}>{hour(startsAt)}</time>–
        <time dateTime={endsAt}>{hour(endsAt)}</time>
      </span>
      <strong>{isolated(name ?? t(SOMEBODY[as]))}</strong>
      {subject !== null && <span>{label(subject)}</span>}
      {state !== 'confirmed' && <LessonState state={shownState(waits, undefined)} />}
      {proposedStarts.length > 0 && <span>{t('lessons.proposal.sent')}</span>}
    </a>
  );
}
