import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import type { RunningJob, StepDone } from '@edu/work';
import { z } from 'zod';
import { localeOf } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthConfig } from '../app.config.ts';
import { AuthDb } from '../auth.db.ts';
import { AccountNotes } from '../data-rights/account-notes.service.ts';
import { ExportArchive } from './export-archive.ts';

export const ExportData = z.object({
  /** Where the file is, or will be. */
  key: z.string(),
  /** ISO 8601; null before it is done. */
  expiresAt: z.string().nullable(),
});
export type ExportData = z.infer<typeof ExportData>;

/** Makes the file of an export, and writes to its owner. */
@Injectable()
export class ExportMaker {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly archive: ExportArchive,
    private readonly notes: AccountNotes,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /** Safe to repeat: the file is written anew. */
  async make({ userId, data, say }: RunningJob<ExportData>): Promise<StepDone<ExportData>> {
    const account = await this.accounts.find(userId);
    if (account) {
      const whose = { userId, locale: localeOf(account) };
      await this.archive.write(data.key, whose, (percent) => say(Math.floor(percent)));
      await this.db.tx((tx) => this.notes.add(tx, userId, { about: 'export' }));
      this.notes.wake();
    }
    const dueAt = new Date(this.clock.now().getTime() + this.config.EXPORT_KEPT_S * 1_000);
    return { data: { ...data, expiresAt: dueAt.toISOString() }, state: 'done', dueAt };
  }
}
