import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import type { Claimed } from '@edu/work';
import { PaymentDb } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { PspWork } from '../psp/psp-work.ts';
import { PspChanges, type PspEvent } from './psp-changes.ts';

const MAX_WAIT_MS = 60_000;

type ClaimedPspEvent = Claimed & PspEvent;

/** Works on stored events. */
@Injectable()
export class PspEventProcessor {
  /** Looks at once for events to work on. */
  readonly wake: () => void;

  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly changes: PspChanges,
    private readonly clock: Clock,
    pspWork: PspWork,
  ) {
    this.wake = pspWork.follow<ClaimedPspEvent>({
      name: 'process psp events',
      table: 'psp_event',
      columns: ['psp', 'kind', 'ref'],
      failure: 'error',
      maxWaitMs: MAX_WAIT_MS,
      work: (event) => this.process(event),
    });
  }

  private async process(event: ClaimedPspEvent): Promise<void> {
    const change = await this.changes.of(this.psps.get(event.psp), event);
    if (change === 'made') return;
    await this.db.tx(async (tx) => {
      const outcome = await change(tx);
      await tx.prisma.pspEvent.update({
        where: { id: event.id },
        data: { outcome, processedAt: this.clock.now(), dueAt: null, error: null },
      });
    });
  }
}
