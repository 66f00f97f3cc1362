import { z } from 'zod';
import { isOver, Movements, SETTLE_MS } from './movements.ts';
import { failureOfPayout, predict, refusalOf } from './operators.ts';
import {
  amount,
  customerMessage,
  metadata,
  read,
  reference,
  rejected,
  uuid4,
  wallet,
} from './wire.ts';

const PAYOUT = z.strictObject({
  payoutId: uuid4,
  ...{ amount, currency: z.string(), clientReferenceId: reference, metadata },
  recipient: wallet,
  customerMessage,
});

/** Payouts and what becomes of them. Every method runs in the caller's transaction. */
export class Payouts extends Movements {
  /** https://docs.pawapay.io/v2/api-reference/payouts/initiate-payout */
  order(body: unknown): object {
    const { store, faults, later } = this.parts;
    const { metadata: _, ...data } = read(PAYOUT, body);
    const { payoutId, recipient } = data;
    const known = store.find('payout', payoutId);
    if (known) return { payoutId, status: 'DUPLICATE_IGNORED', created: known.created };
    const { reject, enqueued } = faults.current;
    const refusal = faults.take(reject) ? reject.code : refusalOf(data, recipient);
    if (refusal) return rejected({ payoutId }, refusal);
    const { country } = predict(recipient.accountDetails.phoneNumber)!;
    const created = new Date().toISOString();
    const isLate = faults.take(enqueued);
    const status = isLate ? 'ENQUEUED' : 'ACCEPTED';
    store.put('payout', payoutId, { ...data, status, country, created });
    later.schedule(payoutId, 'payout', isLate ? enqueued.ms : SETTLE_MS);
    return { payoutId, status: 'ACCEPTED', created };
  }

  /** The operator has got it, and the wallet gets it or not. */
  happen(id: string): void {
    const payout = this.parts.store.find('payout', id)!;
    if (isOver(payout)) return;
    const { fail } = this.parts.faults.current;
    const failureCode = this.parts.faults.take(fail)
      ? fail.code
      : failureOfPayout(payout.recipient.accountDetails.phoneNumber);
    if (failureCode) {
      const failureReason = { failureCode, failureMessage: 'The payout failed.' };
      return this.end('payout', id, { ...payout, status: 'FAILED', failureReason });
    }
    this.log('payout', id, payout);
    this.end('payout', id, { ...payout, status: 'COMPLETED' });
  }
}
