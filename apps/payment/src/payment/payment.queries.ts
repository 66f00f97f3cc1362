import { Injectable } from '@nestjs/common';
import { newId, platformErrors, type Actor, type Money, type RpcOutput } from '@edu/contract-kit';
import { paymentErrors, type paymentRpc } from '@edu/contracts-payment';
import { PaymentConfig } from '../app.config.ts';
import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import type { PspIntent } from '../psp/psp.ts';
import { OPEN_STATUSES } from './payment.domain.ts';
import { toPayment } from './payment.row.ts';

export interface NewPayment {
  readonly bookingId: string;
  readonly payerId: string;
  readonly psp: string;
  readonly price: Money;
}

const OPEN = `
  INSERT INTO payment (id, booking_id, payer_id, psp, amount, currency, due_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::bigint, $6, now() + $7::float8 * interval '1 ms')
  ON CONFLICT (booking_id) WHERE status IN ('created', 'unknown', 'pending') DO NOTHING`;

@Injectable()
export class PaymentQueries {
  constructor(
    private readonly db: PaymentDb,
    private readonly config: PaymentConfig,
  ) {}

  /** @throws payment.not_found unless the actor is its payer */
  async get(id: string, { userId }: Actor): Promise<RpcOutput<typeof paymentRpc.get>> {
    const row = await this.db.prisma.payment.findFirst({ where: { id, payerId: userId } });
    if (!row) throw paymentErrors.notFound();
    return toPayment(row);
  }

  /** The row, locked until the transaction ends; it must be there. */
  async lock(tx: PaymentTx, id: string): Promise<PaymentRow> {
    await tx.execute('SELECT FROM payment WHERE id = $1::uuid FOR UPDATE', id);
    return tx.prisma.payment.findUniqueOrThrow({ where: { id } });
  }

  /** Which payment of ours an intent is, or null when it is none. */
  async findByIntent(psp: string, intent: PspIntent): Promise<PaymentRow | null> {
    const { ref: pspRef, paymentId } = intent;
    const known = await this.db.prisma.payment.findFirst({ where: { psp, pspRef } });
    if (known || !paymentId) return known;
    // The psp may speak before its answer to our request has been stored.
    return this.db.prisma.payment.findFirst({
      where: { id: paymentId, psp, pspRef: null },
    });
  }

  /**
   * The one open payment of a booking, made now unless there is one.
   *
   * @throws payment.already_paid
   */
  async open({ bookingId, payerId, psp, price }: NewPayment): Promise<PaymentRow> {
    return this.db.tx(async (tx) => {
      const made = await tx.execute(
        OPEN,
        newId(),
        bookingId,
        payerId,
        psp,
        price.amount,
        price.currency,
        this.config.JANITOR_INTERVAL_MS,
      );
      // Looked at after the insert: an earlier payment that kept us from inserting is seen there,
      // and one that succeeded just before it is seen here.
      const paid = await tx.prisma.payment.findFirst({ where: { bookingId, status: 'succeeded' } });
      if (paid) throw paymentErrors.alreadyPaid();
      const row = await tx.prisma.payment.findFirst({
        where: { bookingId, status: { in: OPEN_STATUSES } },
      });
      // Closed between the two statements: the next try opens a new one.
      if (!row && made === 0) throw platformErrors.unavailable({ retryAfter: 1 });
      return row!;
    });
  }
}
