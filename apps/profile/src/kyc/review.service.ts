import { Injectable } from '@nestjs/common';
import { newId, type ProblemType, type RpcInput, type KycCheck } from '@edu/contract-kit';
import {
  kycErrors,
  type KycCase,
  type OpenedKycDocument,
  type profileRpc,
} from '@edu/contracts-profile';
import { audit, type AuditEntry } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { ProfileDb, type ProfileTx } from '../profile.db.ts';
import { KycCases, type LockedCase } from './kyc-cases.service.ts';
import { KycVault } from './kyc-vault.service.ts';
import { LONGEST_MONTHS, validUntil } from './kyc.domain.ts';
import { kycPolicies } from './kyc.policies.ts';
import { KycQueries } from './kyc.queries.ts';
import { claimOf } from './kyc.row.ts';

type Action = (typeof kycPolicies)['actions'][number];
type Decision = RpcInput<typeof profileRpc.decideKycCase>['decision'];
type Open = RpcInput<typeof profileRpc.openKycDocument>;

/** What reviewers do. Of two that want the same case, its lock lets one be first. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly db: ProfileDb,
    private readonly vault: KycVault,
    private readonly cases: KycCases,
    private readonly queries: KycQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws profile.kyc_unknown_case, kyc_own_case */
  async get(caseId: string, call: Call): Promise<KycCase> {
    const found = await this.queries.getCase(caseId);
    kycPolicies.check('kyc.read', call.principal, found);
    return found;
  }

  /**
   * Claims it, or claims it for longer.
   *
   * @throws profile.kyc_unknown_case, kyc_own_case, kyc_not_in_review, kyc_claimed_by_other,
   *   kyc_second_person
   */
  async claim(caseId: string, call: Call): Promise<KycCase> {
    await this.db.tx(async (tx) => {
      const now = this.clock.now();
      const by = call.actor.userId;
      const found = await this.lock(tx, 'kyc.claim', caseId, call);
      if (found.state !== 'waiting' && found.state !== 'claimed') throw kycErrors.kycNotInReview();
      const claim = claimOf(found, now);
      if (claim && claim.by !== by) {
        throw kycErrors.kycClaimedByOther({ params: { until: claim.until } });
      }
      if (found.data.approvals.includes(by)) throw kycErrors.kycSecondPerson();
      await this.cases.handle(tx, caseId, { fact: 'claimed', value: { by }, now });
      await audit(tx, this.entry(found, call, 'kyc.claimed'));
    });
    return this.queries.getCase(caseId);
  }

  /** @throws profile.kyc_unknown_case, kyc_own_case, kyc_not_claimed */
  async release(caseId: string, call: Call): Promise<KycCase> {
    await this.db.tx(async (tx) => {
      const found = await this.claimed(tx, 'kyc.release', caseId, call);
      const now = this.clock.now();
      await this.cases.handle(tx, caseId, { fact: 'released', value: {}, now });
      await audit(tx, this.entry(found, call, 'kyc.released'));
    });
    return this.queries.getCase(caseId);
  }

  /**
   * Opens the key of one document for who works on its case; the log says so before.
   *
   * @throws profile.kyc_unknown_document, kyc_own_case, kyc_not_claimed
   */
  async open({ documentId, reason }: Open, call: Call): Promise<OpenedKycDocument> {
    const where = { id: documentId };
    const asked = await this.db.prisma.kycDocument.findUnique({ where });
    if (!asked) throw kycErrors.kycUnknownDocument();
    const { caseId, piece } = asked;
    const { document, ownerId } = await this.db.tx(async (tx) => {
      const found = await this.claimed(tx, 'kyc.open_document', caseId, call);
      const row = await tx.prisma.kycDocument.findUnique({ where });
      if (!row || row.deletedAt) throw kycErrors.kycUnknownDocument();
      await audit(tx, {
        ...this.entry(found, call, 'kyc.document_opened', reason),
        subject: { kind: 'kyc document', id: documentId },
        details: { caseId, check: found.data.check, piece },
      });
      return { document: row, ownerId: found.row.providerId };
    });
    // Its owner may have been erased in between.
    const opened = await this.vault.open(document, ownerId);
    if (!opened) throw kycErrors.kycUnknownDocument();
    return opened;
  }

  /** @throws profile.kyc_unknown_case, kyc_own_case, kyc_not_claimed, kyc_not_in_review, kyc_valid_until_wrong */
  async decide(caseId: string, decision: Decision, call: Call): Promise<KycCase> {
    await this.db.tx(async (tx) => {
      const found = await this.claimed(tx, 'kyc.decide', caseId, call);
      const at = this.clock.now();
      const reviewerId = call.actor.userId;
      const approved = decision.kind === 'approve';
      const [reason, note] =
        decision.kind === 'approve' ? [null, null] : [decision.reason, decision.note || null];
      await tx.prisma.kycDecision.create({
        data: { id: newId(), caseId, reviewerId, approved, reason, note, at },
      });
      await this.apply(tx, found, decision, reviewerId, at);
      const action = approved ? 'kyc.approved' : 'kyc.rejected';
      await audit(tx, this.entry(found, call, action, reason ?? undefined));
    });
    return this.queries.getCase(caseId);
  }

  private async apply(
    tx: ProfileTx,
    { row, data: { check } }: LockedCase,
    decision: Decision,
    by: string,
    now: Date,
  ): Promise<void> {
    if (decision.kind === 'reject') {
      return this.cases.handle(tx, row.id, { fact: 'rejected', value: {}, now });
    }
    const until = validUntil(check, now, decision.validUntil);
    if (until === undefined) throw wrongDay(check);
    const value = { by, validUntil: until?.toISOString() ?? null };
    return this.cases.handle(tx, row.id, { fact: 'approved', value, now });
  }

  /** @throws what the policy says, or that there is none */
  private async lock(
    tx: ProfileTx,
    action: Action,
    caseId: string,
    { principal }: Call,
  ): Promise<LockedCase> {
    const found = await this.cases.lock(tx, caseId);
    kycPolicies.check(action, principal, found && found.row);
    return found!;
  }

  /** The case, if it is the caller's to work on. */
  private async claimed(
    tx: ProfileTx,
    action: Action,
    caseId: string,
    call: Call,
  ): Promise<LockedCase> {
    const found = await this.lock(tx, action, caseId, call);
    if (found.row.closedAt) throw closed(action)();
    if (claimOf(found, this.clock.now())?.by !== call.actor.userId) throw kycErrors.kycNotClaimed();
    return found;
  }

  private entry(
    { row, data }: LockedCase,
    { principal, requestId }: Call,
    action: string,
    reason?: string,
  ): AuditEntry {
    const subject = { kind: 'kyc case', id: row.id };
    return { principal, action, subject, reason, requestId, details: { check: data.check } };
  }
}

/** A second decision finds that there was one; for all else a closed case is nobody's. */
const closed = (action: Action): ProblemType =>
  action === 'kyc.decide' ? kycErrors.kycNotInReview : kycErrors.kycNotClaimed;

const wrongDay = (check: KycCheck) =>
  kycErrors.kycValidUntilWrong({ params: { months: LONGEST_MONTHS[check] ?? 0 } });
