import {
  AnnouncedFile,
  defineContract,
  defineEvent,
  defineRpc,
  Empty,
  page,
  PageQuery,
  PROVIDER_ROLES,
  rebuildRpc,
  Upload,
  uploadErrors,
  retentionEvents,
  userDataRpc,
} from '@edu/contract-kit';
import { addressRpc } from './address.rpc.ts';
import { kycErrors } from './kyc.errors.ts';
import { kycEvents } from './kyc.events.ts';
import { kycRpc } from './kyc.rpc.ts';
import { ChildChanged, FamilyNoticeDue } from './family.events.ts';
import { familyRpc } from './family.rpc.ts';
import { learningRpc } from './learning.rpc.ts';
import { profileErrors } from './profile.errors.ts';
import {
  CompletePhoto,
  Listing,
  ListingById,
  ProviderNames,
  ProviderNamesRequest,
  Profile,
  ProfilePublished,
  ProfileUnpublished,
  ProfileUpdated,
  SaveProfile,
} from './profile.schemas.ts';

export { ExactAddress } from './address.schemas.ts';
export { kycErrors } from './kyc.errors.ts';
export {
  KYC_PIECES,
  KYC_REJECTIONS,
  type DecideKyc,
  type KycCase,
  type KycPiece,
  type KycQueued,
  type KycVerification,
  type OpenedKycDocument,
} from './kyc.schemas.ts';
export { CheckedIdentity } from './kyc-service.schemas.ts';
export { ChildChanged } from './family.events.ts';
export {
  Caps,
  Child,
  Consent,
  CONSENT_VERSIONS,
  type ConsentKind,
  MAJORITY_AGE,
  MAX_ALLOWED_PROVIDERS,
  MAX_CHILDREN,
  MAX_PARENTS,
} from './family.schemas.ts';
export type { Learning } from './learning.rpc.ts';
export { profileErrors } from './profile.errors.ts';
export {
  MAX_DIPLOMAS,
  MAX_GOALS,
  type Diploma,
  type LanguageLevel,
  type SubjectLevels,
} from './teaching.schemas.ts';
export {
  HOURLY_RATE_BOUNDS,
  Listing,
  PHOTO_MIN_SIDE,
  Profile,
  type PhotoCrop,
} from './profile.schemas.ts';

