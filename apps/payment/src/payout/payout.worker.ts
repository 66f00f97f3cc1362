import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import type { Claimed } from '@edu/work';
import { PaymentConfig } from '../app.config.ts';
import type { Payout as PayoutRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import {
  PspRefused,
  PspUncertain,
  type PayoutOrder,
  type Psp,
  type PspPayout,
} from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { PspWork } from '../psp/psp-work.ts';
import { orderOf } from './payout.row.ts';
import { MARK_ORDERED } from './payout.sql.ts';
import { PayoutUpdater } from './payout.updater.ts';

/** Operators may keep a payout for hours before they say anything. */
const MAX_WAIT_MS = 900_000;

/** Orders payouts, and asks about them until the psp says how they ended. */
@Injectable()
export class PayoutWorker {
  /** Looks at once for what is due. */
  readonly wake: () => void;

  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly updater: PayoutUpdater,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
    work: PspWork,
  ) {
    this.wake = work.follow({
      name: 'send payouts',
      table: 'payout',
      maxWaitMs: MAX_WAIT_MS,
      work: (claim) => this.work(claim),
    });
  }

  private async work({ id, attempts }: Claimed): Promise<void | 'again'> {
    const row = await this.db.prisma.payout.findUniqueOrThrow({ where: { id } });
    const payout = { ...row, attempts };
    const seen = await this.look(this.psps.get(payout.psp), payout).catch((error: unknown) =>
      this.refused(payout, error),
    );
    if (!seen) return;
    return this.db.tx(async (tx) => {
      const { row } = await this.updater.apply(tx, id, seen);
      return row.dueAt ? 'again' : undefined;
    });
  }

  /** @returns undefined when it has ended meanwhile */
  private async look(psp: Psp, payout: PayoutRow): Promise<PspPayout | undefined> {
    if (payout.pspRef) return psp.fetchPayout!(payout.pspRef);
    if (!psp.payOut) throw new PspRefused('payouts_not_offered', undefined);
    if (payout.orderedAt) return this.orderAgain(psp, payout, payout.orderedAt);
    const order = await this.order(payout);
    return order && psp.payOut(order);
  }

  /**
   * What was ordered, and nobody said whether it was taken: it is looked for first, and ordered again under
   * the same key only when the psp knows of none, and an order can no longer be under way. A no to that
   * is one to the first order as well only if the psp still knows of none.
   */
  private async orderAgain(
    psp: Psp,
    payout: PayoutRow,
    orderedAt: Date,
  ): Promise<PspPayout | undefined> {
    const earlier = await this.earlier(psp, orderOf(payout, orderedAt, this.config.PUBLIC_URL));
    if (earlier) return earlier;
    if (this.clock.now().getTime() - payout.updatedAt.getTime() < this.config.ORDER_MS) {
      throw new PspUncertain(false, new Error('it may still be under way'));
    }
    const order = await this.order(payout);
    if (!order) return undefined;
    try {
      return await psp.payOut!(order);
    } catch (error) {
      if (!(error instanceof PspRefused)) throw error;
      const taken = await this.earlier(psp, order);
      if (taken) return taken;
      throw error;
    }
  }

  /** @throws PspUncertain also where the psp refuses to say */
  private async earlier(psp: Psp, order: PayoutOrder): Promise<PspPayout | null> {
    if (!psp.findPayout) throw new PspUncertain(false, new Error('it cannot be looked for'));
    try {
      return await psp.findPayout(order);
    } catch (error) {
      if (error instanceof PspRefused) throw new PspUncertain(false, error);
      throw error;
    }
  }

  /** The order, written down before it is made. @returns undefined when our claim has run out */
  private async order(payout: PayoutRow): Promise<PayoutOrder | undefined> {
    const { id, attempts } = payout;
    const [marked] = await this.db.query(MARK_ORDERED, { id, attempts, now: this.clock.now() });
    return marked && orderOf(payout, marked.orderedAt, this.config.PUBLIC_URL);
  }

  /** @throws the error unless it is a final no to an order */
  private async refused(payout: PayoutRow, error: unknown): Promise<undefined> {
    if (payout.pspRef || !(error instanceof PspRefused)) throw error;
    await this.db.tx(async (tx) => {
      const row = (await this.updater.find(tx, payout.id))!;
      const isOurs = row.attempts === payout.attempts;
      if (isOurs && row.dueAt && !row.pspRef) await this.updater.fail(tx, row, error.code);
    });
  }
}
