import { z } from 'zod';

/** Of one payment of a lesson. All amounts are minor units of the booking's currency. */
const amounts = {
  /** What the learner paid. */
  paid: z.int(),
  /** What the platform decided to give back. */
  refundOrdered: z.int(),
  /** What went back, ordered or not. */
  refunded: z.int(),
};

/** Which payment, for which booking; none for the one that confirmed the lesson itself. */
const source = { bookingId: z.string(), paymentId: z.string() };
export type Source = z.infer<z.ZodObject<typeof source>>;

/**
 * The money of a lesson: what confirmed it, and what was paid on top where it went to a time that costs
 * more, the latest last.
 */
export const LessonMoney = z.object({
  ...amounts,
  differences: z.array(z.object({ ...source, ...amounts })).optional(),
});
export type LessonMoney = z.infer<typeof LessonMoney>;
type Part = Omit<LessonMoney, 'differences'> & Partial<Source>;

/** A part of what goes back, or of what the provider gets. */
export interface Share {
  readonly amount: number;
  /** None of the payment that confirmed the lesson. */
  readonly of?: Source;
}

/** What of a payment is left for the provider. A refund that was ordered is not counted again when it is made. */
const leftOf = ({ paid, refundOrdered, refunded }: Part): number =>
  Math.max(0, paid - Math.max(refundOrdered, refunded));

/** What is left for the provider. */
export const earned = (money: LessonMoney): number =>
  partsOf(money).reduce((sum, part) => sum + leftOf(part), 0);

/** The same, by payment. */
export const earnings = (money: LessonMoney): Share[] =>
  partsOf(money)
    .map((part) => shareOf(part, leftOf(part)))
    .filter(({ amount }) => amount > 0);

/**
 * Orders that money goes back: of the latest payment first, and never more of one than is left of it,
 * since what went back without an order is not there to go back again.
 */
export function order<M extends LessonMoney>(money: M, wish: number): { data: M; shares: Share[] } {
  let rest = Math.min(wish, earned(money));
  const shares: Share[] = [];
  const take = <P extends Part>(part: P): P => {
    const amount = Math.min(rest, leftOf(part));
    rest -= amount;
    if (amount > 0) shares.push(shareOf(part, amount));
    return { ...part, refundOrdered: Math.max(part.refundOrdered, part.refunded) + amount };
  };
  const differences = money.differences?.toReversed().map(take).reverse();
  return { data: { ...take(money), ...(differences && { differences }) }, shares };
}

/** @param bookingId of the difference that went back; without it, what confirmed the lesson did */
export function wentBack<M extends LessonMoney>(money: M, amount: number, bookingId?: string): M {
  if (!bookingId) return { ...money, refunded: money.refunded + amount };
  const differences = money.differences?.map((part) =>
    part.bookingId === bookingId ? { ...part, refunded: part.refunded + amount } : part,
  );
  return { ...money, differences };
}

/** A difference was paid. */
export function paidMore<M extends LessonMoney>(
  money: M,
  { amount: paid, of }: Required<Share>,
): M {
  const part = { ...of, paid, refundOrdered: 0, refunded: 0 };
  return { ...money, differences: [...(money.differences ?? []), part] };
}

/** Whether more of a difference went back than was ordered. */
export function wentBackUnasked(money: LessonMoney, bookingId: string): boolean {
  const part = money.differences?.find((one) => one.bookingId === bookingId);
  return part !== undefined && part.refunded > part.refundOrdered;
}

const partsOf = ({ differences = [], ...first }: LessonMoney): readonly Part[] => [
  first,
  ...differences,
];

function shareOf({ bookingId, paymentId }: Part, amount: number): Share {
  return { amount, ...(bookingId && paymentId && { of: { bookingId, paymentId } }) };
}
