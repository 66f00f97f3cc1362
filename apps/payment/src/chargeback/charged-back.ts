import type { PartKey } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';

/** What of the payment of a lesson a bank takes, or has taken. */
export interface ChargedPart {
  readonly id: string;
  /** The bank has not decided. */
  readonly isOpen: boolean;
  /** What the payer has by it; nothing before the bank has decided so. */
  readonly taken: bigint;
  /** What of that was held for the learner. */
  readonly ofHeld: bigint;
  readonly isBorne: boolean;
}

/** The payment must be locked: a chargeback is opened and closed under its lock. */
export async function chargedBack(
  tx: PaymentTx,
  { paymentId, bookingId }: PartKey,
): Promise<ChargedPart[]> {
  const rows = await tx.prisma.chargebackPart.findMany({
    where: { paymentId, bookingId },
    include: { chargeback: { select: { state: true, closedAt: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id, amount, held, borneBy, chargeback: { state, closedAt } }) => ({
    ...{ id, isOpen: closedAt === null, isBorne: borneBy === 'platform' },
    taken: state === 'lost' ? amount : 0n,
    ofHeld: state === 'lost' ? held : 0n,
  }));
}

/** What payers have of it from their banks. */
export const takenBy = (charged: readonly Pick<ChargedPart, 'taken'>[]): bigint =>
  charged.reduce((sum, { taken }) => sum + taken, 0n);

/**
 * Why less is held than a provider has earned: what banks have taken, of which the platform bears some, and
 * what nobody can explain.
 *
 * @param missing ≥ 0
 */
export function shortfall(
  missing: bigint,
  charged: readonly Pick<ChargedPart, 'id' | 'ofHeld' | 'isBorne'>[],
): { short: bigint; taken: { id: string; amount: bigint }[] } {
  let short = missing;
  const taken: { id: string; amount: bigint }[] = [];
  for (const { id, ofHeld, isBorne } of charged) {
    const amount = ofHeld < short ? ofHeld : short;
    if (amount <= 0n) continue;
    short -= amount;
    if (isBorne) taken.push({ id, amount });
  }
  return { short, taken };
}
