import { Injectable } from '@nestjs/common';
import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { PspWork } from '../psp/psp-work.ts';
import { IntentService } from './intent.service.ts';
import { isStillOpen } from './payment.domain.ts';
import { statusOf } from './payment.row.ts';
import { ASK_NOW, CLOSE_UNWANTED } from './payment.sql.ts';
import { PaymentUpdater } from './payment.updater.ts';

/** A payer whose webhook was lost keeps the slot only if the payment is found within the hold. */
const MAX_WAIT_MS = 60_000;

/**
 * Asks the psp about every payment that is not final, until it is: for webhooks that never come,
 * answers that never came, and intents to be canceled.
 */
@Injectable()
export class JanitorService {
  private readonly wake: () => void;

  constructor(
    private readonly db: PaymentDb,
    private readonly intents: IntentService,
    private readonly updater: PaymentUpdater,
    work: PspWork,
  ) {
    this.wake = work.follow({
      name: 'ask about payments',
      table: 'payment',
      maxWaitMs: MAX_WAIT_MS,
      work: ({ id }) => this.ask(id),
    });
  }

  /** Somebody looks at them: what is not final is asked about now. */
  async lookedAt(payments: readonly PaymentRow[]): Promise<void> {
    const ids = payments.filter(({ dueAt }) => dueAt !== null).map(({ id }) => id);
    if (ids.length === 0) return;
    const rows = await this.db.query(ASK_NOW, { ids });
    if (rows.length > 0) this.wake();
  }

  private async ask(id: string): Promise<void | 'again'> {
    await this.db.query(CLOSE_UNWANTED, { id });
    const payment = await this.db.prisma.payment.findUniqueOrThrow({ where: { id } });
    const intent = await this.intents.current(payment);
    // Most answers say that it is still open, which no lock is needed for: what it has become meanwhile is not undone.
    if (isStillOpen({ ...payment, status: statusOf(payment) }, intent)) return 'again';
    const { row } = await this.db.tx((tx) => this.updater.apply(tx, id, intent));
    if (row.dueAt) return 'again';
  }
}
