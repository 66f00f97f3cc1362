import { Injectable } from '@nestjs/common';
import { Log } from '@edu/service';
import { DueRows } from '../due-rows.queries.ts';
import { PaymentDb } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { ForeignRefunds } from '../refund/foreign-refunds.ts';
import { EarningService } from './earning.service.ts';

/** Credits earnings one by one, and again until it is done. */
@Injectable()
export class EarningWorker {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly foreign: ForeignRefunds,
    private readonly earnings: EarningService,
    private readonly log: Log,
    due: DueRows,
  ) {
    due.follow('earning', 'credit earnings', (id) => this.work(id));
  }

  private async work(bookingId: string): Promise<void> {
    try {
      const { payment } = await this.db.prisma.earning.findUniqueOrThrow({
        where: { bookingId },
        include: { payment: true },
      });
      // What a person sent back at the psp is not there to be earned.
      await this.foreign.learn(this.psps.get(payment.psp), payment);
      await this.db.tx((tx) => this.earnings.credit(tx, bookingId));
    } catch (err) {
      this.log.warn({ err, bookingId }, 'earning not credited, will be tried again');
    }
  }
}
