import { defineRpc, Empty, errorsOf, page, PROVIDER_ROLES } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors } from './booking.errors.ts';
import { Booking } from './booking.schemas.ts';
import {
  BookSeat,
  CancelGroup,
  GroupById,
  GroupLesson,
  GroupLessons,
  GroupTime,
  ListGroups,
  ListGroupSnapshot,
  OpenGroup,
} from './group.schemas.ts';

const own = {
  of: 'group',
  id: 'groupId',
  whose: 'own',
  otherwise: bookingErrors.groupNotFound,
} as const;

export const groupRpc = {
  openGroup: defineRpc('rpc.booking.open_group.v1', {
    summary: 'Offer a group lesson',
    description:
      'Takes my time at once, with nobody in it yet. Each learner books a seat at the same price. A time that cannot be had is refused with `params.nearest`, the nearest one within a week that can, where there is one.',
    access: PROVIDER_ROLES,
    resource: 'self',
    idempotent: true,
    input: OpenGroup,
    output: GroupLesson,
    errors: [
      bookingErrors.slotTaken,
      bookingErrors.otherCurrency,
      bookingErrors.slotContended,
      ...errorsOf(availabilityRpc.quote),
    ],
    http: {
      method: 'POST',
      path: '/me/group-lessons',
      status: 201,
      limit: { max: 30, windowS: 3_600 },
    },
  }),
  listMyGroups: defineRpc('rpc.booking.list_my_groups.v1', {
    summary: 'My group lessons that are ahead, those called off too',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: GroupLessons,
    http: { method: 'GET', path: '/me/group-lessons' },
  }),
  cancelGroup: defineRpc('rpc.booking.cancel_group.v1', {
    summary: 'Call off one of my group lessons',
    description: 'Every learner gets everything back.',
    access: PROVIDER_ROLES,
    resource: own,
    idempotent: true,
    input: CancelGroup,
    output: GroupLesson,
    errors: [bookingErrors.groupNotFound, bookingErrors.groupOver],
    http: { method: 'POST', path: '/me/group-lessons/{groupId}/cancel' },
  }),
  listGroups: defineRpc('rpc.booking.list_groups.v1', {
    summary: 'Group lessons of a provider that are ahead',
    access: 'public',
    resource: { of: 'profile', id: 'providerId', whose: 'anyone' },
    input: ListGroups,
    output: GroupLessons,
    http: { method: 'GET', path: '/providers/{providerId}/group-lessons', cache: 'revalidate' },
  }),
  getGroup: defineRpc('rpc.booking.get_group.v1', {
    summary: 'A group lesson',
    access: 'public',
    resource: { of: 'group', id: 'groupId', whose: 'anyone' },
    input: GroupById,
    output: GroupLesson,
    errors: [bookingErrors.groupNotFound],
    http: { method: 'GET', path: '/group-lessons/{groupId}', cache: 'revalidate' },
  }),
  bookSeat: defineRpc('rpc.booking.book_seat.v1', {
    summary: 'Book a seat in a group lesson',
    description:
      'Holds the seat until `holdExpiresAt`; paying confirms it. A parent books for a child with `learnerId`. Where no seat can be had `params.nearestGroupId` names another group lesson of the same person that has one, the nearest of the same subject if there is one, and `params.nearest` is when it begins.',
    access: ['student', 'parent'],
    resource: { of: 'group', id: 'groupId', whose: 'others', otherwise: bookingErrors.ownLesson },
    idempotent: true,
    version: 'given',
    input: BookSeat,
    output: Booking,
    errors: [
      bookingErrors.groupNotFound,
      bookingErrors.groupOver,
      bookingErrors.groupFull,
      bookingErrors.slotTaken,
      bookingErrors.learnerBusy,
      bookingErrors.slotContended,
      bookingErrors.tooManyHolds,
      bookingErrors.tooManyHoldsOfProvider,
      bookingErrors.ownLesson,
      bookingErrors.learnerNotFound,
      bookingErrors.learnerClosed,
      bookingErrors.identityUnchecked,
      bookingErrors.beyondCaps,
      ...errorsOf(availabilityRpc.quote),
    ],
    http: {
      method: 'POST',
      path: '/group-lessons/{groupId}/seats',
      status: 201,
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  /** For rebuilding projections; ordered by id. */
  listGroupSnapshot: defineRpc('rpc.booking.list_group_snapshot.v1', {
    summary: 'When group lessons take the time of their providers',
    input: ListGroupSnapshot,
    output: page(GroupTime),
  }),
};
