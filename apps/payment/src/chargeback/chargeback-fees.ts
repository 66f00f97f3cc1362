import { Injectable } from '@nestjs/common';
import { Currency } from '@edu/contract-kit';
import { statement } from '@edu/persistence';
import { Cases } from '../case/cases.ts';
import type { Chargeback as ChargebackRow } from '../generated/prisma/client.ts';
import type { Posting } from '../ledger/ledger.domain.ts';
import { post } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import type { PspDispute, Sum } from '../psp/psp.ts';
import { fee, feeReturned } from './chargeback.postings.ts';

const BOOKED = statement(
  { id: 'uuid', purpose: 'text' },
  `SELECT FROM ledger_transaction
   WHERE source_type = 'chargeback' AND source_id = :id AND purpose = :purpose`,
).returns<object>();

/** Books what psps take for handling chargebacks, and give back; each once, under the lock of the payment. */
@Injectable()
export class ChargebackFees {
  constructor(private readonly cases: Cases) {}

  /** @returns whether anything was booked */
  async book(tx: PaymentTx, row: ChargebackRow, seen: PspDispute): Promise<boolean> {
    const isTaken = await this.#once(tx, row, seen.fee, fee);
    const isReturned = await this.#once(tx, row, seen.feeReturned, feeReturned);
    return isTaken || isReturned;
  }

  async #once(
    tx: PaymentTx,
    { id, psp, paymentId }: ChargebackRow,
    sum: Sum | null,
    postingOf: typeof fee,
  ): Promise<boolean> {
    if (!sum) return false;
    if (!Currency.safeParse(sum.currency).success) {
      const detail = `${psp} took ${sum.amount} ${sum.currency} for a chargeback`;
      await this.cases.open(tx, { kind: 'chargeback_fee', subject: id, paymentId, detail });
      return false;
    }
    const posting: Posting = postingOf({ id, psp, ...sum });
    const [booked] = await tx.query(BOOKED, { id, purpose: posting.purpose });
    if (!booked) await post(tx, posting);
    return booked === undefined;
  }
}
