import type { Currency, Money, RpcOutput } from '@edu/contract-kit';
import type { paymentRpc, PaymentStatus, WayToPay } from '@edu/contracts-payment';
import type { Payment as PaymentRow, PaymentPart as PartRow } from '../generated/prisma/client.ts';
import { countriesFor } from './wallet.domain.ts';
import type { Payer, PspFacts, PspIntent, Sum } from '../psp/psp.ts';

export type PaymentWithParts = PaymentRow & { readonly parts: readonly PartRow[] };

/** What of a payment and its parts is looked at while it is being opened. */
export type OpenPayment = PaymentRow & {
  readonly parts: readonly Pick<PartRow, 'bookingId' | 'amount' | 'refundedAmount'>[];
};

/** The contract's view of a row. */
export function toPayment(row: OpenPayment): RpcOutput<typeof paymentRpc.get> {
  return {
    id: row.id,
    bookingId: row.bookingId,
    psp: row.psp,
    status: statusOf(row),
    amount: toMoney(row),
    credit: toMoney({ ...row, amount: row.creditAmount }),
    refunded: toMoney({ ...row, amount: row.refundedAmount }),
    parts: row.parts.map(({ bookingId, amount, refundedAmount }) => ({
      bookingId,
      amount: toMoney({ ...row, amount }),
      refunded: toMoney({ ...row, amount: refundedAmount }),
    })),
    promptEndsAt: row.promptEndsAt?.toISOString() ?? null,
    byLink: row.linkId !== null,
    ...chargedFields(row),
    createdAt: row.createdAt.toISOString(),
  };
}

interface Moved extends Sum {
  readonly chargedAmount: bigint | null;
  readonly chargedCurrency: string | null;
  /** What of a payment is no matter of its psp. */
  readonly creditAmount?: bigint;
}

/** What moves at the psp for a payment or a refund: other money, where a quote says so. */
export function chargedOf(row: Moved): Sum {
  const { amount, currency, creditAmount = 0n, chargedAmount, chargedCurrency } = row;
  return {
    amount: chargedAmount ?? amount - creditAmount,
    currency: chargedCurrency ?? currency,
  };
}

/** What the contract says of a payment in other money. */
export function chargedFields(row: PaymentRow) {
  if (row.quoteId === null) return { charged: null, chargedRefunded: null };
  const charged = toMoney(chargedOf(row));
  return { charged, chargedRefunded: { ...charged, amount: Number(row.chargedRefunded) } };
}

interface WayFacts {
  /** What of the payer's credit pays beside it; null: none can. */
  readonly credit?: number | null;
  /** Whether it takes the price without any. */
  readonly takesPrice?: boolean;
  /** Other money that it takes for the price, and for what credit leaves. */
  readonly currencies?: WayToPay['currencies'];
  readonly restCurrencies?: WayToPay['restCurrencies'];
}

/** The contract's view of a psp. */
export function toWay(
  { id, capabilities }: PspFacts,
  price: Money,
  { credit = null, takesPrice = true, currencies = [], restCurrencies = [] }: WayFacts = {},
): WayToPay {
  const { way, asksByPhone: asksPhone } = capabilities;
  const countries = asksPhone ? (countriesFor(capabilities, price) ?? []) : [];
  return {
    ...{ psp: id, kind: way.kind, name: way.name, asksPhone, countries: [...countries] },
    rest: credit === null ? null : { ...price, amount: price.amount - credit },
    ...{ takesPrice, currencies, restCurrencies },
  };
}

/** What of the price its psp is for. */
export function askedOf({
  amount,
  creditAmount,
  currency,
}: Sum & { readonly creditAmount: bigint }): Sum {
  return { amount: amount - creditAmount, currency };
}

/** Rows hold only currencies and amounts that came in through a contract. */
export function toMoney({ amount, currency }: Sum): Money {
  return { amount: Number(amount), currency: currency as Currency };
}

export const statusOf = (row: { readonly status: string }) => row.status as PaymentStatus;

/** An intent with the page that its psp has said once. */
export function withPage({ pageUrl: url }: PaymentRow, intent: PspIntent): PspIntent {
  if (!url || intent.next || intent.status !== 'pending') return intent;
  return { ...intent, next: { kind: 'redirect', url } };
}

/** What its psp needs to know of the payer, as long as the payment is open. */
export const payerOf = ({ payer }: PaymentRow): Payer => (payer ?? {}) as Payer;
