import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { statement } from '@edu/persistence';
import { Log } from '@edu/service';
import type { PaymentTx } from '../payment.db.ts';

/** What a person has to look at. */
export type CaseKind =
  /** A payer's bank takes back other money than we have, or more than once. */
  | 'dispute'
  /** A psp says another end of a chargeback than is in the books. */
  | 'chargeback_contradicted'
  /** A psp took its fee for a chargeback in money that the books do not have. */
  | 'chargeback_fee'
  /** Money was sent back at the psp without us: the books have it, the booking may not agree. */
  | 'foreign_refund'
  | 'refund_failed'
  /** The payer waits for money that no psp sends back: a person does. */
  | 'refund_owed'
  /** A psp sent back what had gone back another way. */
  | 'refund_twice'
  /** Less is left to refund than was asked for. */
  | 'refund_short'
  /** Another amount, or currency, than was ordered. */
  | 'amount_mismatch'
  /** The rest of a payment came late, and the credit beside it is spent. */
  | 'credit_gone'
  /** The psp holds two objects where we ordered one. */
  | 'second_object'
  /** Less is left to pay out than the provider earned. */
  | 'earning_short'
  /** A psp says another end of a payout than is in the books. */
  | 'payout_contradicted';

export interface NewCase {
  readonly kind: CaseKind;
  /** Our id of what it is about, or the psp's where we have none. */
  readonly subject: string;
  readonly paymentId: string | null;
  /** For people; without their data. */
  readonly detail: string;
}

const OPEN = statement(
  { id: 'uuid', kind: 'text', subject: 'text', paymentId: 'uuid?', detail: 'text' },
  `INSERT INTO payment_case (id, kind, subject, payment_id, detail)
   VALUES (:id, :kind, :subject, :paymentId, :detail) ON CONFLICT (kind, subject) DO NOTHING`,
);

const CLOSE = statement(
  { kind: 'text', subject: 'text' },
  `UPDATE payment_case SET closed_at = now()
   WHERE kind = :kind AND subject = :subject AND closed_at IS NULL`,
);

/** The list of what people have to look at: in the database, and as errors in the log. */
@Injectable()
export class Cases {
  constructor(private readonly log: Log) {}

  /** Opened once for each kind and subject, however often it is found. */
  async open(tx: PaymentTx, found: NewCase): Promise<void> {
    if ((await tx.execute(OPEN, { id: newId(), ...found })) === 0) return;
    const { kind, subject, paymentId, detail } = found;
    this.log.error({ case: kind, subject, paymentId }, detail);
  }
  /** Nobody has to look at it any more. */
  async close(tx: PaymentTx, { kind, subject }: Pick<NewCase, 'kind' | 'subject'>): Promise<void> {
    await tx.execute(CLOSE, { kind, subject });
  }
}
