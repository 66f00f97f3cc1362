import { Injectable } from '@nestjs/common';
import { isStaffRole, type Actor, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { userPrincipal } from '@edu/identity';
import { Clock } from '@edu/service';
import { accountPolicies } from '../account/account.policies.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AddressNotices } from '../address-change/address-notice.service.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import type { Account } from '../generated/prisma/client.ts';
import { hashToken, newRefreshToken } from '../sign-in-session/sign-in-session.domain.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';
import { PasskeyProofs } from './passkey-proof.service.ts';

type Invitation = RpcOutput<typeof authRpc.invitePasskey>;

const VALID_MS = 24 * 3_600_000;

/** Links of the operator or an admin, with which staff add their first passkey: whoever has a password alone adds none. */
@Injectable()
export class PasskeyInvitations {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly proofs: PasskeyProofs,
    private readonly sessions: SignInSessionService,
    private readonly notices: AddressNotices,
    private readonly clock: Clock,
  ) {}

  /** @throws auth.unknown_user */
  async invite(email: string): Promise<Invitation> {
    const found = await this.accounts.findByAddress({ channel: 'email', email });
    if (!found) throw authErrors.unknownUser();
    return this.make(found.id);
  }

  /** By an admin. @throws auth.unknown_user, auth.own_account, auth.not_staff */
  async inviteStaff(userId: string, actor: Actor): Promise<Invitation> {
    const account = await this.accounts.find(userId);
    accountPolicies.check('account.invite_passkey', userPrincipal(actor), account);
    if (!account?.roles.some(isStaffRole)) throw authErrors.notStaff();
    return this.make(userId);
  }

  private async make(accountId: string): Promise<Invitation> {
    const token = newRefreshToken();
    const expiresAt = new Date(this.clock.now().getTime() + VALID_MS);
    const row = { hash: hashToken(token), expiresAt };
    await this.db.tx(async (tx) => {
      const account = await this.accounts.lock(tx, accountId);
      const lost = await tx.prisma.passkey.deleteMany({ where: { accountId } });
      const where = { accountId };
      await tx.prisma.passkeyInvitation.upsert({
        where,
        create: { accountId, ...row },
        update: row,
      });
      await recordInTrail(tx, { action: 'passkey_invited', accountId });
      await this.notices.add(tx, account, 'passkey_invited');
      // Whoever has the lost one may be signed in with it.
      if (lost.count > 0) await this.sessions.endAll(tx, accountId, 'second_factor_changed');
    });
    this.notices.wake();
    const link = new URL(`/account/security#${token}`, this.proofs.rp.origins[0]).href;
    return { link, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Locks an account that is to have one passkey more. The first one of staff uses an invitation up, and
   * the session counts as one by passkey from then on: who has just made one need not sign in again.
   *
   * @throws auth.passkey_invitation_needed
   */
  async admit(tx: AuthTx, actor: Actor, token?: string): Promise<Account> {
    const account = await this.accounts.lock(tx, actor.userId);
    const isFirst = (await this.proofs.of(account.id, tx)).length === 0;
    if (!isFirst || !account.roles.some(isStaffRole)) return account;
    const { count } = await tx.prisma.passkeyInvitation.deleteMany({
      where: {
        accountId: account.id,
        hash: token === undefined ? '' : hashToken(token),
        expiresAt: { gt: this.clock.now() },
      },
    });
    if (count === 0) throw authErrors.passkeyInvitationNeeded();
    await this.sessions.provedBy(tx, actor, methodsOf('passkey'));
    return account;
  }
}
