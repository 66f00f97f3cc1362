import { Injectable } from '@nestjs/common';
import { doubling, Work } from '@edu/work';
import { BookingDb } from '../booking.db.ts';
import { close } from './approval.changes.ts';

const CLAIM_MS = 10_000;

/** Ends requests that nobody answered in time, by the database's clock. */
@Injectable()
export class ApprovalExpiry {
  constructor(
    private readonly db: BookingDb,
    work: Work,
  ) {
    work.follow({
      name: 'approvals',
      table: 'approval',
      where: `state = 'open'`,
      firstDueAt: 'expires_at',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      batch: 2,
      work: ({ id }) => this.expire(id),
    });
  }

  private expire(id: string): Promise<void> {
    return this.db.tx(async (tx) => {
      const where = { id, state: 'open' };
      // Answered a moment ago, if it is none.
      const [row] = await tx.prisma.approval.updateManyAndReturn({ where, data: { attempts: 0 } });
      if (row) await close(tx, row, 'expired');
    });
  }
}
