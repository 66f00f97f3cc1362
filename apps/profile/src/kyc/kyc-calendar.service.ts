import { Injectable } from '@nestjs/common';
import { profileEvents } from '@edu/contracts-profile';
import { Clock } from '@edu/service';
import { Uploads } from '@edu/storage';
import { Work } from '@edu/work';
import { ProfileDb } from '../profile.db.ts';
import { KycCases } from './kyc-cases.service.ts';
import { KEEP_AFTER_DECISION_MS, REMIND_BEFORE_MS } from './kyc.domain.ts';
import { DUE_CLEARINGS, DUE_REMINDERS } from './kyc.sql.ts';

const BATCH = 100;

/** What the calendar does: reminds of renewals, and deletes documents that served their purpose. */
@Injectable()
export class KycCalendar {
  constructor(
    private readonly db: ProfileDb,
    private readonly cases: KycCases,
    private readonly uploads: Uploads,
    private readonly clock: Clock,
    work: Work,
  ) {
    const zone = 'Africa/Abidjan';
    work.daily({ name: 'remind of kyc renewals', at: '09:00', zone, run: () => this.remind() });
    work.daily({ name: 'clear kyc documents', at: '03:00', zone, run: () => this.clear() });
  }

  /** @returns how many were reminded */
  async remind(): Promise<number> {
    const now = this.clock.now();
    const before = new Date(now.getTime() + REMIND_BEFORE_MS);
    return this.inBatches(
      async () => this.db.query(DUE_REMINDERS, { now, before, limit: BATCH }),
      (id) => this.remindOf(id, now),
    );
  }

  /** @returns how many cases have no documents any more */
  async clear(): Promise<number> {
    const now = this.clock.now();
    const closedBefore = new Date(now.getTime() - KEEP_AFTER_DECISION_MS);
    const cleared = await this.inBatches(
      async () => this.db.query(DUE_CLEARINGS, { closedBefore, limit: BATCH }),
      (id) =>
        this.db.tx(async (tx) => {
          const found = await this.cases.lock(tx, id);
          if (found && !found.row.clearedAt) await this.cases.clear(tx, id, now);
        }),
    );
    this.uploads.wake();
    return cleared;
  }

  private async remindOf(id: string, now: Date): Promise<void> {
    await this.db.tx(async (tx) => {
      const found = await this.cases.lock(tx, id);
      if (!found?.row.validUntil || found.row.remindedAt) return;
      await tx.prisma.kycCase.update({ where: { id }, data: { remindedAt: now } });
      const about = await this.cases.show(tx, found.row, now);
      const validUntil = found.row.validUntil.toISOString();
      if (about) await tx.emit(profileEvents.kycExpiring, { ...about, validUntil });
    });
  }

  /** Each row is done by its own transaction, and is due no more then. */
  private async inBatches(
    due: () => Promise<readonly { id: string }[]>,
    work: (id: string) => Promise<void>,
  ): Promise<number> {
    for (let done = 0; ;) {
      const rows = await due();
      for (const { id } of rows) await work(id);
      done += rows.length;
      if (rows.length < BATCH) return done;
    }
  }
}
