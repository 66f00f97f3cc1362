import { Injectable } from '@nestjs/common';
import { Currency, type Money } from '@edu/contract-kit';
import { statement } from '@edu/persistence';
import { Cases } from '../case/cases.ts';
import type { Chargeback as ChargebackRow } from '../generated/prisma/client.ts';
import type { Posting } from '../ledger/ledger.domain.ts';
import { post } from '../ledger/ledger.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { toMoney } from '../payment/payment.row.ts';
import type { PspDispute, Sum } from '../psp/psp.ts';
import { fee, feeReturned } from './chargeback.postings.ts';

const BOOKED = statement(
  { id: 'uuid', purpose: 'text' },
  `SELECT FROM ledger_transaction
   WHERE source_type = 'chargeback' AND source_id = :id AND purpose = :purpose`,
).returns<object>();

/** What a psp took for handling a chargeback, and gave back, in the money in which it keeps our account. */
export interface FeesOf {
  readonly fee?: Money;
  readonly feeReturned?: Money;
}

const FEES = statement(
  { ids: 'uuid[]' },
  `SELECT t.source_id AS id, t.purpose, abs(e.amount)::text AS amount, e.currency
   FROM ledger_transaction AS t JOIN ledger_entry AS e ON e.transaction_id = t.id
   WHERE t.source_type = 'chargeback' AND t.source_id = ANY(:ids)
     AND t.purpose IN ('chargeback_fee', 'chargeback_fee_returned') AND e.account = 'platform_costs'`,
).returns<{ id: string; purpose: string; amount: string; currency: string }>();

/** Books what psps take for handling chargebacks, and give back; each once, under the lock of the payment. */
@Injectable()
export class ChargebackFees {
  constructor(
    private readonly db: PaymentDb,
    private readonly cases: Cases,
  ) {}

  /** By chargeback, what is booked; of some there is nothing. */
  async of(ids: readonly string[]): Promise<Map<string, FeesOf>> {
    const all = new Map<string, FeesOf>();
    for (const { id, purpose, amount, currency } of await this.db.query(FEES, { ids: [...ids] })) {
      const money = toMoney({ amount: BigInt(amount), currency });
      const fees = purpose === 'chargeback_fee' ? { fee: money } : { feeReturned: money };
      all.set(id, { ...all.get(id), ...fees });
    }
    return all;
  }

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
