import { Injectable } from '@nestjs/common';
import { Id, Instant, type RpcInput, KYC_CHECKS, type KycCheck } from '@edu/contract-kit';
import {
  kycErrors,
  type KycCase,
  type KycVerification,
  type profileRpc,
} from '@edu/contracts-profile';
import { decodeCursor, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import { ProfileDb } from '../profile.db.ts';
import { countingChecks, toCase, toQueued, toVerification } from './kyc.row.ts';
import { COUNTING, QUEUE, STATES } from './kyc.sql.ts';

const WHOLE = {
  documents: { orderBy: { sentAt: 'asc' } },
  decisions: { orderBy: { at: 'asc' } },
  outside: true,
} as const;

@Injectable()
export class KycQueries {
  constructor(
    private readonly db: ProfileDb,
    private readonly clock: Clock,
  ) {}

  /** Every check, as the provider sees it. */
  async listOf(providerId: string): Promise<KycVerification[]> {
    const rows = await this.db.prisma.kycCase.findMany({
      where: { providerId },
      include: WHOLE,
      orderBy: { createdAt: 'asc' },
    });
    const newest = new Map(rows.map((row) => [row.checkName, row]));
    const ids = [...newest.values()].map(({ id }) => id);
    const states = new Map(
      (await this.db.query(STATES, { ids })).map((state) => [state.subject_id, state]),
    );
    const counting = await this.counting(providerId);
    return KYC_CHECKS.map((check) => {
      const row = newest.get(check);
      const state = row && states.get(row.id);
      return toVerification(check, counting, state && { row, state });
    });
  }

  async verificationOf(providerId: string, check: KycCheck): Promise<KycVerification> {
    const all = await this.listOf(providerId);
    return all.find((one) => one.check === check)!;
  }

  async counting(providerId: string) {
    const now = this.clock.now();
    return countingChecks(await this.db.query(COUNTING, { providerId, now }));
  }

  async queue(
    reviewer: string,
    { check, cursor, limit }: RpcInput<typeof profileRpc.listKycCases>,
  ) {
    const [at, id] = cursor ? decodeCursor(cursor, [Instant, Id]) : [null, null];
    const values = { reviewer, check: check ?? null, at, id, rows: limit + 1 };
    const rows = await this.db.query(QUEUE, values);
    const now = this.clock.now();
    return toPage(
      rows,
      limit,
      (row) => toQueued(row, now),
      (row) => [row.submitted_at.toISOString(), row.id],
    );
  }

  /** @throws profile.kyc_unknown_case */
  async getCase(id: string): Promise<KycCase> {
    const row = await this.db.prisma.kycCase.findUnique({ where: { id }, include: WHOLE });
    const [state] = await this.db.query(STATES, { ids: [id] });
    if (!row || !state) throw kycErrors.kycUnknownCase();
    const { providerId } = row;
    const profile = await this.db.prisma.profile.findUnique({ where: { providerId } });
    return toCase(row, state, profile, await this.counting(providerId), this.clock.now());
  }
}
