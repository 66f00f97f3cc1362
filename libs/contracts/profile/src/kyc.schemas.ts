import {
  AnnouncedFile,
  Id,
  Instant,
  KycCheckName,
  LocalDate,
  openEnum,
  page,
  pageQuery,
  ProviderRole,
  text,
  VerifiedCheck,
  type KycCheck,
} from '@edu/contract-kit';
import { z } from 'zod';

/** What is sent for a check: the pieces that it needs, and those that it may have besides. */
export const KYC_PIECES = {
  identity: { needed: ['front', 'selfie'], also: ['back'] },
  diploma: { needed: ['document'], also: ['second_page'] },
  criminal_record: { needed: ['document'], also: ['second_page'] },
  address: { needed: ['document'], also: ['second_page'] },
} as const satisfies Record<KycCheck, { needed: readonly KycPiece[]; also: readonly KycPiece[] }>;

const PIECES = ['front', 'back', 'selfie', 'document', 'second_page'] as const;
export type KycPiece = (typeof PIECES)[number];

const Piece = z.enum(PIECES).meta({
  id: 'KycPieceName',
  description:
    '`front` and `back` of an identity document, a `selfie` beside it; a `document` and its `second_page`.',
});

const SeenPiece = openEnum(PIECES, { id: 'KycPiece', description: 'A part of what is sent.' });

export const KYC_REJECTIONS = [
  'unreadable',
  'incomplete',
  'wrong_document',
  'out_of_date',
  'name_differs',
  'face_differs',
  'not_genuine',
  'record_not_clear',
] as const;
const rejectionText = 'Why documents were not accepted.';
const Rejection = z
  .enum(KYC_REJECTIONS)
  .meta({ id: 'KycRejectionName', description: rejectionText });
export const KycRejection = openEnum(KYC_REJECTIONS, {
  id: 'KycRejection',
  description: rejectionText,
});

const caseId = Id.describe('The case.');
const documentId = Id.describe('The document.');
const validUntil = Instant.nullable().describe('Until when it counts; null: for good.');

export const BeginKycDocument = AnnouncedFile.extend({
  check: KycCheckName.describe('What it is to prove.'),
  piece: Piece.describe('Which part of it this is; sent again, it replaces the one before.'),
}).meta({ id: 'BeginKycDocument', description: 'A document that will be sent, and no other.' });

export const CompleteKycDocument = z
  .strictObject({ uploadId: Id.describe('The upload that has ended.') })
  .meta({ id: 'CompleteKycDocument', description: 'A document that was sent.' });

export const SubmitKyc = z
  .strictObject({ check: KycCheckName.describe('Whose documents are all there.') })
  .meta({ id: 'SubmitKyc', description: 'Documents that are to be checked.' });

export const KycVerification = z
  .object({
    check: VerifiedCheck,
    verified: z.boolean().describe('Whether others see that it was checked.'),
    validUntil,
    state: openEnum(['none', 'collecting', 'in_review', 'approved', 'rejected', 'expired'], {
      id: 'KycVerificationState',
      description:
        'Of the documents sent last. `none`: nothing was sent; `collecting`: documents are added; ' +
        '`in_review`: somebody looks at them; `expired`: it counted and does not any more.',
    }),
    pieces: z
      .array(
        z
          .object({
            piece: SeenPiece,
            needed: z.boolean().describe('Whether it cannot be left out.'),
            sentAt: Instant.nullable().describe('When it arrived; null while it is missing.'),
          })
          .meta({ id: 'KycPieceState', description: 'A part, and whether it is there.' }),
      )
      .describe('What is sent for this check.'),
    sendBy: Instant.nullable().describe(
      'Until when to submit, while `collecting`: after that the documents are deleted.',
    ),
    decidedAt: Instant.nullable().describe('When it was decided; null before.'),
    reason: KycRejection.nullable().describe('Why it was rejected.'),
    note: z
      .string()
      .nullable()
      .meta({ description: 'What the reviewer adds.', examples: ['The photo is blurred.'] }),
  })
  .meta({ id: 'KycVerification', description: 'One check, as its provider sees it.' });
export type KycVerification = z.infer<typeof KycVerification>;

export const KycVerifications = z
  .object({ items: z.array(KycVerification).describe('Every check there is.') })
  .meta({ id: 'KycVerifications', description: 'What was checked of me.' });

export const ListKycCases = z
  .strictObject({
    check: KycCheckName.optional().describe('Only cases of this check.'),
    ...pageQuery,
  })
  .meta({ id: 'ListKycCases', description: 'Which cases.' });

const Claim = z
  .object({
    by: Id.describe('Who works on it.'),
    until: Instant.describe('When it is free again.'),
  })
  .meta({ id: 'KycClaim', description: 'Somebody works on it.' });

const inQueue = {
  caseId,
  providerId: Id.describe('Whose documents.'),
  displayName: z
    .string()
    .nullable()
    .meta({ description: 'The name in the profile.', examples: ['Awa Koné'] }),
  check: VerifiedCheck,
  submittedAt: Instant.nullable().describe('Since when it waits; null before.'),
  overdue: z.boolean().describe('Whether it waits for longer than promised.'),
  approvals: z.int().describe('How many have said yes so far.'),
  approvalsNeeded: z.int().describe('How many have to.'),
  claim: Claim.nullable().describe('Who works on it; null when nobody does.'),
};

export const KycQueued = z
  .object(inQueue)
  .meta({ id: 'KycQueued', description: 'A case that waits for a person.' });
