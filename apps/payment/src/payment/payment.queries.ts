import { Injectable } from '@nestjs/common';
import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import type { PspIntent } from '../psp/psp.ts';
import type { PaymentWithParts } from './payment.row.ts';
import { FIND_PAYMENT, LOCK_PAYMENT, type SeenPayment } from './payment.sql.ts';

/** In one order, whoever reads them. */
export const WITH_PARTS = { parts: { orderBy: { bookingId: 'asc' } } } as const;

@Injectable()
export class PaymentQueries {
  constructor(private readonly db: PaymentDb) {}

  /** The row, locked until the transaction ends; it must be there. */
  async lock(tx: PaymentTx, id: string): Promise<PaymentWithParts> {
    await tx.execute(LOCK_PAYMENT, { id });
    return tx.prisma.payment.findUniqueOrThrow({ where: { id }, include: WITH_PARTS });
  }

  /** Which payment of ours a psp's object belongs to, or null when it is none. */
  findByRef(psp: string, pspRef: string): Promise<PaymentRow | null> {
    return this.db.prisma.payment.findFirst({ where: { psp, pspRef } });
  }

  /** Which payment of ours an intent is, or null when it is none. */
  async findByIntent(
    psp: string,
    { ref: pspRef, paymentId }: PspIntent,
  ): Promise<SeenPayment | null> {
    const [row = null] = await this.db.query(FIND_PAYMENT, { psp, pspRef, paymentId });
    return row;
  }
}
