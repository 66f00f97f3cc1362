import { Id, Instant, Money, openEnum, page, pageQuery } from '@edu/contract-kit';
import { z } from 'zod';

const KINDS = ['receipt', 'credit_note', 'credit_note_reversal', 'annual_statement'] as const;
export const OWN_DOCUMENT_KINDS = [...KINDS, 'statement'] as const;

export const DocumentKind = openEnum(KINDS, {
  id: 'DocumentKind',
  description:
    '`receipt`: a payment arrived; `credit_note`: money went back; `credit_note_reversal`: a bank returned what had gone back; `annual_statement`: what somebody who teaches earned in a year.',
});

const number = z.string().meta({
  description: 'Issuer, series, year and a number that leaves none out.',
  examples: ['EDU-R-2026-000042'],
});
const issuedAt = Instant.describe('When it was issued.');

export const PaymentDocument = z
  .object({
    kind: DocumentKind,
    refundId: Id.nullable().describe('The refund that it is about; null for a receipt.'),
    bookingId: Id.nullable().describe('The lesson whose money went back; null for a receipt.'),
    number,
    amount: Money.describe('What moved.'),
    issuedAt,
  })
  .meta({ id: 'PaymentDocument', description: 'A document about a payment or about its refund.' });

export const DocumentsOfPayment = z
  .strictObject({ paymentId: Id.describe('The payment.') })
  .meta({ id: 'DocumentsOfPayment', description: 'Of which payment.' });

export const PaymentDocuments = z
  .object({
    items: z
      .array(PaymentDocument)
      .describe('The earliest first. Each is there a moment after the money has moved.'),
  })
  .meta({ id: 'PaymentDocuments', description: 'The documents of a payment.' });

const tag = z
  .string()
  .max(64)
  .optional()
  .describe('Of the file that the reader has: it is not made again.');

export const ReceiptFileRequest = z
  .strictObject({ id: Id.describe('The payment.'), tag })
  .meta({ id: 'ReceiptFileRequest', description: 'Of which payment.' });

export const CreditNoteFileRequest = z
  .strictObject({
    id: Id.describe('The refund.'),
    reversal: z.boolean().default(false).describe('Its reversal, where the money came back to us.'),
    tag,
  })
  .meta({ id: 'CreditNoteFileRequest', description: 'Of which refund.' });

export const DocumentFile = z
  .object({
    name: z.string().describe('What the file is called.'),
    tag: z.string().describe('The same for the same bytes.'),
    pdf: z.string().nullable().describe('Base64; null where the reader has it.'),
  })
  .meta({ id: 'DocumentFile', description: 'A document as a PDF file.' });

export const VerifyDocument = z
  .strictObject({
    code: z
      .string()
      .max(24)
      .meta({
        description: 'As it is printed, with or without dashes.',
        examples: ['7K2M-9QXD-41ZT-B8RC'],
      }),
  })
  .meta({ id: 'VerifyDocument', description: 'The code of a document.' });

const VerifiedYear = z
  .object({
    year: z.int().meta({ description: 'Which year it is about.', examples: [2025] }),
    earned: z.array(Money).describe('What was earned in it, for each currency by itself.'),
  })
  .meta({ id: 'VerifiedYear', description: 'What an annual statement says.' });

export const VerifiedDocument = z
  .object({
    kind: DocumentKind,
    number,
    amount: Money.nullable().describe('What moved; null of an annual statement.'),
    annual: VerifiedYear.nullable().describe('Of an annual statement; else null.'),
    issuedAt,
  })
  .meta({ id: 'VerifiedDocument', description: 'What a document says, and nobody’s name.' });

const side = z
  .enum(['payer', 'provider'])
  .meta({ id: 'OwnDocumentSide', description: 'For whom a statement is.' })
  .nullable()
  .describe('Of which account a statement is, as in `/me/statement`; null for other documents.');

export const OwnDocument = z
  .object({
    kind: openEnum(OWN_DOCUMENT_KINDS, {
      id: 'OwnDocumentKind',
      description: 'As in `DocumentKind`; `statement`: of a month, which has no number.',
    }),
    at: Instant.describe('When it was issued; of a statement, the end of its month or year.'),
    number: z
      .string()
      .nullable()
      .meta({
        description:
          'Null for a statement of a month, and for an annual one that is not issued yet.',
        examples: ['EDU-R-2026-000042'],
      }),
    amount: Money.nullable().describe('What moved; null for a statement.'),
    paymentId: Id.nullable().describe('The payment; null for a statement.'),
    refundId: Id.nullable().describe('The refund; null for a receipt and for a statement.'),
    month: z
      .string()
      .nullable()
      .meta({ description: 'Of a statement of a month; else null.', examples: ['2026-11'] }),
    year: z
      .int()
      .nullable()
      .meta({ description: 'Of an annual statement; else null.', examples: [2025] }),
    side,
  })
  .meta({ id: 'OwnDocument', description: 'Something that I have in writing about my money.' });

export const ListOwnDocuments = z
  .strictObject({
    ...pageQuery,
    kind: z
      .enum(OWN_DOCUMENT_KINDS)
      .meta({ id: 'WantedDocumentKind', description: 'Documents of which kind.' })
      .optional()
      .describe('Only these; leave it out for documents of every kind.'),
    year: z
      .int()
      .min(2000)
      .max(2200)
      .optional()
      .describe('Only of this year, by the clock of UTC; leave it out for all.'),
  })
  .meta({ id: 'ListOwnDocuments', description: 'Which of my documents.' });

export const OwnDocuments = page(OwnDocument)
  .extend({
    since: Instant.nullable().describe('When my money moved first; null before.'),
  })
  .meta({ id: 'OwnDocuments', description: 'One page of my documents, the newest first.' });
