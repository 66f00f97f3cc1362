import { newId } from '@edu/contract-kit';
import type { Payout as PayoutRow } from '../generated/prisma/client.ts';
import { post } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import type { PhoneLine } from '../psp/psp.ts';
import type { PaidFrom, PayoutStatus } from './payout.domain.ts';
import { payout } from './payout.postings.ts';
import { endOf } from './payout.row.ts';

export interface NewPayout {
  readonly batchId: string;
  /** Who is paid. */
  readonly providerId: string;
  readonly paidFrom: PaidFrom;
  readonly amount: bigint;
  readonly currency: string;
  readonly psp: string;
  readonly operator: string;
  readonly status: Extract<PayoutStatus, 'planned' | 'awaiting_approval'>;
  /** Under the name that we have of its owner; and the operator's, where it differs. */
  readonly payee: PhoneLine & { readonly name: string | null; readonly walletName?: string };
  /** Not before; of one that is planned. */
  readonly from: Date;
}

/** A payout, in the books from now on. */
export async function planPayout(tx: PaymentTx, planned: NewPayout, now: Date): Promise<PayoutRow> {
  const { batchId, payee, from, ...rest } = planned;
  await tx.prisma.payoutBatch.upsert({
    ...{ where: { id: batchId }, update: {} },
    create: { id: batchId, createdAt: now },
  });
  const row = await tx.prisma.payout.create({
    data: {
      ...{ id: newId(), batchId, ...rest },
      ...{ payee: { ...payee }, payeeEnd: endOf(payee.phone) },
      ...{ createdAt: now, updatedAt: now, dueAt: rest.status === 'planned' ? from : null },
    },
  });
  await post(tx, payout(row));
  return row;
}
