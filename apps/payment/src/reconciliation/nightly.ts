import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { Clock, Log } from '@edu/service';
import { Work } from '@edu/work';
import { PaymentDb } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { START_RUN } from './run.sql.ts';
import { RunWorker } from './run.worker.ts';
import { dayBefore } from './slices.domain.ts';

/** Compares the day before, every night: our own books, and every psp that lists what it moved. */
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
    const period = dayBefore(this.clock.now());
    const listing = this.psps.all.filter((psp) => psp.list !== undefined).map(({ id }) => id);
    for (const psp of [null, ...listing]) {
      const source = psp === null ? 'books' : 'list';
      const values = { id: newId(), psp, source, ...period, askedBy: null, state: 'waiting' };
      const [begun] = await this.db.query(START_RUN, values);
      if (!begun) this.log.warn({ psp }, 'reconciliation of the night found another one under way');
    }
    this.worker.wake();
  }
}
