import { Injectable } from '@nestjs/common';
import { Id, type Actor, type Role, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { userPrincipal } from '@edu/identity';
import { accountPolicies } from '../account/account.policies.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AccountService } from '../account/account.service.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb } from '../auth.db.ts';
import type { Account } from '../generated/prisma/client.ts';
import { FIND_BY_NAME } from './suspension.queries.ts';

type Found = RpcOutput<typeof authRpc.suspendAccount>;
type FoundRow = Pick<
  Account,
  'id' | 'displayName' | 'roles' | 'email' | 'phone' | 'createdAt' | 'suspendedAt' | 'suspendedFor'
>;

/** What staff do with the accounts of others. */
@Injectable()
export class SuspensionService {
  constructor(
    private readonly db: AuthDb,
    private readonly queries: AccountQueries,
    private readonly accounts: AccountService,
  ) {}

  async find({
    q,
  }: RpcInput<typeof authRpc.findAccounts>): Promise<RpcOutput<typeof authRpc.findAccounts>> {
    const rows = await this.rowsFor(q);
    await this.db.tx(async (tx) => {
      for (const { id } of rows) {
        await recordInTrail(tx, { action: 'looked_up', accountId: id });
      }
    });
    return { items: rows.map(toFound) };
  }

  /** @throws auth.unknown_user, auth.own_account, auth.staff_account */
  async suspend(
    { userId, reason }: RpcInput<typeof authRpc.suspendAccount>,
    actor: Actor,
  ): Promise<Found> {
    await this.check('account.suspend', userId, actor);
    await this.accounts.suspend(userId, reason);
    return this.found(userId);
  }

  /** @throws auth.unknown_user, auth.own_account, auth.staff_account */
  async reinstate(
    { userId, reason }: RpcInput<typeof authRpc.reinstateAccount>,
    actor: Actor,
  ): Promise<Found> {
    await this.check('account.reinstate', userId, actor);
    await this.accounts.reinstate(userId, reason);
    return this.found(userId);
  }

  private async check(
    action: 'account.suspend' | 'account.reinstate',
    userId: string,
    actor: Actor,
  ): Promise<void> {
    if (userId === actor.userId) throw authErrors.ownAccount();
    accountPolicies.check(action, userPrincipal(actor), await this.queries.find(userId));
  }

  private async found(userId: string): Promise<Found> {
    const account = await this.queries.find(userId);
    if (!account) throw authErrors.unknownUser();
    return toFound(account);
  }

  private async rowsFor(q: string): Promise<readonly FoundRow[]> {
    const where = Id.safeParse(q).success
      ? { id: q.toLowerCase() }
      : q.includes('@')
        ? { email: q.toLowerCase() }
        : /^\+[\d ]+$/.test(q)
          ? { phone: q.replaceAll(' ', '') }
          : undefined;
    if (where) return this.db.prisma.account.findMany({ where });
    const prefix = `${q.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`;
    return this.db.query(FIND_BY_NAME, { prefix });
  }
}

const toFound = ({ id, roles, createdAt, suspendedAt, suspendedFor, ...row }: FoundRow): Found => ({
  ...{ userId: id, displayName: row.displayName, email: row.email, phone: row.phone },
  roles: roles as Role[],
  createdAt: createdAt.toISOString(),
  suspendedAt: suspendedAt?.toISOString() ?? null,
  suspendedFor: suspendedFor as Found['suspendedFor'],
});
