import { Injectable } from '@nestjs/common';
import { PaymentConfig } from '../app.config.ts';
import type {
  BookingTerms as TermsRow,
  Document as DocumentRow,
} from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { BY_CREDIT } from '../payment/by-credit.ts';
import { WITH_PARTS } from '../payment/payment.queries.ts';
import { toMoney, type PaymentWithParts } from '../payment/payment.row.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { numberText } from './document.domain.ts';
import type { DocumentFacts, Party } from './document.facts.ts';

export interface Draft {
  readonly facts: DocumentFacts;
  readonly parties: readonly Omit<Party, 'name'>[];
}

/** What a document will say, from the rows of what it is about. */
@Injectable()
export class DocumentDrafts {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly config: PaymentConfig,
  ) {}

  /**
   * @param document about a payment
   * @returns null while the receipt is not issued that a credit note is about
   */
  async of(document: DocumentRow): Promise<Draft | null> {
    const payment = await this.db.prisma.payment.findUniqueOrThrow({
      where: { id: document.paymentId! },
      include: WITH_PARTS,
    });
    if (!document.refundId) {
      return this.draft(document, payment, { lessons: payment.parts, receipt: null, reason: null });
    }
    const receipt = await this.db.prisma.document.findFirst({
      where: { kind: 'receipt', paymentId: payment.id, issuedAt: { not: null } },
    });
    if (!receipt) return null;
    const refund = await this.db.prisma.refund.findUniqueOrThrow({
      where: { id: document.refundId },
    });
    return this.draft(document, payment, {
      ...{ lessons: [refund], receipt: numberText(receipt), reason: refund.reason },
      ...(refund.way !== 'psp' && { way: { kind: refund.way, name: null } }),
    });
  }

  private async draft(
    { createdAt }: DocumentRow,
    payment: PaymentWithParts,
    about: Pick<DocumentFacts, 'receipt' | 'reason'> & {
      /** Where it is another than that of the payment. */
      readonly way?: DocumentFacts['way'];
      readonly lessons: readonly { readonly bookingId: string; readonly amount: bigint }[];
    },
  ): Promise<Draft> {
    const { currency, payerId } = payment;
    const terms = await this.termsOf(about.lessons.map(({ bookingId }) => bookingId));
    const lessons = about.lessons
      .map(({ bookingId, amount }) => ({ ...terms.get(bookingId)!, amount }))
      .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    const { kind, name } = about.way ?? this.wayOf(payment.psp);
    const total = lessons.reduce((sum, { amount }) => sum + amount, 0n);
    return {
      facts: {
        issuer: issuerOf(this.config),
        at: createdAt.toISOString(),
        way: { kind, name },
        total: toMoney({ amount: total, currency }),
        lessons: lessons.map(({ bookingId, startsAt, zone, learnerId, providerId, amount }) => ({
          ...{ bookingId, zone, learnerId, providerId },
          startsAt: startsAt.toISOString(),
          amount: toMoney({ amount, currency }),
        })),
        receipt: about.receipt,
        reason: about.reason,
      },
      parties: partiesOf(payerId, lessons),
    };
  }

  private wayOf(psp: string): DocumentFacts['way'] {
    if (psp === BY_CREDIT.id) return { kind: 'credit', name: null };
    return this.psps.get(psp).capabilities.way;
  }

  /** @throws Error when one of them is not known: it is tried again */
  private async termsOf(ids: readonly string[]): Promise<Map<string, TermsRow>> {
    const rows = await this.db.prisma.bookingTerms.findMany({
      where: { bookingId: { in: [...ids] } },
    });
    if (rows.length < new Set(ids).size) throw new Error('the terms of a lesson are not known');
    return new Map(rows.map((row) => [row.bookingId, row]));
  }
}

function partiesOf(
  payerId: string,
  lessons: readonly Pick<TermsRow, 'learnerId' | 'providerId'>[],
): Draft['parties'] {
  const each = (role: Party['role'], ids: readonly string[]) =>
    [...new Set(ids)].map((userId) => ({ userId, role }));
  return [
    ...each('payer', [payerId]),
    ...each(
      'learner',
      lessons.map(({ learnerId }) => learnerId),
    ),
    ...each(
      'provider',
      lessons.map(({ providerId }) => providerId),
    ),
  ];
}

/** What documents say of the company whose they are. */
export const issuerOf = ({
  ISSUER_NAME: name,
  ISSUER_DETAILS: details,
}: Pick<PaymentConfig, 'ISSUER_NAME' | 'ISSUER_DETAILS'>): DocumentFacts['issuer'] => ({
  name,
  details: details
    .split('|')
    .map((line) => line.trim())
    .filter(Boolean),
});
