import { defineRpc, PROVIDER_ROLES } from '@edu/contract-kit';
import { CheckIn, Door, DoorByBooking } from './door.schemas.ts';
import { sessionErrors } from './session.errors.ts';

const own = {
  of: 'booking',
  id: 'bookingId',
  whose: 'own',
  otherwise: sessionErrors.notFound,
} as const;

export const doorRpc = {
  door: defineRpc('rpc.session.door.v1', {
    summary: 'The door of one of my lessons in person',
    description:
      'Whether its two sides have met, and for the learner’s side the PIN to say at the door.',
    access: 'user',
    resource: own,
    input: DoorByBooking,
    output: Door,
    errors: [sessionErrors.notFound, sessionErrors.notInPerson],
    http: { method: 'GET', path: '/sessions/{bookingId}/door' },
  }),
  checkIn: defineRpc('rpc.session.check_in.v1', {
    summary: 'Enter the PIN that the learner says at the door',
    description:
      'Proves that both sides were there. Whoever enters none has nothing held against them. Entered again, it changes nothing.',
    access: PROVIDER_ROLES,
    resource: own,
    input: CheckIn,
    output: Door,
    errors: [
      sessionErrors.notFound,
      sessionErrors.notInPerson,
      sessionErrors.doorNotOpen,
      sessionErrors.wrongPin,
      sessionErrors.tooManyPins,
    ],
    http: {
      method: 'POST',
      path: '/sessions/{bookingId}/check-in',
      status: 200,
      limit: { max: 60, windowS: 3_600 },
    },
  }),
};
