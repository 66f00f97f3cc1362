import { platformErrors, wholeJsonSchema } from '@edu/contract-kit';
import { bookingErrors } from '@edu/contracts-booking';
import { problemResponses, SIGNED_IN, type HandWrittenRoute } from '@edu/http';
import type { z } from 'zod';
import { MAX_TABLE_LESSONS } from './lesson-table.ts';
import { LESSON_TABLE_PATH, LessonTableQuery } from './lesson-table.routes.ts';

const { invalidInput, unauthenticated, tooManyRequests, unavailable, timeout } = platformErrors;

const parameters = Object.entries(LessonTableQuery.shape).map(([name, schema]) => {
  const { innerType: inner } = schema.def as { innerType?: z.ZodType };
  const description = schema.description ?? inner?.description ?? name;
  return {
    ...{ name, in: 'query', required: false, description },
    schema: wholeJsonSchema(schema, 'input'),
  };
});

/** A file that no contract can say, since it is no JSON. */
export const lessonTableOperations: readonly HandWrittenRoute[] = [
  {
    method: 'GET',
    path: LESSON_TABLE_PATH,
    operation: {
      tags: ['booking'],
      operationId: 'booking_lesson_table',
      summary: 'My lessons as a table, for spreadsheets',
      description: `RFC 4180 in UTF-8 with a byte order mark, the header in the language of the reader, days and hours in \`zone\`, ${MAX_TABLE_LESSONS} lessons at most in the order of the list. A text that a spreadsheet would take for a formula has an apostrophe before it.\n\nFor everybody who is signed in.`,
      security: SIGNED_IN,
      parameters,
      responses: {
        '200': {
          description: 'The table',
          content: { 'text/csv': { schema: { type: 'string' } } },
        },
        ...problemResponses([
          ...[invalidInput, unauthenticated, bookingErrors.learnerNotFound],
          ...[tooManyRequests, unavailable, timeout],
        ]),
      },
    },
  },
];