export const profileRpc = {
  getMine: defineRpc('rpc.profile.get_mine.v1', {
    summary: 'My provider profile',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: Profile,
    errors: [profileErrors.notFound],
    http: { method: 'GET', path: '/me/profile' },
  }),
  saveMine: defineRpc('rpc.profile.save_mine.v1', {
    summary: 'Write my provider profile',
    description: 'A published profile stays published; the listing follows within seconds.',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: SaveProfile,
    output: Profile,
    errors: [profileErrors.incomplete],
    http: { method: 'PUT', path: '/me/profile' },
  }),
  publish: defineRpc('rpc.profile.publish.v1', {
    summary: 'Show my profile in the search',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: Profile,
    errors: [profileErrors.notFound, profileErrors.suspended, profileErrors.incomplete],
    http: { method: 'POST', path: '/me/profile/publish' },
  }),
  pause: defineRpc('rpc.profile.pause.v1', {
    summary: 'Take my profile out of the search, and keep the lessons that are booked',
    description:
      'Nobody finds or books me any more until I publish again. A profile that is not published stays as it is.',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: Profile,
    errors: [profileErrors.notFound],
    http: { method: 'POST', path: '/me/profile/pause' },
  }),
  unpublish: defineRpc('rpc.profile.unpublish.v1', {
    summary: 'Take my profile out of the search, and call off all lessons to come',
    description:
      'Learners get everything back; `GET /me/lessons-to-come` says before what that is. Of a paused profile as well.',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: Profile,
    errors: [profileErrors.notFound],
    http: { method: 'POST', path: '/me/profile/unpublish' },
  }),
  beginPhoto: defineRpc('rpc.profile.begin_photo.v1', {
    summary: 'Send a photo of me',
    description:
      'Answers an address that takes exactly this file, for five minutes: JPEG, PNG or WebP, 8 MB at most. Then `…/complete` makes the photo of it.',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: AnnouncedFile,
    output: Upload,
    errors: [profileErrors.notFound, uploadErrors.tooLarge, uploadErrors.kindRefused],
    http: {
      method: 'POST',
      path: '/me/profile/photo',
      status: 201,
      limit: { max: 30, windowS: 3_600 },
    },
  }),
  completePhoto: defineRpc('rpc.profile.complete_photo.v1', {
    summary: 'Take the photo that was sent',
    description:
      'Only small square copies are kept, without what the camera wrote into the file. A repeated call changes nothing.',
    access: PROVIDER_ROLES,
    resource: { of: 'upload', id: 'uploadId', whose: 'own', otherwise: uploadErrors.unknown },
    input: CompletePhoto,
    output: Profile,
    errors: [
      uploadErrors.unknown,
      uploadErrors.notSent,
      uploadErrors.otherContent,
      uploadErrors.infected,
      profileErrors.notFound,
      profileErrors.photoUnreadable,
      profileErrors.photoTooManyPixels,
      profileErrors.photoTooSmall,
      profileErrors.photoCropOutside,
    ],
    http: {
      method: 'POST',
      path: '/me/profile/photo/{uploadId}/complete',
      limit: { max: 60, windowS: 3_600 },
    },
  }),
  removePhoto: defineRpc('rpc.profile.remove_photo.v1', {
    summary: 'Remove my photo',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: Profile,
    errors: [profileErrors.notFound],
    http: { method: 'DELETE', path: '/me/profile/photo' },
  }),
  /** Also what the projections of other services are made of. */
  getListing: defineRpc('rpc.profile.get_listing.v1', {
    summary: 'A published profile',
    access: 'public',
    resource: { of: 'profile', id: 'id', whose: 'anyone' },
    input: ListingById,
    output: Listing,
    errors: [profileErrors.notFound],
    http: { method: 'GET', path: '/profiles/{id}', cache: 'revalidate' },
  }),
  /** A lesson keeps the name of its provider also when the profile is not published any more. */
  names: defineRpc('rpc.profile.names.v1', {
    summary: 'The names of providers',
    input: ProviderNamesRequest,
    output: ProviderNames,
  }),
  /** For rebuilding a projection; ordered by provider id. */
  listSnapshot: defineRpc('rpc.profile.list_snapshot.v1', {
    summary: 'Every published profile',
    input: PageQuery,
    output: page(Listing),
  }),
  ...addressRpc,
  ...kycRpc,
  ...familyRpc,
  ...learningRpc,
  rebuild: rebuildRpc('profile', ['lesson']),
  ...userDataRpc('profile'),
};

export const profileEvents = {
  published: defineEvent('evt.profile.published.v1', {
    summary: 'A profile may be found from now on',
    aggregate: 'providerId',
    data: ProfilePublished,
  }),
  updated: defineEvent('evt.profile.updated.v1', {
    summary: 'A published profile changed',
    aggregate: 'providerId',
    data: ProfileUpdated,
  }),
  unpublished: defineEvent('evt.profile.unpublished.v1', {
    summary: 'A profile is not to be found any more',
    aggregate: 'providerId',
    data: ProfileUnpublished,
  }),
  ...kycEvents,
  childChanged: defineEvent('evt.profile.child_changed.v1', {
    summary: 'A family, its caps or its consents changed',
    aggregate: 'childId',
    data: ChildChanged,
  }),
  familyNoticeDue: defineEvent('evt.profile.family_notice_due.v1', {
    summary: 'The people of a family are to know of something',
    aggregate: 'childId',
    data: FamilyNoticeDue,
  }),
  ...retentionEvents('profile'),
};

export const profileContract = defineContract({
  service: 'profile',
  summary: 'Profiles of tutors, coaches and mentors; families',
  rpc: profileRpc,
  events: profileEvents,
  errors: { ...profileErrors, ...kycErrors },
});
