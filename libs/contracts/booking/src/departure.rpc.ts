import { defineRpc, Empty, PROVIDER_ROLES } from '@edu/contract-kit';
import { LessonsToCome } from './departure.schemas.ts';

export const departureRpc = {
  lessonsToCome: defineRpc('rpc.booking.lessons_to_come.v1', {
    summary: 'What would be called off if I unpublished my profile now',
    description:
      '`POST /me/profile/unpublish` calls all of it off, and learners get everything back.',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: LessonsToCome,
    http: { method: 'GET', path: '/me/lessons-to-come' },
  }),
};
