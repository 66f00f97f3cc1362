import { Instant } from '@edu/contract-kit';
import { bookingLink, groupLines, lesson, LessonFacts, moment } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To both people: the provider did not come, and until when the learner may choose what follows. */
export const providerAbsent = defineTemplate({
  name: 'provider-absent',
  facts: LessonFacts.extend({ until: Instant }),
  parts: (facts, reader) => {
    const { as } = facts;
    const until = moment(facts.until, facts.zone, reader);
    return {
      title: 'notifications.provider-absent.title',
      lines: [
        ['notifications.provider-absent.lesson', { ...lesson(facts, reader), as }],
        ...groupLines(facts),
        ['notifications.provider-absent.choice', { as, until }],
        ['notifications.provider-absent.advice', { as }],
      ],
      link: bookingLink(facts),
    };
  },
});
