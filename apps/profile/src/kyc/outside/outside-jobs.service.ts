import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { kycErrors } from '@edu/contracts-profile';
import { audit, servicePrincipal } from '@edu/identity';
import { Clock } from '@edu/service';
import { doubling, Work, type Claimed } from '@edu/work';
import { loadSharp } from '../../picture/open-picture.ts';
import { ProfileDb } from '../../profile.db.ts';
import { KycCases } from '../kyc-cases.service.ts';
import { KycVault } from '../kyc-vault.service.ts';
import { validUntil } from '../kyc.domain.ts';
import { IdentityCheck, type IdentityCallback, type IdentityResult } from './identity-check.ts';

const CLAIM_MS = 90_000;
const RETRY = doubling({ firstMs: 5_000, maxMs: 900_000 });
/** The case goes to a person after a day, however often it was asked. */
const GIVE_UP_AFTER = 12;

/** Hands identities to a service outside, and takes its answers. */
@Injectable()
export class OutsideJobs {
  private readonly wake: () => void;

  constructor(
    private readonly db: ProfileDb,
    private readonly cases: KycCases,
    private readonly vault: KycVault,
    private readonly check: IdentityCheck,
    private readonly clock: Clock,
    work: Work,
  ) {
    this.wake = work.follow<Claimed>({
      name: 'identity checks outside',
      table: 'kyc_outside_job',
      id: 'case_id',
      claimMs: CLAIM_MS,
      retryAfterMs: RETRY,
      work: ({ id }) => this.goOn(id),
      giveUp: {
        after: GIVE_UP_AFTER,
        write: ({ id }) =>
          this.take(id, { verdict: 'unclear', code: '', text: 'no answer in time' }),
      },
    });
  }

  /** Anybody may call: what is not signed is refused, and what is only makes us ask. @throws profile.kyc_bad_callback */
  async receive(callback: IdentityCallback): Promise<{ received: true }> {
    if (!this.check.isGenuine(callback, this.clock.now())) throw kycErrors.kycBadCallback();
    await this.db.prisma.kycOutsideJob.updateMany({
      where: { caseId: callback.jobId, dueAt: { not: null }, sentAt: { not: null } },
      data: { dueAt: this.clock.now() },
    });
    this.wake();
    return { received: true };
  }

  private async goOn(caseId: string): Promise<void | 'again'> {
    const job = await this.db.prisma.kycOutsideJob.findUniqueOrThrow({
      where: { caseId },
      include: { of: true },
    });
    const { providerId: userId } = job.of;
    if (!job.sentAt) return this.handOver(caseId, userId);
    const result = await this.check.resultOf({ jobId: caseId, userId });
    if (!result) return 'again';
    await this.take(caseId, result);
  }

  private async handOver(caseId: string, userId: string): Promise<void | 'again'> {
    const pictures = await this.picturesOf(caseId, userId);
    const profile = await this.db.prisma.profile.findUnique({ where: { providerId: userId } });
    const { front, back, selfie } = pictures;
    const { country } = profile ?? {};
    if (!front || !selfie || !country) {
      return this.take(caseId, { verdict: 'unclear', code: '', text: 'no pictures to check' });
    }
    await this.check.submit({ jobId: caseId, userId, country, front, back, selfie });
    const sentAt = this.clock.now();
    await this.db.prisma.kycOutsideJob.update({ where: { caseId }, data: { sentAt } });
    return 'again';
  }

  /** As JPEG; a PDF is for people. Each stands in the log as opened. */
  private async picturesOf(
    caseId: string,
    ownerId: string,
  ): Promise<Record<string, Buffer | undefined>> {
    const documents = await this.db.prisma.kycDocument.findMany({
      where: { caseId, deletedAt: null, type: 'image/webp' },
    });
    await this.db.tx(async (tx) => {
      for (const { id, piece } of documents) {
        await audit(tx, {
          principal: servicePrincipal('profile'),
          action: 'kyc.document_opened',
          subject: { kind: 'kyc document', id },
          reason: this.check.service,
          details: { caseId, check: 'identity', piece },
        });
      }
    });
    const open = await loadSharp();
    const pictures = documents.map(async (document) => {
      const plain = await this.vault.read(document, ownerId);
      const jpeg = plain && (await open(plain).jpeg({ quality: 85 }).toBuffer());
      return [document.piece, jpeg ?? undefined] as const;
    });
    return Object.fromEntries(await Promise.all(pictures));
  }

  /** The answer, and the step that it leads to; nothing when a person has it already. */
  private async take(caseId: string, { verdict, code, text }: IdentityResult): Promise<void> {
    await this.db.tx(async (tx) => {
      const found = await this.cases.lock(tx, caseId);
      const now = this.clock.now();
      await tx.prisma.kycOutsideJob.update({
        where: { caseId },
        data: { answeredAt: now, verdict, code, note: text, dueAt: null },
      });
      if (found?.state !== 'checking') return;
      if (verdict !== 'passed') {
        return this.cases.handle(tx, caseId, { fact: 'unclear', value: {}, now });
      }
      const until = validUntil('identity', now, undefined)!;
      await tx.prisma.kycDecision.create({
        data: { id: newId(), caseId, approved: true, at: now },
      });
      const value = { by: null, validUntil: until.toISOString() };
      await this.cases.handle(tx, caseId, { fact: 'approved', value, now });
      await audit(tx, {
        principal: servicePrincipal('profile'),
        action: 'kyc.approved',
        subject: { kind: 'kyc case', id: caseId },
        reason: this.check.service,
        details: { check: 'identity', code },
      });
    });
  }
}
