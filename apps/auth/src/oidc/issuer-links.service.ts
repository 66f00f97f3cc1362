import { Injectable } from '@nestjs/common';
import {
  newId,
  platformErrors,
  type Actor,
  type RpcInput,
  type RpcOutput,
} from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AddressNotices } from '../address-change/address-notice.service.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { Account, IssuerLink } from '../generated/prisma/client.ts';
import { OpenAccounts } from '../sign-in-session/open-accounts.service.ts';
import type { AttemptPurpose } from './attempt.domain.ts';
import { Issuers, type IssuerIdentity } from './issuers.service.ts';
import { TICKET_MS } from './ticket.domain.ts';

type View = RpcOutput<typeof authRpc.linkIssuer>;
type Linked = Pick<IssuerIdentity, 'issuer' | 'subject' | 'email'>;

/** Accounts of other companies that sign in to accounts of ours. */
@Injectable()
export class IssuerLinks {
  constructor(
    private readonly db: AuthDb,
    private readonly open: OpenAccounts,
    private readonly accounts: AccountQueries,
    private readonly issuers: Issuers,
    private readonly notices: AddressNotices,
    private readonly clock: Clock,
  ) {}

  async list({ userId: accountId }: Actor): Promise<{ items: View[] }> {
    const orderBy = { id: 'desc' } as const;
    const links = await this.db.prisma.issuerLink.findMany({ where: { accountId }, orderBy });
    return { items: links.map((link) => this.toView(link)) };
  }

  /** @throws auth.unknown_issuer, auth.issuer_unavailable */
  async begin(issuer: string, actor: Actor): Promise<RpcOutput<typeof authRpc.beginIssuerLink>> {
    await this.open.get(actor);
    return this.issuers.begin(issuer, toLink(actor));
  }

  /**
   * @throws auth.issuer_unverified, auth.issuer_other_address, auth.issuer_taken, and what `identify`
   *   throws
   */
  async link(answer: RpcInput<typeof authRpc.linkIssuer>, actor: Actor): Promise<View> {
    const { id: accountId } = await this.open.get(actor);
    return this.linkIdentity(accountId, await this.issuers.identify(answer, toLink(actor)));
  }

  private async linkIdentity(accountId: string, identity: Linked): Promise<View> {
    const params = { name: identity.issuer.name };
    if (identity.email === undefined) throw authErrors.issuerUnverified({ params });
    try {
      const link = await this.db.tx(async (tx) => {
        const account = await this.accounts.lock(tx, accountId);
        if (account.email !== identity.email) throw authErrors.issuerOtherAddress({ params });
        return (await this.findOwn(tx, accountId, identity)) ?? this.add(tx, account, identity);
      });
      this.announce();
      return this.toView(link);
    } catch (cause) {
      if (sqlState(cause) !== SQLSTATE.uniqueViolation) throw cause;
      throw authErrors.issuerTaken({ params, cause });
    }
  }

  /**
   * Links the account that somebody came with, once they have signed in here another way. Safe to repeat.
   *
   * @throws auth.bad_challenge, platform.step_up_required where the session is older than the ticket,
   *   auth.issuer_unverified, auth.issuer_other_address, auth.issuer_taken
   */
  async linkTicket(ticket: string, actor: Actor): Promise<View> {
    const { id: accountId } = await this.open.get(actor);
    const identity = this.issuers.open(ticket);
    const { authenticatedAt = 0, steppedUpAt = 0 } = actor;
    if (Math.max(authenticatedAt, steppedUpAt) < Math.floor(identity.issuedAt / 1_000)) {
      throw platformErrors.stepUpRequired({ params: { seconds: TICKET_MS / 1_000 } });
    }
    return this.linkIdentity(accountId, identity);
  }

  /** @throws auth.unknown_issuer_link */
  async unlink(id: string, actor: Actor): Promise<{ unlinkedAt: string }> {
    const { id: accountId } = await this.open.get(actor);
    await this.db.tx(async (tx) => {
      const account = await this.accounts.lock(tx, accountId);
      const { count } = await tx.prisma.issuerLink.deleteMany({ where: { id, accountId } });
      if (count === 0) throw authErrors.unknownIssuerLink();
      await recordInTrail(tx, { action: 'issuer_unlinked', accountId, details: { linkId: id } });
      await this.notices.add(tx, account, 'issuer_unlinked');
    });
    this.announce();
    return { unlinkedAt: this.clock.now().toISOString() };
  }

  private findOwn(tx: AuthTx, accountId: string, { issuer, subject }: Linked) {
    const where = { accountId, issuer: issuer.issuer, subject };
    return tx.prisma.issuerLink.findFirst({ where });
  }

  /** Both sides have verified the address. @throws of PostgreSQL where one of the two is linked */
  private async add(tx: AuthTx, account: Account, identity: Linked): Promise<IssuerLink> {
    const { issuer, subject } = identity;
    const { id: accountId } = account;
    const row = { accountId, issuer: issuer.issuer, subject, createdAt: this.clock.now() };
    const link = await tx.prisma.issuerLink.create({ data: { id: newId(), ...row } });
    const details = { linkId: link.id, issuer: issuer.id };
    await recordInTrail(tx, { action: 'issuer_linked', accountId, details });
    await this.notices.add(tx, account, 'issuer_linked');
    return link;
  }

  /** Sends the messages of a committed change at once. */
  announce(): void {
    this.notices.wake();
  }

  private toView({ id, issuer, createdAt, lastUsedAt }: IssuerLink): View {
    return {
      id,
      name: this.issuers.find(issuer)?.name ?? new URL(issuer).host,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    };
  }
}

const toLink = ({ userId, sessionId }: Actor): AttemptPurpose => ({
  of: 'link',
  accountId: userId,
  sessionId,
});
