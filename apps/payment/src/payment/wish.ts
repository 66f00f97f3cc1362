import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import type { Payer, PspFacts } from '../psp/psp.ts';
import type { Bill } from '../terms/terms.domain.ts';
import { sameSum } from './payment.domain.ts';
import { isOfAnotherPhone, paysExactly } from './open-payment.ts';
import { chargedOf, type OpenPayment } from './payment.row.ts';

/** How somebody wants to pay. */
export interface Wish {
  readonly payer: Payer;
  /** The psp was named by the payer, or the money. */
  readonly isChosen: boolean;
  /** How much of their credit they spend; undefined where they said nothing of it. */
  readonly credit?: bigint | undefined;
  /** The country that the request came from, where it is known. */
  readonly from: string | undefined;
}

/** Whether an open payment is the one that is asked for; another one has to make room. */
export function isWhatWasAsked(
  payment: OpenPayment,
  bill: Bill,
  { id: psp }: PspFacts,
  { payer, isChosen, credit }: Wish,
): boolean {
  if (!paysExactly(payment, bill) || payment.linkId !== (bill.linkId ?? null)) return false;
  if (credit !== undefined && payment.creditAmount !== credit) return false;
  if (!isChosen) return true;
  return payment.psp === psp && !isOfAnotherPhone(payment, payer) && charges(payment, bill);
}

/** Whether the psp takes what the payer has agreed to, in that money. */
function charges(payment: PaymentRow, { quoted }: Bill): boolean {
  if (!quoted) return payment.quoteId === null;
  const { amount, currency } = quoted.charged;
  return sameSum(chargedOf(payment), { amount: BigInt(amount), currency });
}
