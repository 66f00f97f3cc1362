import { newId } from '@edu/contract-kit';
import type { PaymentTx } from '../payment.db.ts';
import type { Entry } from './ledger.domain.ts';

export interface Posting {
  readonly paymentId: string;
  readonly refundId?: string;
  readonly purpose: 'charge' | 'refund' | 'refund_reversal';
  readonly entries: readonly Entry[];
}

/** Books one movement of money; the database refuses it twice, and refuses it out of balance. */
export async function post(tx: PaymentTx, posting: Posting): Promise<void> {
  const { paymentId, refundId, purpose, entries } = posting;
  await tx.prisma.ledgerTransaction.create({
    data: {
      id: newId(),
      paymentId,
      refundId: refundId ?? null,
      purpose,
      entries: { createMany: { data: [...entries] } },
    },
  });
}
