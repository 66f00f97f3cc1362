import type { Client } from '@edu/client';

interface Wanted {
  readonly kind: 'receipt' | 'credit_note' | 'credit_note_reversal';
  readonly paymentId: string;
  /** Null for a receipt. */
  readonly refundId: string | null;
}

/** The file of a document that has a number. */
export function loadDocument(
  api: Client,
  { kind, paymentId, refundId }: Wanted,
): Promise<string | Blob> {
  const path = (id: string) => ({ params: { path: { id } } });
  if (kind === 'receipt' || refundId === null) {
    return api.get('/api/v1/payments/{id}/receipt.pdf', path(paymentId));
  }
  return kind === 'credit_note'
    ? api.get('/api/v1/refunds/{id}/credit-note.pdf', path(refundId))
    : api.get('/api/v1/refunds/{id}/credit-note-reversal.pdf', path(refundId));
}
