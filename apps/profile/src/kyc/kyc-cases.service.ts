import { Injectable } from '@nestjs/common';
import { newId, type KycCheck } from '@edu/contract-kit';
import { profileEvents } from '@edu/contracts-profile';
import { Processes, type Asked } from '@edu/process';
import { Clock } from '@edu/service';
import { Uploads } from '@edu/storage';
import { Work } from '@edu/work';
import { ProfileConfig } from '../app.config.ts';
import type { KycCase as KycCaseRow, PrismaClient } from '../generated/prisma/client.ts';
import { ProfileDb, type ProfileTx } from '../profile.db.ts';
import { ProfileService } from '../profile/profile.service.ts';
import { collectUntil, kycCaseProcess, type KycCaseTypes } from './kyc-case.process.ts';
import {
  COUNTING,
  LOCK_CASE,
  LOCK_OPEN_CASE,
  OPEN_CASE,
  STATES,
  type CaseState,
} from './kyc.sql.ts';
import { countingChecks } from './kyc.row.ts';

/** A case that this transaction has locked, with its state. */
export interface LockedCase extends CaseState {
  readonly row: KycCaseRow;
}

/** Moves cases from state to state, and does what that asks for. */
@Injectable()
export class KycCases extends Processes<KycCaseTypes, PrismaClient> {
  constructor(
    db: ProfileDb,
    work: Work,
    private readonly clock: Clock,
    private readonly config: ProfileConfig,
    private readonly profiles: ProfileService,
    private readonly uploads: Uploads,
  ) {
    super(db, work, kycCaseProcess);
  }

  /** The one case of a provider and a check that is not closed; a new one where there is none. */
  async lockOpen(tx: ProfileTx, providerId: string, check: KycCheck): Promise<LockedCase> {
    const id = newId();
    const isNew = (await tx.execute(OPEN_CASE, { id, providerId, check })) === 1;
    if (isNew) {
      const data = { check, approvals: [], claimedBy: null };
      await this.start(tx, id, { data, dueAt: collectUntil(this.clock.now()) });
    }
    const [open] = await tx.query(LOCK_OPEN_CASE, { providerId, check });
    // Closed between the two statements: the next call makes a new one.
    if (!open) return this.lockOpen(tx, providerId, check);
    return (await this.lock(tx, open.id))!;
  }

  /** @returns null where there is none */
  async lock(tx: ProfileTx, id: string): Promise<LockedCase | null> {
    await this.lockSubject(tx, id);
    const row = await tx.prisma.kycCase.findUnique({ where: { id } });
    const [state] = await tx.query(STATES, { ids: [id] });
    return row && state ? { ...state, row } : null;
  }

  /** Whether a service outside looks first. */
  asksOutside(check: KycCheck): boolean {
    return check === 'identity' && this.config.KYC_IDENTITY_BY !== 'people';
  }

  /** Deletes what was sent: the rows say that it was, and what it was by its hash. */
  async clear(tx: ProfileTx, id: string, now: Date): Promise<void> {
    const documents = await tx.prisma.kycDocument.findMany({
      where: { caseId: id, deletedAt: null },
    });
    for (const { objectKey } of documents) await this.uploads.deleteLater(tx, objectKey!);
    await tx.prisma.kycDocument.updateMany({
      where: { caseId: id, deletedAt: null },
      data: { objectKey: null, sealedKey: null, deletedAt: now },
    });
    await tx.prisma.kycDecision.updateMany({ where: { caseId: id }, data: { note: null } });
    await tx.prisma.kycCase.update({ where: { id }, data: { clearedAt: now } });
  }

  protected override async lockSubject(tx: ProfileTx, id: string): Promise<void> {
    await tx.query(LOCK_CASE, { id });
  }

  protected override async perform(
    tx: ProfileTx,
    asked: readonly Asked<KycCaseTypes>[],
  ): Promise<void> {
    for (const one of asked) await this.performOne(tx, one);
  }

  private async performOne(
    tx: ProfileTx,
    { subjectId: id, effect, now }: Asked<KycCaseTypes>,
  ): Promise<void> {
    switch (effect.kind) {
      case 'approve': {
        const { validUntil } = effect;
        const row = await tx.prisma.kycCase.update({
          where: { id },
          data: { closedAt: now, approved: true, validUntil },
        });
        // A renewal shows nothing new, and is later than what was before all the same.
        const about = await this.show(tx, row, now, { isNews: true });
        if (about) await tx.emit(profileEvents.kycApproved, { ...about, validUntil });
        return;
      }
      case 'reject': {
        const row = await tx.prisma.kycCase.update({
          where: { id },
          data: { closedAt: now },
          include: { decisions: { where: { approved: false } } },
        });
        const about = await this.show(tx, row, now);
        const reason = row.decisions[0]!.reason as 'unreadable';
        if (about) await tx.emit(profileEvents.kycRejected, { ...about, reason });
        return;
      }
      case 'expire': {
        const row = await tx.prisma.kycCase.findUniqueOrThrow({ where: { id } });
        const about = await this.show(tx, row, now);
        // A renewal may count already.
        if (!about || about.verified.includes(about.check)) return;
        return tx.emit(profileEvents.kycExpired, about);
      }
      case 'drop':
        await tx.prisma.kycCase.update({ where: { id }, data: { closedAt: now } });
        return this.clear(tx, id, now);
      case 'ask_outside': {
        const service = this.config.KYC_IDENTITY_BY;
        await tx.prisma.kycOutsideJob.create({ data: { caseId: id, service } });
      }
    }
  }

  /** Shows with the profile what counts now. @returns what every event says; null for the erased */
  async show(tx: ProfileTx, row: KycCaseRow, now: Date, { isNews = false } = {}) {
    const { id: caseId, providerId } = row;
    const check = row.checkName as KycCheck;
    const counting = async () => countingChecks(await tx.query(COUNTING, { providerId, now }));
    const shown = await this.profiles.setVerified(tx, providerId, counting, { isNews });
    if (!shown) return null;
    const identity = shown.counting.find((one) => one.check === 'identity');
    const identityUntil = identity?.validUntil?.toISOString() ?? null;
    const verified = shown.counting.map((one) => one.check);
    return { providerId, caseId, check, verified, identityUntil, version: shown.version };
  }
}
