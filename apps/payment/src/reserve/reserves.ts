import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { Clock, Log } from '@edu/service';
import { lockPayable, payableTo } from '../ledger/balances.ts';
import { post } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import { keptOf, termFor } from './reserve.domain.ts';
import { reserveKept, reserveReleased } from './reserve.postings.ts';
import { END, RESERVE_TERMS } from './reserve.sql.ts';

const DAY_MS = 86_400_000;

/** What of earnings is kept for a while, and released. */
@Injectable()
export class Reserves {
  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Keeps what rules, or finance, want to be kept of a lesson, in the transaction that credits it.
   *
   * @param isChargeable whether a bank can take its payment back
   */
  async keep(tx: PaymentTx, bookingId: string, isChargeable: boolean): Promise<void> {
    const [seen] = await tx.query(RESERVE_TERMS, { bookingId });
    if (!seen) return;
    const { providerId, currency, place: country } = seen;
    const payable = await payableTo(tx, providerId, currency);
    // Again, as what finance lifts is lifted under the same lock.
    const terms = await tx.query(RESERVE_TERMS, { bookingId });
    const term = termFor(terms, { country, isChargeable });
    const amount = term ? keptOf(BigInt(seen.brings), payable, term.bps) : 0n;
    if (!term || amount === 0n) return;
    const [id, keptAt] = [newId(), this.clock.now()];
    const releaseAt = new Date(keptAt.getTime() + term.days * DAY_MS);
    const by = term.kind === 'decided' ? { setId: term.id } : { ruleId: BigInt(term.id) };
    await tx.prisma.reserve.create({
      data: {
        ...{ id, bookingId, providerId, currency, amount, ...by },
        ...{ keptAt, releaseAt, dueAt: releaseAt },
      },
    });
    await post(tx, reserveKept({ id, providerId, amount, currency }));
    this.log.info({ bookingId, reserveId: id }, 'a part of an earning is kept');
  }

  /** What is left of one whose time is over is payable, once. @returns `again` where it is too early */
  async release(tx: PaymentTx, id: string): Promise<void | 'again'> {
    const { providerId, currency } = await tx.prisma.reserve.findUniqueOrThrow({ where: { id } });
    await lockPayable(tx, providerId);
    const [ended] = await tx.query(END, { id, now: this.clock.now() });
    if (!ended) {
      const { endedAt } = await tx.prisma.reserve.findUniqueOrThrow({ where: { id } });
      return endedAt ? undefined : 'again';
    }
    await post(tx, reserveReleased({ id, providerId, amount: BigInt(ended.left), currency }));
    this.log.info({ reserveId: id }, 'a reserve is released');
  }
}
