import type { Currency } from '@edu/contract-kit';
import type { Approval } from '@edu/contracts-booking';
import type { Approval as ApprovalRow } from '../generated/prisma/client.ts';
import type { NamesById } from '../person/known-names.ts';
import { stateAt } from './approval.domain.ts';

interface Names {
  readonly learners: NamesById;
  readonly providers: NamesById;
}

/** The contract's view of a row. */
export function toApproval(row: ApprovalRow, { learners, providers }: Names, now: Date): Approval {
  const { id, childId, providerId, subject, reason, bookingId, seriesId } = row;
  return {
    ...{ id, childId, providerId, subject, reason, bookingId, seriesId },
    childName: learners.get(childId) ?? null,
    providerName: providers.get(providerId) ?? null,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    mode: row.mode as Approval['mode'],
    price: priceOf(row),
    series: seriesOf(row),
    beyond: row.beyond as Approval['beyond'],
    state: stateAt(row, now),
    askedAt: row.askedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

function seriesOf(row: ApprovalRow): Approval['series'] {
  if (row.seriesTake === null) return null;
  const price = priceOf(row);
  const durationMs = row.endsAt.getTime() - row.startsAt.getTime();
  return {
    lessons: row.seriesStarts.map((start) => ({
      startsAt: start.toISOString(),
      endsAt: new Date(start.getTime() + durationMs).toISOString(),
    })),
    everyWeeks: row.seriesEveryWeeks,
    take: row.seriesTake as 'all' | 'free',
    total: { ...price, amount: price.amount * row.seriesStarts.length },
  };
}

export function priceOf({ priceAmount, priceCurrency }: ApprovalRow): Approval['price'] {
  return { amount: Number(priceAmount), currency: priceCurrency as Currency };
}

/** Whom they are about, as those who know names ask. */
export const partiesOf = ({ childId, providerId }: ApprovalRow) => ({
  ...{ learnerId: childId, providerId },
});
