import { Injectable } from '@nestjs/common';
import { PaymentDb } from '../payment.db.ts';
import { PspWork } from '../psp/psp-work.ts';
import { IntentService } from './intent.service.ts';
import { PaymentUpdater } from './payment.updater.ts';

/** A payer whose webhook was lost keeps the slot only if the payment is found within the hold. */
const MAX_WAIT_MS = 60_000;

/**
 * Asks the psp about every payment that is not final, until it is: for webhooks that never come,
 * answers that never came, and intents to be canceled.
 */
@Injectable()
export class JanitorService {
  constructor(
    private readonly db: PaymentDb,
    private readonly intents: IntentService,
    private readonly updater: PaymentUpdater,
    work: PspWork,
  ) {
    work.follow({
      name: 'ask about payments',
      table: 'payment',
      maxWaitMs: MAX_WAIT_MS,
      work: ({ id }) => this.ask(id),
    });
  }

  private async ask(id: string): Promise<void | 'again'> {
    const payment = await this.db.prisma.payment.findUniqueOrThrow({ where: { id } });
    const intent = await this.intents.current(payment);
    const { row } = await this.db.tx((tx) => this.updater.apply(tx, id, intent));
    if (row.dueAt) return 'again';
  }
}
