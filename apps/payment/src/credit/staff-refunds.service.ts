import { Injectable } from '@nestjs/common';
import type { RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { AccountNames } from '../account/account-names.ts';
import { PaymentDb } from '../payment.db.ts';
import { chargedOf, toMoney } from '../payment/payment.row.ts';
import { WAITING_STATUSES } from '../refund/refund.domain.ts';

/** All names are asked for at once. */
const MOST = 50;

/** What finance has to send. */
@Injectable()
export class StaffRefundList {
  constructor(
    private readonly db: PaymentDb,
    private readonly names: AccountNames,
  ) {}

  async list(): Promise<RpcOutput<typeof paymentRpc.staffRefunds>> {
    const rows = await this.db.prisma.refund.findMany({
      where: { status: { in: [...WAITING_STATUSES] } },
      include: { payment: true },
      // What is owed before what is offered.
      orderBy: [{ status: 'desc' }, { offeredAt: 'asc' }, { id: 'asc' }],
      take: MOST,
    });
    const names = await this.names.of(rows.map(({ payment }) => payment.payerId));
    return {
      items: rows.map(({ payment, ...row }) => ({
        ...{ id: row.id, bookingId: row.bookingId, amount: toMoney(row) },
        charged: row.chargedAmount === null ? null : toMoney(chargedOf(row)),
        ...{ payerId: payment.payerId, payerName: names.get(payment.payerId) ?? null },
        byLink: payment.linkId !== null,
        ...{ psp: payment.psp, pspRef: payment.pspRef, failure: row.failureReason },
        state: row.status as (typeof WAITING_STATUSES)[number],
        offeredAt: row.offeredAt!.toISOString(),
      })),
    };
  }
}
