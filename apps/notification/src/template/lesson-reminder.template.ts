import { bookingLink, lessonLines, LessonFacts } from './lesson.ts';
import { defineTemplate } from './template.ts';

const reminder = (kind: 'day' | 'hour') =>
  defineTemplate({
    name: `lesson-reminder-${kind}`,
    facts: LessonFacts,
    onlyAhead: true,
    parts: (facts, reader) => ({
      title: `notifications.lesson-reminder-${kind}.title`,
      lines: [
        ...lessonLines('notifications.lesson-reminder.lesson', facts, reader),
        'notifications.lesson-reminder.advice',
      ],
      link: bookingLink(facts),
    }),
  });

/** To both people: the lesson is near. */
export const REMINDER_TEMPLATES = { day: reminder('day'), hour: reminder('hour') } as const;
