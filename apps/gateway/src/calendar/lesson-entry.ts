import type { Locale } from '@edu/contract-kit';
import type { CalendarLesson } from '@edu/calendar';
import type { BookingDetails } from '@edu/contracts-booking';
import { translate } from '@edu/i18n';

export interface EntryOptions {
  readonly locale: Locale;
  /** Where people open the application. */
  readonly publicUrl: string;
  /** Whose calendar it is. */
  readonly readerId: string | undefined;
  /** What the lesson is about, in words of that language; undefined when it cannot be had. */
  readonly subject: string | undefined;
}

/** A lesson, as its reader finds it in their calendar: `Maths with Awa Koné`, or as its group lesson is called. */
export function lessonEntry(lesson: BookingDetails, options: EntryOptions): CalendarLesson {
  const { locale, publicUrl, readerId, subject } = options;
  const { id, version, startsAt, endsAt, mode, state, groupTitle } = lesson;
  const about = groupTitle ?? subject;
  const isProvider = readerId === lesson.providerId;
  const name =
    (isProvider ? lesson.learnerName : lesson.providerName) ??
    translate(locale, isProvider ? 'lessons.someLearner' : 'lessons.someProvider');
  const title = about
    ? translate(locale, 'lessons.subjectWith', { subject: about, name })
    : translate(locale, 'lessons.with', { name });
  // Of another's child one is the parent: whose lesson it is says more than that there is one.
  const isOfChild = !isProvider && readerId !== lesson.learnerId && lesson.learnerName !== null;
  return {
    ...{ id, version, startsAt, endsAt },
    title: isOfChild ? `${lesson.learnerName}: ${title}` : title,
    location: translate(
      locale,
      mode === 'online' ? 'lessons.mode.online' : 'lessons.mode.in_person',
    ),
    url: `${publicUrl.replace(/\/$/, '')}/${locale}/lessons/${id}`,
    isCanceled: ['canceled', 'refunded', 'expired'].includes(state),
  };
}
