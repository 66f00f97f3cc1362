import type { RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import type {
  BookingTerms as TermsRow,
  RiskReview as ReviewRow,
  RiskRule as RuleRow,
} from '../generated/prisma/client.ts';
import { toMoney, type PaymentWithParts } from '../payment/payment.row.ts';

type Review = RpcOutput<typeof paymentRpc.listPaymentReviews>['items'][number];
type Finding = Review['findings'][number];
type Rule = RpcOutput<typeof paymentRpc.riskRules>['items'][number];

/** As `REVIEW` writes what a rule saw. */
interface Reason extends Pick<
  Finding,
  'kind' | 'figure' | 'threshold' | 'withinMinutes' | 'countries'
> {
  readonly fromAmount: number;
}

export type ReviewWithPayment = ReviewRow & { readonly payment: PaymentWithParts };

interface About {
  readonly termsOf: (bookingId: string) => TermsRow | undefined;
  readonly nameOf: (userId: string) => string | null;
}

/** Whom it names. @param terms of its lessons */
export const usersOf = ({ payerId, decidedBy }: ReviewRow, terms: readonly TermsRow[]): string[] =>
  [payerId, decidedBy, ...terms.map(({ providerId }) => providerId)].filter((id) => id !== null);

/** The contract's view of a row. */
export function toReview(row: ReviewWithPayment, { termsOf, nameOf }: About): Review {
  const { payment, payerId, decidedBy, decidedAt, words } = row;
  const { currency } = payment;
  const money = (amount: bigint | number) => toMoney({ amount: BigInt(amount), currency });
  const lessons = payment.parts.flatMap(({ bookingId, amount }) => {
    const terms = termsOf(bookingId);
    return terms ? [{ ...terms, amount }] : [];
  });
  return {
    ...{ id: row.paymentId, state: row.state as Review['state'], psp: payment.psp, payerId },
    amount: money(payment.amount),
    refunded: money(payment.refundedAmount),
    payerName: nameOf(payerId),
    byLink: payment.linkId !== null,
    paidFrom: payment.createdAt.toISOString(),
    findings: (row.reasons as unknown as Reason[]).map(({ fromAmount, ...reason }) => ({
      ...reason,
      from: money(fromAmount),
    })),
    lessons: lessons
      .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
      .map(({ bookingId, providerId, startsAt, amount }) => ({
        ...{ bookingId, providerId, providerName: nameOf(providerId), amount: money(amount) },
        startsAt: startsAt.toISOString(),
      })),
    decidedBy: decidedBy === null ? null : { id: decidedBy, name: nameOf(decidedBy) },
    decidedAt: decidedAt?.toISOString() ?? null,
    reason: words,
  };
}

/** The contract's view of a rule. */
export function toRule(row: RuleRow): Rule {
  const { currency, fromAmount, threshold, withinMinutes, validFrom, validUntil, reason } = row;
  const from = toMoney({ amount: fromAmount, currency });
  return {
    ...{ kind: row.kind as Rule['kind'], action: row.action as Rule['action'] },
    ...{ currency: from.currency, from, threshold, withinMinutes, reason },
    validFrom: validFrom.toISOString(),
    validUntil: validUntil?.toISOString() ?? null,
  };
}
