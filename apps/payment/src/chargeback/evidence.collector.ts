import { Injectable } from '@nestjs/common';
import { bookingRpc } from '@edu/contracts-booking';
import { sessionErrors, sessionRpc } from '@edu/contracts-session';
import { Problem } from '@edu/contract-kit';
import { RpcClient } from '@edu/messaging';
import { Clock } from '@edu/service';
import { DocumentPeople } from '../document/document-people.ts';
import { numberText } from '../document/document.domain.ts';
import type { Party } from '../document/document.facts.ts';
import { PaymentDb } from '../payment.db.ts';
import { chargedOf, toMoney } from '../payment/payment.row.ts';
import type { ChargebackWithParts } from './chargeback.row.ts';
import type { Evidence, LessonEvidence } from './evidence.ts';

/** Lessons that are asked about at a time. */
const AT_ONCE = 4;

/** Asks whoever knows something of the lessons of a chargeback. */
@Injectable()
export class EvidenceCollector {
  constructor(
    private readonly db: PaymentDb,
    private readonly rpc: RpcClient,
    private readonly people: DocumentPeople,
    private readonly clock: Clock,
  ) {}

  /** @throws while a service does not answer: it is tried again */
  async of(row: ChargebackWithParts): Promise<Evidence> {
    const payment = await this.db.prisma.payment.findUniqueOrThrow({
      where: { id: row.paymentId },
      include: {
        documents: { where: { kind: 'receipt', issuedAt: { not: null } } },
        refunds: { where: { status: 'succeeded' }, orderBy: { updatedAt: 'asc' } },
      },
    });
    const lessons = await this.lessons(row.parts.map(({ bookingId }) => bookingId));
    const [receipt] = payment.documents;
    return {
      at: this.clock.now(),
      ...{ reason: row.reason, words: row.decision === 'answer' ? (row.words ?? '') : '' },
      ...{ amount: moved(row), answerBy: row.answerBy },
      payment: {
        ...{ id: payment.id, amount: moved(payment), price: toMoney(payment) },
        openedAt: payment.createdAt,
        receipt: receipt ? { number: numberText(receipt), at: receipt.issuedAt! } : null,
        refunds: payment.refunds.map((refund) => ({
          ...{ amount: moved(refund), at: refund.updatedAt },
        })),
      },
      parties: await this.people.named(partiesOf(payment.payerId, lessons)),
      lessons,
    };
  }

  private async lessons(bookingIds: readonly string[]): Promise<LessonEvidence[]> {
    const found: LessonEvidence[] = [];
    for (let from = 0; from < bookingIds.length; from += AT_ONCE) {
      const some = bookingIds.slice(from, from + AT_ONCE);
      found.push(...(await Promise.all(some.map((bookingId) => this.lesson(bookingId)))));
    }
    return found.toSorted((a, b) => startOf(a) - startOf(b));
  }

  private async lesson(bookingId: string): Promise<LessonEvidence> {
    const [record, attendance] = await Promise.all([
      this.rpc.call(bookingRpc.record, { id: bookingId }),
      this.rpc.call(sessionRpc.attendanceOf, { bookingId }).catch((error: unknown) => {
        // A lesson without a classroom or a door, or one that was not confirmed.
        if (error instanceof Problem && error.code === sessionErrors.notFound.code) return null;
        throw error;
      }),
    ]);
    const { movesId, price: difference } = record.booking;
    // What a lesson costs more at another time is evidence about that lesson.
    return movesId ? { ...(await this.lesson(movesId)), difference } : { record, attendance };
  }
}

/** As the bank has seen it. */
const moved = (row: Parameters<typeof chargedOf>[0]) => toMoney(chargedOf(row));

const startOf = ({ record }: LessonEvidence) => Date.parse(record.booking.startsAt);

function partiesOf(payerId: string, lessons: readonly LessonEvidence[]): Omit<Party, 'name'>[] {
  const each = (role: Party['role'], ids: readonly string[]) =>
    [...new Set(ids)].map((userId) => ({ userId, role }));
  const bookings = lessons.map(({ record }) => record.booking);
  return [
    ...each('payer', [payerId]),
    ...each(
      'learner',
      bookings.map(({ learnerId }) => learnerId),
    ),
    ...each(
      'provider',
      bookings.map(({ providerId }) => providerId),
    ),
  ];
}
