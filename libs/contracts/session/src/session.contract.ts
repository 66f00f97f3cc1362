import {
  defineContract,
  defineEvent,
  defineRpc,
  Id,
  Instant,
  rebuildRpc,
  retentionEvents,
  userDataRpc,
} from '@edu/contract-kit';
import { z } from 'zod';
import { attendanceRpc } from './attendance.rpc.ts';
import { SessionAttended } from './attendance.schemas.ts';
import { doorRpc } from './door.rpc.ts';
import { sessionErrors } from './session.errors.ts';

export {
  Attendance,
  PRESENCE_GROUNDS,
  Presence,
  type PresenceGround,
} from './attendance.schemas.ts';
export { PIN_DIGITS } from './door.schemas.ts';
export { sessionErrors } from './session.errors.ts';

const ClassroomTokenRequest = z
  .strictObject({ bookingId: Id.describe('The booking of the lesson.') })
  .meta({ id: 'ClassroomTokenRequest', description: 'Whose classroom.' });

export const ClassroomToken = z
  .object({
    token: z.string().describe('LiveKit access token (JWT).'),
    url: z
      .string()
      .nullable()
      .meta({
        description:
          'WebSocket address of the LiveKit server; null where the platform runs without one.',
        examples: ['wss://live.example.com'],
      }),
    room: z.string().describe('Name of the room.'),
    identity: Id.describe('Who enters: the user.'),
    expiresAt: Instant.describe('Until when the token lets somebody in.'),
  })
  .meta({ id: 'ClassroomToken', description: 'What it takes to enter a classroom.' });

export const sessionRpc = {
  token: defineRpc('rpc.session.token.v1', {
    summary: 'A token to enter the classroom of a booking',
    description:
      'From 15 minutes before the lesson until 10 minutes after it, for its two people, and the parent who booked it for a child.',
    access: 'user',
    resource: { of: 'booking', id: 'bookingId', whose: 'own', otherwise: sessionErrors.notFound },
    input: ClassroomTokenRequest,
    output: ClassroomToken,
    errors: [sessionErrors.notFound, sessionErrors.notOpen, sessionErrors.notOnline],
    http: { method: 'GET', path: '/sessions/token' },
  }),
  ...attendanceRpc,
  ...doorRpc,
  rebuild: rebuildRpc('session', ['room']),
  ...userDataRpc('session'),
};

export const sessionEvents = {
  /** Sent once for a lesson at a time, a moment after its end; what is unknown is said as well. */
  attended: defineEvent('evt.session.attended.v1', {
    summary: 'It is decided who was in a classroom',
    aggregate: 'bookingId',
    data: SessionAttended,
  }),
  ...retentionEvents('session'),
};

export const sessionContract = defineContract({
  service: 'session',
  summary: 'Classrooms, their tokens, doors, and who was there',
  rpc: sessionRpc,
  events: sessionEvents,
  errors: sessionErrors,
});
