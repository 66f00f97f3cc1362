import { platformErrors } from '@edu/contract-kit';
import { bookingErrors } from '@edu/contracts-booking';
import { problemResponses, SIGNED_IN, type HandWrittenRoute } from '@edu/http';
import { FEED_PATH, LESSON_FILE_PATH } from './calendar.routes.ts';

const parameter = (name: string, description: string) => ({
  ...{ name, in: 'path', required: true, description, schema: { type: 'string' } },
});
const file = (description: string) => ({
  '200': { description, content: { 'text/calendar': { schema: { type: 'string' } } } },
});
const { unauthenticated, tooManyRequests, unavailable, timeout } = platformErrors;

/** Files that no contract can say, since they are no JSON. */
export const calendarOperations: readonly HandWrittenRoute[] = [
  {
    method: 'GET',
    path: LESSON_FILE_PATH,
    operation: {
      tags: ['booking'],
      operationId: 'booking_calendar_file',
      summary: 'A lesson of mine, for my calendar',
      description:
        'An iCalendar file (RFC 5545) in UTC. `UID` stays the same and `SEQUENCE` is the version of the booking, here as in our mails.\n\nFor everybody who is signed in.',
      security: SIGNED_IN,
      parameters: [parameter('id', 'The booking.')],
      responses: {
        ...file('The file'),
        ...problemResponses([
          unauthenticated,
          bookingErrors.notFound,
          tooManyRequests,
          unavailable,
          timeout,
        ]),
      },
    },
  },
  {
    method: 'GET',
    path: FEED_PATH,
    operation: {
      tags: ['booking'],
      operationId: 'booking_calendar_feed',
      summary: 'The lessons that a calendar of another program follows',
      description:
        'By a secret address that `POST /me/calendar-feed` answers: the lessons of its owner and of their children from a month ago to a year ahead, 500 at most.',
      security: [],
      parameters: [parameter('file', 'A secret and `.ics`: whoever has it reads the calendar.')],
      responses: {
        ...file('The calendar'),
        ...problemResponses([
          bookingErrors.calendarNotFound,
          tooManyRequests,
          unavailable,
          timeout,
        ]),
      },
    },
  },
];