export type KycQueued = z.infer<typeof KycQueued>;
export const KycQueue = page(KycQueued);

export const KycCaseById = z
  .strictObject({ caseId })
  .meta({ id: 'KycCaseById', description: 'One case.' });

const KycDocument = z
  .object({
    documentId,
    piece: SeenPiece,
    type: z.string().meta({ description: 'Media type.', examples: ['image/webp'] }),
    bytes: z.int().describe('Its length.'),
    sentAt: Instant.describe('When it arrived.'),
    deletedAt: Instant.nullable().describe('When it was deleted by the rule of retention.'),
  })
  .meta({ id: 'KycDocument', description: 'A document of a case, without what is in it.' });

const KycDecision = z
  .object({
    by: Id.nullable().describe('Who decided; null for the service that checks identities.'),
    approved: z.boolean().describe('Yes or no.'),
    reason: KycRejection.nullable().describe('Why not.'),
    note: z
      .string()
      .nullable()
      .meta({ description: 'What the provider reads.', examples: ['The photo is blurred.'] }),
    at: Instant.describe('When.'),
  })
  .meta({ id: 'KycDecision', description: 'What somebody decided.' });

const KycOutsideResult = z
  .object({
    service: z.string().meta({ description: 'Who checked.', examples: ['smile_id'] }),
    verdict: openEnum(['passed', 'failed', 'unclear'], {
      id: 'KycOutsideVerdict',
      description: '`unclear`: a person has to look.',
    }),
    code: z.string().meta({ description: 'Its own code.', examples: ['0810'] }),
    text: z.string().meta({ description: 'Its own words.', examples: ['Document Verified'] }),
    at: Instant.describe('When it answered.'),
  })
  .meta({ id: 'KycOutsideResult', description: 'What a service outside has found.' });

export const KycCase = z
  .object({
    ...inQueue,
    kind: ProviderRole.nullable().describe('What the person offers.'),
    city: z
      .string()
      .nullable()
      .meta({ description: 'As in the profile.', examples: ['Abidjan'] }),
    country: z
      .string()
      .nullable()
      .meta({ description: 'As in the profile.', examples: ['CI'] }),
    state: openEnum(
      [
        'collecting',
        'checking',
        'waiting',
        'claimed',
        'approved',
        'rejected',
        'expired',
        'dropped',
      ],
      {
        id: 'KycCaseState',
        description:
          '`checking`: a service outside looks at it; `waiting` and `claimed`: for a person, with one; ' +
          '`dropped`: never submitted.',
      },
    ),
    documents: z.array(KycDocument).describe('What was sent.'),
    decisions: z.array(KycDecision).describe('In the order of time.'),
    outside: KycOutsideResult.nullable().describe(
      'What a service outside has found; null without.',
    ),
    validUntil,
    longestMonths: z
      .int()
      .nullable()
      .describe('For how long an approval may count at most; null: for good.'),
    others: z
      .array(
        z
          .object({ check: VerifiedCheck, validUntil })
          .meta({ id: 'KycOtherCheck', description: 'What else was checked of the provider.' }),
      )
      .describe('What else was checked of the provider and counts.'),
  })
  .meta({ id: 'KycCase', description: 'A case with all that is known of it.' });
export type KycCase = z.infer<typeof KycCase>;

export const OpenKycDocument = z
  .strictObject({
    documentId,
    reason: z.enum(['review', 'complaint', 'authority']).meta({
      id: 'KycAccessReason',
      description:
        'Why, as the audit log keeps it: to decide; somebody complained; an authority asks.',
    }),
  })
  .meta({ id: 'OpenKycDocument', description: 'A document to look at, and why.' });

export const OpenedKycDocument = z
  .object({
    type: z.string().meta({ description: 'Media type.', examples: ['image/webp'] }),
    url: z.string().meta({
      description: 'Where the encrypted bytes are, for a minute.',
      examples: ['/api/v1/objects/kyc/01a20a75/01a20a76.bin?signature=…'],
    }),
    key: z.string().meta({
      description: 'The key of this document alone: AES-256, base64.',
      examples: ['q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80='],
    }),
    authenticated: z.string().meta({
      description: 'Additional data that every part is authenticated with, UTF-8.',
      examples: ['["document","01a20a76","01a20a75"]'],
    }),
    partBytes: z
      .int()
      .describe(
        'Length of a part without its tag of 16 bytes. Each is sealed by AES-GCM with a nonce of 12 bytes: seven ' +
          'zeros, the number of the part from 0 in four, big-endian, and 1 for the last part or 0.',
      ),
  })
  .meta({ id: 'OpenedKycDocument', description: 'How to read a document.' });
export type OpenedKycDocument = z.infer<typeof OpenedKycDocument>;

export const DecideKyc = z
  .strictObject({
    caseId,
    decision: z
      .discriminatedUnion('kind', [
        z
          .strictObject({
            kind: z.literal('approve').describe('Yes.'),
            validUntil: LocalDate.optional().describe(
              'Last day on which it counts, as the document says; the longest possible by default.',
            ),
          })
          .meta({ id: 'KycApproval', description: 'The documents prove what they should.' }),
        z
          .strictObject({
            kind: z.literal('reject').describe('No.'),
            reason: Rejection,
            note: text(500).optional().describe('What the provider is to do; they read it.'),
          })
          .meta({ id: 'KycRefusal', description: 'They do not.' }),
      ])
      .describe('Yes or no.'),
  })
  .meta({ id: 'DecideKyc', description: 'What becomes of a case.' });
export type DecideKyc = z.infer<typeof DecideKyc>;
