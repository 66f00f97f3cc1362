import { defineRpc } from '@edu/contract-kit';
import {
  CreditNoteFileRequest,
  DocumentFile,
  DocumentsOfPayment,
  ListOwnDocuments,
  OwnDocuments,
  PaymentDocuments,
  ReceiptFileRequest,
  VerifiedDocument,
  VerifyDocument,
} from './document.schemas.ts';
import { paymentErrors } from './payment.errors.ts';

export const documentRpc = {
  documents: defineRpc('rpc.payment.documents.v1', {
    summary: 'The documents of one of my payments',
    description:
      'Their files are at `/payments/{id}/receipt.pdf`, `/refunds/{id}/credit-note.pdf` and `/refunds/{id}/credit-note-reversal.pdf`.',
    access: 'user',
    resource: { of: 'payment', id: 'paymentId', whose: 'own', otherwise: paymentErrors.notFound },
    input: DocumentsOfPayment,
    output: PaymentDocuments,
    errors: [paymentErrors.notFound],
    http: { method: 'GET', path: '/documents' },
  }),
  ownDocuments: defineRpc('rpc.payment.own_documents.v1', {
    summary: 'All my documents',
    description:
      'Receipts, credit notes and their reversals, a statement of each month that is over since my money moved first, and an annual one of each year in which I taught: `POST /me/annual-statement` issues one that has no number yet. Their files are at `/payments/{id}/receipt.pdf`, `/refunds/{id}/credit-note.pdf`, `/refunds/{id}/credit-note-reversal.pdf`, `/me/statement.pdf` and `/me/annual-statement.pdf`.',
    access: 'user',
    resource: 'self',
    input: ListOwnDocuments,
    output: OwnDocuments,
    http: { method: 'GET', path: '/me/documents' },
  }),
  verifyDocument: defineRpc('rpc.payment.verify_document.v1', {
    summary: 'Whether we issued a document',
    description: 'By the code that is printed on it. The answer names nobody.',
    access: 'public',
    resource: 'none',
    input: VerifyDocument,
    output: VerifiedDocument,
    errors: [paymentErrors.documentNotFound],
    http: {
      method: 'GET',
      path: '/documents/{code}',
      cache: { maxAgeS: 300 },
      limit: { max: 30, windowS: 600 },
    },
  }),
  /** For the gateway, whose routes answer files. */
  receiptFile: defineRpc('rpc.payment.receipt_file.v1', {
    summary: 'The receipt of one of my payments, as a file',
    access: 'user',
    resource: { of: 'payment', id: 'id', whose: 'own', otherwise: paymentErrors.notFound },
    input: ReceiptFileRequest,
    output: DocumentFile,
    errors: [paymentErrors.notFound, paymentErrors.documentNotReady, paymentErrors.notPaid],
  }),
  creditNoteFile: defineRpc('rpc.payment.credit_note_file.v1', {
    summary: 'The credit note of money that came back to me, or its reversal, as a file',
    access: 'user',
    resource: { of: 'refund', id: 'id', whose: 'own', otherwise: paymentErrors.documentNotFound },
    input: CreditNoteFileRequest,
    output: DocumentFile,
    errors: [paymentErrors.documentNotFound, paymentErrors.documentNotReady],
  }),
};
