import type { BookingTerms as TermsRow } from '../generated/prisma/client.ts';
import type { PaymentTx } from '../payment.db.ts';

/** The parts of a payment in the order of their lessons, with what is known of each lesson. */
export async function partsInTime<P extends { readonly bookingId: string }>(
  tx: PaymentTx,
  parts: readonly P[],
): Promise<{ parts: P[]; termsOf: (bookingId: string) => TermsRow | undefined }> {
  const lessons = await tx.prisma.bookingTerms.findMany({
    where: { bookingId: { in: parts.map(({ bookingId }) => bookingId) } },
    orderBy: { startsAt: 'asc' },
  });
  const inTime = new Map(lessons.map((terms, index) => [terms.bookingId, { terms, index }]));
  const timeOf = ({ bookingId }: P) => inTime.get(bookingId)?.index ?? 0;
  return {
    parts: parts.toSorted((a, b) => timeOf(a) - timeOf(b)),
    termsOf: (bookingId) => inTime.get(bookingId)?.terms,
  };
}
