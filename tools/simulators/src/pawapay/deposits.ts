import { z } from 'zod';
import type { Prompt } from '../kit/prompt-page.ts';
import { isOver, Movements, SETTLE_MS, type Deposit, type Outcome } from './movements.ts';
import { predict, refusalOf, testNumber } from './operators.ts';
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

const DEPOSIT = z.strictObject({
  depositId: uuid4,
  ...{ amount, currency: z.string(), clientReferenceId: reference, metadata },
  payer: wallet,
  customerMessage,
});
const REFUND = z.strictObject({
  ...{ refundId: uuid4, depositId: uuid4, amount, currency: z.string() },
  ...{ clientReferenceId: reference, metadata },
});

/** How long a prompt waits for the payer. */
const PROMPT_MS = 5 * 60_000;

/** Deposits, refunds and what becomes of them. Every method runs in the caller's transaction. */
export class Deposits extends Movements {
  order(body: unknown): object {
    const { metadata: _, ...data } = read(DEPOSIT, body);
    const { depositId } = data;
    const known = this.parts.store.find('deposit', depositId);
    if (known) return { depositId, status: 'DUPLICATE_IGNORED', created: known.created };
    const { reject, enqueued } = this.parts.faults.current;
    const refusal = this.parts.faults.take(reject) ? reject.code : refusalOf(data, data.payer);
    if (refusal) return rejected({ depositId }, refusal);
    const { country } = predict(data.payer.accountDetails.phoneNumber)!;
    const created = new Date().toISOString();
    const isLate = this.parts.faults.take(enqueued);
    const status = isLate ? 'ENQUEUED' : 'ACCEPTED';
    this.parts.store.put('deposit', depositId, { ...data, status, country, created });
    this.parts.later.schedule(depositId, 'prompt', isLate ? enqueued.ms : 0);
    return { depositId, status: 'ACCEPTED', created, nextStep: 'FINAL_STATUS' };
  }

  refund(body: unknown): object {
    const data = read(REFUND, body);
    const { refundId, depositId, clientReferenceId, currency } = data;
    const known = this.parts.store.find('refund', refundId);
    if (known) return { refundId, status: 'DUPLICATE_IGNORED', created: known.created };
    const deposit = this.parts.store.find('deposit', depositId);
    if (deposit?.status !== 'COMPLETED') return rejected({ refundId }, 'INVALID_STATE');
    const refunds = this.parts.store.list('refund', {
      where: { 'metadata.of': depositId },
      limit: 100,
    });
    const gone = refunds.filter(({ status }) => status !== 'FAILED');
    const left = Number(deposit.amount) - gone.reduce((sum, one) => sum + Number(one.amount), 0);
    if (currency !== deposit.currency) return rejected({ refundId }, 'INVALID_CURRENCY');
    if (Number(data.amount) > left) return rejected({ refundId }, 'AMOUNT_TOO_LARGE');
    const created = new Date().toISOString();
    this.parts.store.put('refund', refundId, {
      ...{
        refundId,
        status: 'ACCEPTED',
        amount: data.amount,
        currency,
        clientReferenceId,
        created,
      },
      ...{ country: deposit.country, recipient: deposit.payer },
      metadata: {
        ...(Object.assign({}, ...data.metadata) as Record<string, string>),
        of: depositId,
      },
    });
    this.parts.later.schedule(refundId, 'refund', SETTLE_MS);
    return { refundId, status: 'ACCEPTED', created };
  }

  /** What happens without a request. */
  happen(id: string, outcome: Outcome): void {
    if (outcome === 'prompt') return this.#prompt(id);
    if (outcome === 'refund') return this.#refunded(id);
    if (outcome === 'complete') return this.#complete(id);
    this.#fail(id, outcome === 'expire' ? 'PAYMENT_NOT_APPROVED' : outcome.slice('fail:'.length));
  }

  /** The payer types the PIN, or not. */
  answer(id: string, refusal: string | null): void {
    const deposit = this.parts.store.find('deposit', id);
    if (!deposit || isOver(deposit)) return;
    const { processing } = this.parts.faults.current.api;
    const outcome: Outcome = refusal ? `fail:${refusal}` : 'complete';
    if (!refusal && this.parts.faults.take(processing)) {
      this.parts.store.put('deposit', id, { ...deposit, status: 'PROCESSING' });
      this.parts.later.schedule(id, outcome, processing.ms);
    } else this.happen(id, outcome);
  }

  #prompt(id: string): void {
    const deposit = this.parts.store.find('deposit', id)!;
    if (isOver(deposit)) return;
    const { fail } = this.parts.faults.current;
    const wanted = this.parts.faults.take(fail)
      ? fail.code
      : testNumber(deposit.payer.accountDetails.phoneNumber);
    this.parts.store.put('deposit', id, {
      ...deposit,
      status: wanted ? 'SUBMITTED' : 'PROCESSING',
    });
    if (wanted === 'SUBMITTED') return;
    if (!wanted) return this.parts.later.schedule(id, 'expire', PROMPT_MS);
    this.parts.later.schedule(
      id,
      wanted === 'COMPLETED' ? 'complete' : `fail:${wanted}`,
      SETTLE_MS,
    );
  }

  #complete(id: string): void {
    const deposit = this.parts.store.find('deposit', id)!;
    if (isOver(deposit)) return;
    this.log('charge', id, deposit);
    this.end('deposit', id, { ...deposit, status: 'COMPLETED' });
  }

  #fail(id: string, failureCode: string): void {
    const deposit = this.parts.store.find('deposit', id)!;
    if (isOver(deposit)) return;
    const failureReason = { failureCode, failureMessage: 'The payment failed.' };
    this.end('deposit', id, { ...deposit, status: 'FAILED', failureReason });
  }

  #refunded(id: string): void {
    const refund = this.parts.store.find('refund', id)!;
    this.log('refund', refund.metadata['of']!, refund);
    this.end('refund', id, { ...refund, status: 'COMPLETED' });
  }
}

export function promptOf(deposit: Deposit | null): Prompt | null {
  if (!deposit) return null;
  const { depositId: id, amount, currency, customerMessage, payer, status } = deposit;
  const { phoneNumber, provider } = payer.accountDetails;
  const from = `${customerMessage} · ${provider} · +${phoneNumber}`;
  const ended = status === 'COMPLETED' ? 'paid' : 'failed';
  return { id, from, amount, currency, state: isOver(deposit) ? ended : 'open' };
}
