import { Injectable } from '@nestjs/common';
import { Log } from '@edu/service';
import { DueRows } from '../due-rows.queries.ts';
import { PaymentDb } from '../payment.db.ts';
import { IntentService } from './intent.service.ts';
import { PaymentUpdater } from './payment.updater.ts';

/**
 * Asks the psp about every payment that is not final, until it is: for webhooks that never
 * come, answers that never came, and intents to be canceled.
 */
@Injectable()
export class JanitorService {
  constructor(
    private readonly db: PaymentDb,
    private readonly intents: IntentService,
    private readonly updater: PaymentUpdater,
    private readonly log: Log,
    due: DueRows,
  ) {
    due.follow('payment', 'ask about payments', (id) => this.ask(id));
  }

  private async ask(id: string): Promise<void> {
    try {
      const payment = await this.db.prisma.payment.findUniqueOrThrow({ where: { id } });
      const intent = await this.intents.current(payment);
      await this.db.tx((tx) => this.updater.apply(tx, id, intent));
    } catch (err) {
      this.log.warn({ err, paymentId: id }, 'payment still open, will be asked about again');
    }
  }
}
