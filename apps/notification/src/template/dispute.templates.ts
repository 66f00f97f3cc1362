import { z } from 'zod';
import { bookingLink, groupLines, lesson, LessonFacts } from './lesson.ts';
import { defineTemplate, type Template } from './template.ts';

const facts = LessonFacts.extend({
  /** `learner`, `provider` or `support`; of another the message says nothing. */
  by: z.string(),
});

/** Something that happened to an objection, of which the page of the lesson says more. */
const update = (name: 'dispute-opened' | 'dispute-message' | 'dispute-decided') =>
  defineTemplate({
    name,
    facts,
    parts: (updated, reader) => ({
      title: `notifications.${name}.title`,
      lines: [
        [`notifications.${name}.lesson`, { ...lesson(updated, reader), by: updated.by }],
        ...groupLines(updated),
        `notifications.${name}.advice`,
      ],
      link: bookingLink(updated),
    }),
  });

/** To both, by what happened. */
export const DISPUTE_TEMPLATES = {
  opened: update('dispute-opened'),
  message: update('dispute-message'),
  decided: update('dispute-decided'),
} satisfies Record<string, Template>;
