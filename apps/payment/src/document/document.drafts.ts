import { Injectable } from '@nestjs/common';
import { PaymentConfig } from '../app.config.ts';
import type {
  BookingTerms as TermsRow,
  Document as DocumentRow,
  PaymentQuote as QuoteRow,
} from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { BY_CREDIT } from '../payment/by-credit.ts';
import { WITH_PARTS } from '../payment/payment.queries.ts';
import { chargedOf, toMoney, type PaymentWithParts } from '../payment/payment.row.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { rateText } from '../quote/rate.domain.ts';
import { LessonVat } from '../tax/lesson-vat.ts';
import { includedIn, type VatRate } from '../tax/tax.domain.ts';
import { numberText } from './document.domain.ts';
import { DocumentFacts, type Party } from './document.facts.ts';

/** What a document is about: a lesson, or what of its price goes back. */
interface Line {
  readonly bookingId: string;
  readonly amount: bigint;
  /** Undefined where the receipt that it is about says nothing of it. */
  readonly rate: VatRate | undefined;
}

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
    private readonly vat: LessonVat,
    private readonly config: PaymentConfig,
  ) {}

  /**
   * @param document about a payment
   * @returns null while the receipt is not issued that a credit note is about
   */
  async of(document: DocumentRow): Promise<Draft | null> {
    const payment = await this.db.prisma.payment.findUniqueOrThrow({
      where: { id: document.paymentId! },
      include: { ...WITH_PARTS, quote: true },
    });
    if (!document.refundId) {
      const charged = chargedIn(payment, payment.quote);
      return this.draft(document, payment, {
        lessons: await this.priced(payment, document.createdAt),
        ...{ receipt: null, reason: null },
        ...(charged && { charged }),
      });
    }
    const receipt = await this.db.prisma.document.findFirst({
      where: { kind: 'receipt', paymentId: payment.id, issuedAt: { not: null } },
    });
    if (!receipt) return null;
    const refund = await this.db.prisma.refund.findUniqueOrThrow({
      where: { id: document.refundId },
    });
    // What is given as credit is the price and no other money.
    const charged = refund.way === 'credit' ? undefined : chargedIn(refund, payment.quote);
    return this.draft(document, payment, {
      lessons: [{ ...refund, rate: rateOf(receipt, refund.bookingId) }],
      ...{ receipt: numberText(receipt), reason: refund.reason },
      ...(refund.way !== 'psp' && { way: { kind: refund.way, name: null } }),
      ...(charged && { charged }),
    });
  }

  private async draft(
    { createdAt }: DocumentRow,
    payment: PaymentWithParts,
    about: Pick<DocumentFacts, 'receipt' | 'reason' | 'charged'> & {
      /** Where it is another than that of the payment. */
      readonly way?: DocumentFacts['way'];
      readonly lessons: readonly Line[];
    },
  ): Promise<Draft> {
    const { currency, payerId } = payment;
    const terms = await this.termsOf(about.lessons.map(({ bookingId }) => bookingId));
    const lessons = about.lessons
      .map((line) => ({ ...terms.get(line.bookingId)!, ...line }))
      .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    const { kind, name } = about.way ?? this.wayOf(payment.psp);
    const total = lessons.reduce((sum, { amount }) => sum + amount, 0n);
    return {
      facts: {
        issuer: issuerOf(this.config),
        at: createdAt.toISOString(),
        way: { kind, name },
        total: toMoney({ amount: total, currency }),
        lessons: lessons.map(
          ({ bookingId, startsAt, zone, learnerId, providerId, movesId, amount, rate }) => ({
            ...{ bookingId, zone, learnerId, providerId },
            startsAt: startsAt.toISOString(),
            ...(movesId !== null && { isDifference: true }),
            amount: toMoney({ amount, currency }),
            ...(rate && {
              vat: { ...rate, amount: toMoney({ amount: includedIn(amount, rate.bps), currency }) },
            }),
          }),
        ),
        ...(about.charged && { charged: about.charged }),
        receipt: about.receipt,
        reason: about.reason,
      },
      parties: partiesOf(payerId, lessons),
    };
  }

  /** Its lessons, with the VAT that held when they were paid. */
  private async priced({ parts }: PaymentWithParts, paidAt: Date): Promise<Line[]> {
    const rates = await this.vat.of(
      parts.map(({ bookingId }) => bookingId),
      paidAt,
    );
    return parts.map(({ bookingId, amount }) => ({
      bookingId,
      amount,
      rate: rates.get(bookingId),
    }));
  }

  private wayOf(psp: string): DocumentFacts['way'] {
    if (psp === BY_CREDIT.id) return { kind: 'credit', name: null };
    return this.psps.get(psp).capabilities.way;
  }

  /** @throws Error when one of them is not known: it is tried again */
  private async termsOf(ids: readonly string[]): Promise<Map<string, TermsRow>> {
    // One by one, which is one statement for all that are asked for at the same time.
    const rows = await Promise.all(
      [...new Set(ids)].map((bookingId) =>
        this.db.prisma.bookingTerms.findUniqueOrThrow({ where: { bookingId } }),
      ),
    );
    return new Map(rows.map((row) => [row.bookingId, row]));
  }
}

/** What goes back includes what the receipt says, whatever holds by now. */
function rateOf({ facts }: DocumentRow, bookingId: string): VatRate | undefined {
  const { lessons } = DocumentFacts.parse(facts);
  const { vat } = lessons.find((lesson) => lesson.bookingId === bookingId) ?? {};
  return vat && { country: vat.country, bps: vat.bps, exemption: vat.exemption };
}

function chargedIn(
  row: Parameters<typeof chargedOf>[0],
  quote: QuoteRow | null,
): DocumentFacts['charged'] {
  return quote ? { amount: toMoney(chargedOf(row)), rate: rateText(quote.rateMicros) } : undefined;
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
