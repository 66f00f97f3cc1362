import { Instant, intlLocale } from '@edu/contract-kit';
import { z } from 'zod';
import { bookingLink, LessonFacts, lessonLines, moment } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To the learner's side: the provider cannot come, and proposes other times. */
export const rescheduleProposed = defineTemplate({
  name: 'reschedule-proposed',
  facts: LessonFacts.extend({ starts: z.array(Instant), until: Instant }),
  parts: (facts, reader) => ({
    title: 'notifications.reschedule-proposed.title',
    lines: [
      ...lessonLines('notifications.reschedule-proposed.lesson', facts, reader),
      [
        'notifications.reschedule-proposed.times',
        {
          times: new Intl.ListFormat(intlLocale(reader.locale), { type: 'disjunction' }).format(
            facts.starts.map((start) => moment(start, facts.zone, reader)),
          ),
        },
      ],
      [
        'notifications.reschedule-proposed.until',
        { until: moment(facts.until, facts.zone, reader) },
      ],
    ],
    link: bookingLink(facts),
  }),
});

/** To whoever did not end the proposal: the lesson stays where it is. */
export const rescheduleNotAgreed = defineTemplate({
  name: 'reschedule-not-agreed',
  facts: LessonFacts.extend({
    /** `declined`, `withdrawn` or `expired`; of another one the message says nothing. */
    outcome: z.string(),
  }),
  parts: (facts, reader) => ({
    title: 'notifications.reschedule-not-agreed.title',
    lines: [
      ...lessonLines('notifications.reschedule-not-agreed.lesson', facts, reader),
      ['notifications.reschedule-not-agreed.outcome', { outcome: facts.outcome }],
    ],
    link: bookingLink(facts),
  }),
});
