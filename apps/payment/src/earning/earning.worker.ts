import { Injectable } from '@nestjs/common';
import { PaymentDb } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { PspWork } from '../psp/psp-work.ts';
import { ForeignRefunds } from '../refund/foreign-refunds.ts';
import { Reserves } from '../reserve/reserves.ts';
import { EarningService } from './earning.service.ts';

const MAX_WAIT_MS = 900_000;

/** Credits what was earned, as soon as the psp has said what of it went back. */
@Injectable()
export class EarningWorker {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly foreign: ForeignRefunds,
    private readonly earnings: EarningService,
    private readonly reserves: Reserves,
    work: PspWork,
  ) {
    work.follow({
      name: 'credit earnings',
      table: 'earning',
      id: 'booking_id',
      maxWaitMs: MAX_WAIT_MS,
      work: ({ id }) => this.credit(id),
    });
  }

  private async credit(bookingId: string): Promise<void | 'again'> {
    const { payment } = await this.db.prisma.earning.findUniqueOrThrow({
      where: { bookingId },
      include: { payment: true },
    });
    // What a person sent back at the psp is not there to be earned.
    const psp = this.psps.find(payment.psp);
    await this.foreign.learn(psp, payment);
    return this.db.tx(async (tx) => {
      const done = await this.earnings.credit(tx, bookingId);
      if (done !== 'credited') return done;
      await this.reserves.keep(tx, bookingId, psp?.disputesSince !== undefined);
    });
  }
}
