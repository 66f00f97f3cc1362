import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import { PaymentDb } from '../payment.db.ts';
import { PspRefused, type Psp, type PspDispute } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { PspWork } from '../psp/psp-work.ts';
import { PARTS, type ChargebackWithParts } from './chargeback.row.ts';
import { ChargebackFiles } from './chargeback-files.ts';
import { ChargebackUpdater } from './chargeback.updater.ts';
import { answerOf } from './evidence.view.ts';

const MAX_WAIT_MS = 900_000;
/** Banks take weeks; webhooks that were lost are made up for. */
const LOOK_AGAIN_MS = 6 * 3_600_000;

/** Puts the file of a chargeback together, tells the bank what was decided, and asks how it ended. */
@Injectable()
export class ChargebackWorker {
  /** Looks at once for what is due. */
  readonly wake: () => void;

  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly updater: ChargebackUpdater,
    private readonly files: ChargebackFiles,
    private readonly clock: Clock,
    work: PspWork,
  ) {
    this.wake = work.follow({
      name: 'answer chargebacks',
      table: 'chargeback',
      maxWaitMs: MAX_WAIT_MS,
      work: ({ id }) => this.work(id),
    });
  }

  private async work(id: string): Promise<void> {
    const row = await this.db.prisma.chargeback.findUniqueOrThrow({
      where: { id },
      include: PARTS,
    });
    if (row.closedAt) return this.files.forget(row);
    if (!row.fileAt) await this.files.put(row);
    const seen = await this.tell(this.psps.get(row.psp), row);
    await this.db.tx(async (tx) => {
      await this.updater.apply(tx, row.paymentId, seen);
      await tx.prisma.chargeback.updateMany({
        // One about which somebody decides meanwhile stays due.
        where: { id, closedAt: null, decision: row.decision },
        data: { dueAt: new Date(this.clock.now().getTime() + LOOK_AGAIN_MS), attempts: 0 },
      });
    });
  }

  /**
   * What was decided goes out only while the bank still waits for it: an earlier order may have been taken
   * although its answer was lost.
   */
  private async tell(psp: Psp, row: ChargebackWithParts): Promise<PspDispute> {
    const seen = await psp.fetchDispute(row.pspRef);
    if (!row.decision || seen.state !== 'open') return seen;
    try {
      return await this.order(psp, row);
    } catch (error) {
      if (!(error instanceof PspRefused)) throw error;
      const { id } = row;
      await this.db.prisma.chargeback.updateMany({
        where: { id, closedAt: null },
        data: { decision: null, refusal: error.code },
      });
      return seen;
    }
  }

  private async order(psp: Psp, row: ChargebackWithParts): Promise<PspDispute> {
    if (!psp.answerDispute || !psp.acceptDispute) {
      throw new PspRefused('answers_not_offered', undefined);
    }
    if (row.decision === 'accept') return psp.acceptDispute(row.pspRef);
    return psp.answerDispute(row.pspRef, answerOf(await this.files.put(row)));
  }
}
