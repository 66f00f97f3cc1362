import {
  defineRpc,
  Empty,
  page,
  PageQuery,
  platformErrors,
  PROVIDER_ROLES,
  Upload,
  uploadErrors,
} from '@edu/contract-kit';
import { kycErrors } from './kyc.errors.ts';
import {
  CheckedIdentity,
  IdentitySeeded,
  KycCallbackReceived,
  ReceiveKycCallback,
  SeedIdentity,
  UserKeysRotated,
} from './kyc-service.schemas.ts';
import {
  BeginKycDocument,
  CompleteKycDocument,
  DecideKyc,
  KycCase,
  KycCaseById,
  KycQueue,
  KycVerification,
  KycVerifications,
  ListKycCases,
  OpenedKycDocument,
  OpenKycDocument,
  SubmitKyc,
} from './kyc.schemas.ts';
import { profileErrors } from './profile.errors.ts';

/** Who looks at documents. */
const REVIEWERS = ['trust', 'admin'] as const;
/** Somebody else's case, whichever: one's own is left to others. */
const othersCase = {
  of: 'kyc case',
  id: 'caseId',
  whose: 'others',
  otherwise: kycErrors.kycOwnCase,
} as const;
const STEP_UP_S = 300;

export const kycRpc = {
  listKyc: defineRpc('rpc.profile.list_kyc.v1', {
    summary: 'What was checked of me',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: KycVerifications,
    http: { method: 'GET', path: '/me/kyc' },
  }),
  beginKycDocument: defineRpc('rpc.profile.begin_kyc_document.v1', {
    summary: 'Send a document that proves something of me',
    description:
      'Answers an address that takes exactly this file, for five minutes: JPEG, PNG, WebP or PDF, 8 MB at most. Then `…/complete` looks at it, and encrypts it.',
    access: PROVIDER_ROLES,
    resource: 'self',
    stepUp: STEP_UP_S,
    input: BeginKycDocument,
    output: Upload,
    errors: [
      profileErrors.notFound,
      kycErrors.kycInReview,
      uploadErrors.tooLarge,
      uploadErrors.kindRefused,
    ],
    http: {
      method: 'POST',
      path: '/me/kyc/documents',
      status: 201,
      limit: { max: 60, windowS: 3_600 },
    },
  }),
  completeKycDocument: defineRpc('rpc.profile.complete_kyc_document.v1', {
    summary: 'Take the document that was sent',
    description:
      'Pictures are drawn anew, without what the camera wrote into the file. A repeated call changes nothing.',
    access: PROVIDER_ROLES,
    resource: { of: 'kyc upload', id: 'uploadId', whose: 'own', otherwise: uploadErrors.unknown },
    input: CompleteKycDocument,
    output: KycVerification,
    errors: [
      uploadErrors.unknown,
      uploadErrors.notSent,
      uploadErrors.otherContent,
      uploadErrors.infected,
      profileErrors.notFound,
      kycErrors.kycInReview,
      kycErrors.kycFileUnreadable,
      kycErrors.kycFileTooManyPixels,
      kycErrors.kycFileTooSmall,
    ],
    http: {
      method: 'POST',
      path: '/me/kyc/documents/{uploadId}/complete',
      limit: { max: 120, windowS: 3_600 },
    },
  }),
  submitKyc: defineRpc('rpc.profile.submit_kyc.v1', {
    summary: 'Have my documents checked',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: SubmitKyc,
    output: KycVerification,
    errors: [profileErrors.notFound, kycErrors.kycInReview, kycErrors.kycPiecesMissing],
    http: {
      method: 'POST',
      path: '/me/kyc/{check}/submit',
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  receiveKycCallback: defineRpc('rpc.profile.receive_kyc_callback.v1', {
    summary: 'A service that checks identities has an answer',
    input: ReceiveKycCallback,
    output: KycCallbackReceived,
    errors: [kycErrors.kycBadCallback],
  }),
  /** No service may call it: an operator does, after a master key was put in front. */
  rotateUserKeys: defineRpc('rpc.profile.rotate_user_keys.v1', {
    summary: 'Seal the keys of some users under the newest master key',
    input: Empty,
    output: UserKeysRotated,
  }),
  /** For rebuilding projections; ordered by provider id. */
  listIdentitySnapshot: defineRpc('rpc.profile.list_identity_snapshot.v1', {
    summary: 'Every provider whose identity was ever checked, as of the last event',
    input: PageQuery,
    output: page(CheckedIdentity),
  }),
  /** No service may call it: whoever adds demo data does. */
  seedIdentity: defineRpc('rpc.profile.seed_identity.v1', {
    summary: 'Have the identity of a provider count, without documents',
    description: 'For demo data and tests: refused in production.',
    input: SeedIdentity,
    output: IdentitySeeded,
    errors: [profileErrors.notFound, kycErrors.kycInReview, platformErrors.forbidden],
  }),
  listKycCases: defineRpc('rpc.profile.list_kyc_cases.v1', {
    summary: 'Cases that wait for a person, the oldest first',
    access: REVIEWERS,
    resource: 'none',
    input: ListKycCases,
    output: KycQueue,
    http: { method: 'GET', path: '/staff/kyc' },
  }),
  getKycCase: defineRpc('rpc.profile.get_kyc_case.v1', {
    summary: 'A case with all that is known of it',
    description: 'Without what is in its documents.',
    access: REVIEWERS,
    resource: othersCase,
    input: KycCaseById,
    output: KycCase,
    errors: [kycErrors.kycUnknownCase, kycErrors.kycOwnCase],
    http: { method: 'GET', path: '/staff/kyc/{caseId}' },
  }),
  claimKycCase: defineRpc('rpc.profile.claim_kyc_case.v1', {
    summary: 'Work on a case: for half an hour nobody else can',
    access: REVIEWERS,
    resource: othersCase,
    stepUp: STEP_UP_S,
    input: KycCaseById,
    output: KycCase,
    errors: [
      kycErrors.kycUnknownCase,
      kycErrors.kycOwnCase,
      kycErrors.kycNotInReview,
      kycErrors.kycClaimedByOther,
      kycErrors.kycSecondPerson,
    ],
    http: { method: 'POST', path: '/staff/kyc/{caseId}/claim' },
  }),
  releaseKycCase: defineRpc('rpc.profile.release_kyc_case.v1', {
    summary: 'Leave a case to others',
    access: REVIEWERS,
    resource: othersCase,
    input: KycCaseById,
    output: KycCase,
    errors: [kycErrors.kycUnknownCase, kycErrors.kycOwnCase, kycErrors.kycNotClaimed],
    http: { method: 'POST', path: '/staff/kyc/{caseId}/release' },
  }),
  openKycDocument: defineRpc('rpc.profile.open_kyc_document.v1', {
    summary: 'Read a document of a case that one works on',
    description:
      'Opens the key of this document alone. Who did, and why, stands in the audit log before anybody gets it.',
    access: REVIEWERS,
    resource: {
      of: 'kyc document',
      id: 'documentId',
      whose: 'others',
      otherwise: kycErrors.kycOwnCase,
    },
    input: OpenKycDocument,
    output: OpenedKycDocument,
    errors: [kycErrors.kycUnknownDocument, kycErrors.kycOwnCase, kycErrors.kycNotClaimed],
    http: { method: 'POST', path: '/staff/kyc/documents/{documentId}/open' },
  }),
  decideKycCase: defineRpc('rpc.profile.decide_kyc_case.v1', {
    summary: 'Decide about a case that one works on',
    description: 'An extract of a criminal record needs the yes of two.',
    access: REVIEWERS,
    resource: othersCase,
    input: DecideKyc,
    output: KycCase,
    errors: [
      kycErrors.kycUnknownCase,
      kycErrors.kycOwnCase,
      kycErrors.kycNotClaimed,
      kycErrors.kycNotInReview,
      kycErrors.kycValidUntilWrong,
    ],
    http: { method: 'POST', path: '/staff/kyc/{caseId}/decide' },
  }),
};
