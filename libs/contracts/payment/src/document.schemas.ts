import { Id, Instant, Money, openEnum } from '@edu/contract-kit';
import { z } from 'zod';

export const DocumentKind = openEnum(['receipt', 'credit_note', 'credit_note_reversal'], {
  id: 'DocumentKind',
  description:
    '`receipt`: a payment arrived; `credit_note`: money went back; `credit_note_reversal`: a bank returned what had gone back.',
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
  .strictObject({ id: Id.describe('The refund.'), tag })
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

export const VerifiedDocument = z
  .object({ kind: DocumentKind, number, amount: Money.describe('What moved.'), issuedAt })
  .meta({ id: 'VerifiedDocument', description: 'What a document says, and nobody’s name.' });
