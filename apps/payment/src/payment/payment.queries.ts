import { Injectable } from '@nestjs/common';
import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import type { PspIntent } from '../psp/psp.ts';
import { LOCK_PAYMENT } from './payment.sql.ts';

@Injectable()
export class PaymentQueries {
  constructor(private readonly db: PaymentDb) {}

  /** The row, locked until the transaction ends; it must be there. */
  async lock(tx: PaymentTx, id: string): Promise<PaymentRow> {
    await tx.execute(LOCK_PAYMENT, { id });
    return tx.prisma.payment.findUniqueOrThrow({ where: { id } });
  }

  /** Which payment of ours a psp's object belongs to, or null when it is none. */
  findByRef(psp: string, pspRef: string): Promise<PaymentRow | null> {
    return this.db.prisma.payment.findFirst({ where: { psp, pspRef } });
  }

  /** Which payment of ours an intent is, or null when it is none. */
  async findByIntent(psp: string, { ref, paymentId }: PspIntent): Promise<PaymentRow | null> {
    const known = await this.findByRef(psp, ref);
    if (known || !paymentId) return known;
    // A webhook may arrive before the answer to our request has been stored.
    return this.db.prisma.payment.findFirst({ where: { id: paymentId, psp, pspRef: null } });
  }
}
