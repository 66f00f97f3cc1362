import type { TextKey } from '@edu/i18n';
import { Instant } from '@edu/contract-kit';
import type { z } from 'zod';
import { bookingLink, LessonFacts, lessonLines, moment } from './lesson.ts';
import { defineTemplate, type Template } from './template.ts';

const WithDeadline = LessonFacts.extend({ until: Instant });
type WithDeadline = z.infer<typeof WithDeadline>;

/** Something to do before a time is up. */
const toDo = (name: 'booking-requested' | 'booking-proposed' | 'booking-accepted') =>
  defineTemplate<WithDeadline>({
    name,
    facts: WithDeadline,
    parts: (facts, reader) => ({
      title: `notifications.${name}.title`,
      lines: [
        ...lessonLines(`notifications.${name}.lesson`, facts, reader),
        [`notifications.${name}.until`, { until: moment(facts.until, facts.zone, reader) }],
      ],
      link: bookingLink(facts),
    }),
  });

/** Something that is over, with a word about what now. */
const over = (name: 'booking-declined' | 'booking-unanswered' | 'booking-withdrawn') =>
  defineTemplate<LessonFacts>({
    name,
    facts: LessonFacts,
    parts: (facts, reader) => ({
      title: `notifications.${name}.title`,
      lines: [
        ...lessonLines(`notifications.${name}.lesson`, facts, reader),
        [`notifications.${name}.advice`, { as: facts.as }] as readonly [TextKey, { as: string }],
      ],
      link: bookingLink(facts),
    }),
  });

/** To the provider: somebody asks for a lesson. */
export const bookingRequested = toDo('booking-requested');
/** To the learner: the provider proposes another time. */
export const bookingProposed = toDo('booking-proposed');
/** To the learner, who pays now. */
export const bookingAccepted = toDo('booking-accepted');
/** To the provider, whose proposal suits. */
export const proposalAccepted = defineTemplate<LessonFacts>({
  name: 'proposal-accepted',
  facts: LessonFacts,
  parts: (facts, reader) => ({
    title: 'notifications.proposal-accepted.title',
    lines: [
      ...lessonLines('notifications.proposal-accepted.lesson', facts, reader),
      'notifications.proposal-accepted.advice',
    ],
    link: bookingLink(facts),
  }),
});
/** To whoever waited for the answer. */
export const bookingDeclined = over('booking-declined');
/** To both. */
export const bookingUnanswered = over('booking-unanswered');
/** To the provider who was asked. */
export const bookingWithdrawn = over('booking-withdrawn');

export const REQUEST_TEMPLATES: readonly Template[] = [
  bookingRequested,
  bookingProposed,
  bookingAccepted,
  proposalAccepted,
  bookingDeclined,
  bookingUnanswered,
  bookingWithdrawn,
];
