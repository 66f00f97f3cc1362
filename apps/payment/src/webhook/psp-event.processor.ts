import { Injectable } from '@nestjs/common';
import { Clock, Log } from '@edu/service';
import { PaymentDb } from '../payment.db.ts';
import { PspChanges } from './psp-changes.ts';

/** Works on stored events. */
@Injectable()
export class PspEventProcessor {
  constructor(
    private readonly db: PaymentDb,
    private readonly changes: PspChanges,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Never throws: an event that could not be worked on waits for its next turn. */
  async process(id: string): Promise<void> {
    try {
      const event = await this.db.prisma.pspEvent.findUniqueOrThrow({ where: { id } });
      const change = await this.changes.of(event);
      if (change === 'made') return;
      await this.db.tx(async (tx) => {
        const outcome = await change(tx);
        await tx.prisma.pspEvent.update({
          where: { id },
          data: { outcome, processedAt: this.clock.now(), dueAt: null, error: null },
        });
      });
    } catch (err) {
      this.log.warn({ err, pspEventId: id }, 'psp event will be tried again');
      await this.noteError(id, err);
    }
  }

  private async noteError(id: string, err: unknown): Promise<void> {
    const error = err instanceof Error ? `${err.name}: ${err.message}`.slice(0, 500) : 'unknown';
    await this.db.prisma.pspEvent.update({ where: { id }, data: { error } }).catch(() => undefined); // the log has it
  }
}
