import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { Clock, Log } from '@edu/service';
import { Work } from '@edu/work';
import { PaymentDb } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { START_RUN } from './run.sql.ts';
import { RunWorker } from './run.worker.ts';
import { dayBefore, sinceEndOf, type Period } from './slices.domain.ts';

/** Compares the day before, every night: our own books, every psp that lists what it moved, and what psps hold. */
@Injectable()
export class NightlyReconciliation {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly worker: RunWorker,
    private readonly clock: Clock,
    private readonly log: Log,
    work: Work,
  ) {
    work.daily({
      name: 'reconcile',
      at: '04:00',
      zone: 'Africa/Abidjan',
      run: () => this.start(),
    });
  }

  /** Safe to repeat: what is compared twice is found once. */
  async start(): Promise<void> {
    const now = this.clock.now();
    const day = dayBefore(now);
    await this.#start(null, 'books', day);
    for (const { id, list, balance } of this.psps.all) {
      // What such a psp holds is compared after its list.
      if (list) await this.#start(id, 'list', day);
      else if (balance) await this.#start(id, 'balance', sinceEndOf(day, now));
    }
    this.worker.wake();
  }

  async #start(psp: string | null, source: string, period: Period): Promise<void> {
    const values = { id: newId(), psp, source, ...period, askedBy: null, state: 'waiting' };
    const [begun] = await this.db.query(START_RUN, values);
    if (begun) return;
    this.log.warn({ psp, source }, 'reconciliation of the night found another one under way');
  }
}
