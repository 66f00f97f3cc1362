import { defineContract, defineErrors, defineRpc, Id, Instant } from '@edu/contract-kit';
import { z } from 'zod';

export const sessionErrors = defineErrors('session', {
  notFound: { status: 404, title: { en: 'No such lesson', fr: 'Cours introuvable' } },
  notOpen: {
    status: 403,
    title: {
      en: 'The classroom is open from {opensAt} to {closesAt}',
      fr: 'La salle est ouverte de {opensAt} à {closesAt}',
    },
  },
  notOnline: {
    status: 422,
    title: {
      en: 'This lesson takes place in person',
      fr: 'Ce cours a lieu en présence',
    },
  },
});

export const sessionRpc = {
  token: defineRpc('rpc.session.token.v1', {
    summary: 'A token to enter the classroom of a booking',
    description:
      'From 15 minutes before the lesson until 10 minutes after it, for its two people only.',
    access: 'user',
    input: z.strictObject({ bookingId: Id }),
    output: z.object({
      /** LiveKit access token (JWT). */
      token: z.string(),
      /** WebSocket address of the LiveKit server. */
      url: z.string(),
      room: z.string(),
      identity: Id,
      expiresAt: Instant,
    }),
    errors: [sessionErrors.notFound, sessionErrors.notOpen, sessionErrors.notOnline],
    http: { method: 'GET', path: '/sessions/token' },
  }),
};

export const sessionContract = defineContract({
  service: 'session',
  summary: 'Classrooms and their tokens',
  rpc: sessionRpc,
  events: {},
  errors: sessionErrors,
});
