import { Injectable } from '@nestjs/common';
import { platformErrors, ROLES, type Actor, type Role, type RpcInput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { userPrincipal } from '@edu/identity';
import { accountPolicies } from '../account/account.policies.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { Account } from '../generated/prisma/client.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';

type Input = RpcInput<typeof authRpc.setRoles>;
type Reason = Input['reason'] | 'appointed';

interface AccountRoles {
  readonly userId: string;
  readonly roles: Role[];
}

/** What accounts may do. */
@Injectable()
export class RoleService {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly sessions: SignInSessionService,
  ) {}

  /**
   * Both accounts are locked, always in the same order: of two admins who dismiss each other at once one
   * comes first, and the other is none any more.
   *
   * @throws auth.unknown_user, auth.own_roles; platform.forbidden when the actor is no admin any more
   */
  async set({ userId, roles, reason }: Input, actor: Actor): Promise<AccountRoles> {
    return this.db.tx(async (tx) => {
      const { self, account } = await this.lockBoth(tx, actor.userId, userId);
      if (!self?.roles.includes('admin')) throw platformErrors.forbidden();
      const checked = accountPolicies.check('account.set_roles', userPrincipal(actor), account);
      return this.write(tx, checked, roles, reason);
    });
  }

  /** For the operator. Safe to repeat. @throws auth.unknown_user */
  async appointAdmin(email: string): Promise<AccountRoles> {
    const found = await this.accounts.findByAddress({ channel: 'email', email });
    if (!found) throw authErrors.unknownUser();
    return this.db.tx(async (tx) => {
      const account = await this.accounts.lock(tx, found.id);
      return this.write(tx, account, [...(account.roles as Role[]), 'admin'], 'appointed');
    });
  }

  private async lockBoth(tx: AuthTx, actorId: string, userId: string) {
    const locked = new Map<string, Account | null>();
    for (const id of [actorId, userId].sort()) {
      locked.set(id, await this.accounts.findLocked(tx, id));
    }
    return { self: locked.get(actorId) ?? null, account: locked.get(userId) ?? null };
  }

  /** Their tokens name the roles of before, so every session ends. */
  private async write(
    tx: AuthTx,
    { id: userId, roles: before }: Account,
    wanted: readonly Role[],
    reason: Reason,
  ): Promise<AccountRoles> {
    const roles = ROLES.filter((role) => wanted.includes(role));
    if (roles.join() === ROLES.filter((role) => before.includes(role)).join()) {
      return { userId, roles };
    }
    await tx.prisma.account.update({ where: { id: userId }, data: { roles } });
    const details = { before: before.join(' '), after: roles.join(' ') };
    await recordInTrail(tx, { action: 'roles_changed', accountId: userId, reason, details });
    await this.sessions.endAll(tx, userId, 'roles_changed');
    return { userId, roles };
  }
}
