import { z } from 'zod';
import { defineTemplate } from './template.ts';

/** To whoever taught in that year. What they earned is in the document, and in no mail. */
export const annualStatementIssued = defineTemplate({
  name: 'annual-statement',
  facts: z.object({ year: z.int() }),
  parts: ({ year }) => ({
    title: 'notifications.annual-statement.title',
    lines: [['notifications.annual-statement.what', { year: String(year) }]],
    link: { path: '/account/documents', label: 'notifications.annual-statement.link' },
  }),
});
