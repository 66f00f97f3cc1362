import type { BookingDetails } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { useTexts, type TextsOf } from '@edu/ui';
import { useSubjectLabel } from '../search/subject-names.tsx';
import type { Side } from './lesson-queries.ts';

type Named = Pick<BookingDetails, 'learnerName' | 'providerName' | 'subject'>;

/** The name of the other of a lesson's two people, or what stands for it while it cannot be had. */
export function otherName(t: TextsOf, lesson: Named, as: Side): string {
  const name = as === 'provider' ? lesson.learnerName : lesson.providerName;
  return name ?? t(as === 'provider' ? 'lessons.someLearner' : 'lessons.someProvider');
}

/** `Maths with Awa Koné`: plain text, in which the name keeps its own direction. */
export function useLessonName(): (lesson: Named, as: Side) => string {
  const t = useTexts();
  const label = useSubjectLabel();
  return (lesson, as) => {
    const name = isolated(otherName(t, lesson, as));
    const { subject } = lesson;
    if (subject === null) return t('lessons.with', { name });
    return t('lessons.subjectWith', { subject: isolated(label(subject)), name });
  };
}
