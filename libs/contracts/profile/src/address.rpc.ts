import { defineRpc, Empty, PROVIDER_ROLES } from '@edu/contract-kit';
import {
  AddressRemoved,
  ExactAddress,
  LessonById,
  LessonPlace,
  SaveExactAddress,
} from './address.schemas.ts';
import { profileErrors } from './profile.errors.ts';

/** The exact address of a provider: in no listing and in no event. */
export const addressRpc = {
  getAddress: defineRpc('rpc.profile.get_address.v1', {
    summary: 'My exact address for lessons in person',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: ExactAddress,
    errors: [profileErrors.addressNotFound],
    http: { method: 'GET', path: '/me/profile/address' },
  }),
  saveAddress: defineRpc('rpc.profile.save_address.v1', {
    summary: 'Write my exact address for lessons in person',
    description:
      'Only whoever has a paid lesson in person with me sees it, until a day after the lesson. Everybody else sees the rounded place of the profile.',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: SaveExactAddress,
    output: ExactAddress,
    http: { method: 'PUT', path: '/me/profile/address' },
  }),
  removeAddress: defineRpc('rpc.profile.remove_address.v1', {
    summary: 'Remove my exact address',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: AddressRemoved,
    http: { method: 'DELETE', path: '/me/profile/address' },
  }),
  lessonPlace: defineRpc('rpc.profile.lesson_place.v1', {
    summary: 'Where a lesson takes place',
    description:
      'For the two people of a paid lesson, and the parents of a child that learns, until a day after it.',
    access: 'user',
    resource: {
      ...{ of: 'booking', id: 'id', whose: 'own', otherwise: profileErrors.lessonNotFound },
      ofChildToo: true,
    },
    input: LessonById,
    output: LessonPlace,
    errors: [profileErrors.lessonNotFound],
    http: { method: 'GET', path: '/bookings/{id}/place' },
  }),
};
