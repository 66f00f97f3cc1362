import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import { Work, type Claimed, type Purge } from '@edu/work';
import { PaymentDb } from '../payment.db.ts';
import { PspWork } from '../psp/psp-work.ts';
import { PspChanges, type PspEvent } from './psp-changes.ts';

const MAX_WAIT_MS = 60_000;
const HOUR_MS = 3_600_000;

type ClaimedPspEvent = Claimed & PspEvent;

/** Works on stored events, and deletes them after 90 days. */
@Injectable()
export class PspEventProcessor {
  /** Looks at once for events to work on. */
  readonly wake: () => void;
  readonly purge: Purge;

  constructor(
    private readonly db: PaymentDb,
    private readonly changes: PspChanges,
    private readonly clock: Clock,
    pspWork: PspWork,
    work: Work,
  ) {
    this.wake = pspWork.follow<ClaimedPspEvent>({
      name: 'process psp events',
      table: 'psp_event',
      columns: ['psp', 'kind', 'ref'],
      failure: 'error',
      maxWaitMs: MAX_WAIT_MS,
      work: (event) => this.process(event),
    });
    this.purge = work.purge(HOUR_MS, 'purge psp events', {
      table: 'psp_event',
      where: "received_at < now() - interval '90 days'",
    });
  }

  private async process(event: ClaimedPspEvent): Promise<void> {
    const change = await this.changes.of(event);
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
