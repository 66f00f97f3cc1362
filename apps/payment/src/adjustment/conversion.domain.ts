import {
  CURRENCY_EXPONENTS,
  fieldError,
  formatMoney,
  type Currency,
  type FieldError,
  type Locale,
  type RpcInput,
} from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { halfUp, MICROS, rateText, shareOfPaid } from '../quote/rate.domain.ts';
import { toMoney } from '../payment/payment.row.ts';
import type { Sum } from '../psp/psp.ts';

export type Exchange = RpcInput<typeof paymentRpc.proposeConversion>;

/** What is open between two currencies, in minor units. */
export interface Position {
  /** What was charged in other money than the price; below zero where more went back than was left. */
  readonly taken: Sum;
  /** What is owed for it, in the money of the prices. */
  readonly owed: Sum;
}

/** What an exchange takes of what is open, in the money that was sold and in that which came for it. */
export interface Closes {
  readonly soldCloses: bigint;
  readonly gotCloses: bigint;
}

/** Prices are in the first of two, and what was charged in the other. */
const PRICES_FIRST: readonly string[] = ['XOF', 'XAF', 'EUR', 'USD', 'CAD'];

/** One part in so many of what is owed, either way. */
const FARTHEST = 5n;

export const isPriced = (one: string, other: string): boolean =>
  PRICES_FIRST.indexOf(one) < PRICES_FIRST.indexOf(other);

/** What `fx` has of two currencies, as a position. @param sums as the books have them: what is owed above zero */
export function positionOf(one: Sum, other: Sum): Position {
  const [owed, taken] = isPriced(one.currency, other.currency) ? [one, other] : [other, one];
  return { taken: { ...taken, amount: -taken.amount }, owed };
}

/** What is open between the two currencies of an exchange; nothing where there is no position. */
export function openFor(positions: readonly Position[], one: string, other: string): Position {
  const between = [one, other].sort().join();
  return (
    positions.find(
      ({ taken, owed }) => [taken.currency, owed.currency].sort().join() === between,
    ) ?? positionOf({ amount: 0n, currency: one }, { amount: 0n, currency: other })
  );
}

/**
 * What an exchange takes of what is open: all that it exchanges of the money that was charged, and as great a share of
 * what is owed for that. The rest of it is gained, or lost.
 *
 * @returns undefined where it is more than is open
 */
export function closesOf(sold: Sum, got: Sum, { taken, owed }: Position): Closes | undefined {
  const isSale = sold.currency === taken.currency;
  const open = isSale ? taken.amount : -taken.amount;
  const due = isSale ? owed.amount : -owed.amount;
  const amount = isSale ? sold.amount : got.amount;
  if (amount > open) return undefined;
  const share = shareOfPaid(amount, { price: open, paid: due > 0n ? due : 0n });
  return isSale
    ? { soldCloses: amount, gotCloses: share }
    : { soldCloses: share, gotCloses: amount };
}

/** Whether what is open still has what an exchange takes of it, as it was proposed. */
export function isOpen(sold: Sum, { soldCloses, gotCloses }: Closes, position: Position): boolean {
  const { taken, owed } = position;
  const isSale = sold.currency === taken.currency;
  const [ofTaken, ofOwed] = isSale ? [soldCloses, gotCloses] : [-gotCloses, -soldCloses];
  const has = (open: bigint, part: bigint) => part === 0n || open / part >= 1n;
  return has(taken.amount, ofTaken) && has(owed.amount, ofOwed);
}

/** What is wrong with an exchange, whoever proposes it. @param today by the calendar of UTC, `2027-01-04` */
export function faultsOf({ sold, got, on }: Exchange, today: string): FieldError[] {
  return [
    ...(sold.currency === got.currency ? [fieldError('/got/currency', 'same_currency')] : []),
    ...(on > today ? [fieldError('/on', 'in_future')] : []),
  ];
}

/** It exchanges more than is open. */
export function tooMuch({ sold }: Exchange, { taken }: Position, locale: Locale): FieldError {
  const isSale = sold.currency === taken.currency;
  const open = isSale ? taken.amount : -taken.amount;
  const most = toMoney({ ...taken, amount: open > 0n ? open : 0n });
  const params = { open: formatMoney(most, locale) };
  return fieldError(isSale ? '/sold/amount' : '/got/amount', 'more_than_open', params);
}

/**
 * It gains or loses more than a fifth of what is owed for it: an amount is mistyped, as no rate moves so far. Where
 * nothing is owed for it, all of it is gained, and there is nothing to compare it with.
 */
export function farFromOwed(
  { sold, got }: { readonly sold: Sum; readonly got: Sum },
  closes: Closes,
  locale: Locale,
): FieldError | undefined {
  const isSale = isPriced(got.currency, sold.currency);
  const owed = isSale ? closes.gotCloses : closes.soldCloses;
  const { amount: result, currency } = resultOf(sold, got, closes);
  const distance = result < 0n ? -result : result;
  if (owed === 0n || distance * FARTHEST <= owed) return undefined;
  const params = { owed: formatMoney(toMoney({ amount: owed, currency }), locale) };
  return fieldError(isSale ? '/got/amount' : '/sold/amount', 'far_from_owed', params);
}

/** What the platform gains by it, below zero what it loses, in the currency of the prices. */
export function resultOf(sold: Sum, got: Sum, { soldCloses, gotCloses }: Closes): Sum {
  return isPriced(got.currency, sold.currency)
    ? { ...got, amount: got.amount - gotCloses }
    : { ...sold, amount: soldCloses - sold.amount };
}

/** What one unit of the money that was charged brought, of that of the prices. */
export function rateOf(sold: Sum, got: Sum): string {
  const [priced, charged] = isPriced(sold.currency, got.currency) ? [sold, got] : [got, sold];
  return rateText(halfUp(priced.amount * MICROS * scale(charged), charged.amount * scale(priced)));
}

const scale = ({ currency }: Sum) => 10n ** BigInt(CURRENCY_EXPONENTS[currency as Currency]);
