import { Injectable } from '@nestjs/common';
import { Id, platformErrors, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { kycErrors, type profileRpc } from '@edu/contracts-profile';
import { decodeCursor, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import { ProfileConfig } from '../app.config.ts';
import { ProfileDb } from '../profile.db.ts';
import { ProfileQueries } from '../profile/profile.queries.ts';
import { KycCases } from './kyc-cases.service.ts';
import { validUntil } from './kyc.domain.ts';
import { KycQueries } from './kyc.queries.ts';
import { IDENTITIES } from './kyc.sql.ts';

/** Whose identity counts, for other services and for demo data. */
@Injectable()
export class Identities {
  constructor(
    private readonly db: ProfileDb,
    private readonly cases: KycCases,
    private readonly queries: KycQueries,
    private readonly profiles: ProfileQueries,
    private readonly config: ProfileConfig,
    private readonly clock: Clock,
  ) {}

  async listSnapshot({
    cursor,
    limit,
  }: RpcInput<typeof profileRpc.listIdentitySnapshot>): Promise<
    RpcOutput<typeof profileRpc.listIdentitySnapshot>
  > {
    const after = cursor ? decodeCursor(cursor, [Id])[0] : null;
    const rows = await this.db.query(IDENTITIES, { after, rows: limit + 1 });
    return toPage(
      rows,
      limit,
      ({ provider_id: providerId, valid_until, version }) => {
        return { providerId, identityUntil: valid_until?.toISOString() ?? null, version };
      },
      (row) => [row.provider_id],
    );
  }

  /**
   * Approves the identity of a provider whom nobody has looked at.
   *
   * @throws platform.forbidden in production, profile.not_found, profile.kyc_in_review
   */
  async seed(providerId: string): Promise<RpcOutput<typeof profileRpc.seedIdentity>> {
    if (this.config.NODE_ENV === 'production') throw platformErrors.forbidden();
    await this.profiles.get(providerId);
    if (!(await this.identityUntil(providerId))) await this.approve(providerId);
    return { identityUntil: await this.identityUntil(providerId) };
  }

  private async identityUntil(providerId: string): Promise<string | null> {
    const counting = await this.queries.counting(providerId);
    const identity = counting.find(({ check }) => check === 'identity');
    return identity?.validUntil?.toISOString() ?? null;
  }

  private approve(providerId: string): Promise<void> {
    return this.db.tx(async (tx) => {
      const { row, state } = await this.cases.lockOpen(tx, providerId, 'identity');
      if (state !== 'collecting') throw kycErrors.kycInReview();
      const { id } = row;
      const now = this.clock.now();
      const until = validUntil('identity', now, undefined)!.toISOString();
      await tx.prisma.kycCase.update({ where: { id }, data: { submittedAt: now } });
      await this.cases.handle(tx, id, { fact: 'submitted', value: { outside: false }, now });
      await this.cases.handle(tx, id, { fact: 'claimed', value: { by: providerId }, now });
      const value = { by: null, validUntil: until };
      await this.cases.handle(tx, id, { fact: 'approved', value, now });
    });
  }
}
