import { Injectable } from '@nestjs/common';
import {
  newId,
  platformErrors,
  type Actor,
  type RpcInput,
  type RpcOutput,
} from '@edu/contract-kit';
import { authErrors, authEvents, type authRpc } from '@edu/contracts-auth';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AuthConfig } from '../app.config.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { ContactService } from '../contact/contact.service.ts';
import type { Account } from '../generated/prisma/client.ts';
import { PasswordService } from '../password/password.service.ts';
import { toUser } from './account.domain.ts';
import { AccountQueries } from './account.queries.ts';
import { recordInTrail } from './account-trail.ts';

type User = RpcOutput<typeof authRpc.me>;
type Seed = RpcInput<typeof authRpc.seedAccount>;

type SeededAccount = Pick<
  Account,
  'id' | 'roles' | 'displayName' | 'locale' | 'email' | 'passwordHash' | 'createdAt'
>;

@Injectable()
export class AccountService {
  constructor(
    private readonly db: AuthDb,
    private readonly queries: AccountQueries,
    private readonly passwords: PasswordService,
    private readonly contacts: ContactService,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  async me({ userId }: Actor): Promise<User> {
    return toUser(await this.own(userId));
  }

  async update(
    { userId }: Actor,
    { displayName, locale, zone }: RpcInput<typeof authRpc.updateMe>,
  ): Promise<User> {
    const { id } = await this.own(userId);
    const data = {
      ...(displayName && { displayName }),
      ...(locale && { locale }),
      ...(zone !== undefined && { zone }),
    };
    const updated = await this.db.prisma.account.update({ where: { id }, data });
    this.contacts.wake();
    return toUser(updated);
  }

  async names(userIds: string[]): Promise<RpcOutput<typeof authRpc.names>> {
    const rows = await this.db.prisma.account.findMany({
      where: { id: { in: userIds } },
      select: { id: true, displayName: true },
    });
    return { items: rows.map(({ id: userId, displayName }) => ({ userId, displayName })) };
  }

  /** Safe to repeat: the account stays suspended since the first time. */
  async suspend(userId: string, reason?: string): Promise<{ suspendedAt: string }> {
    const now = this.clock.now();
    return this.db.tx(async (tx) => {
      const { count } = await tx.prisma.account.updateMany({
        // While it is being erased too: an undo does not open it again then.
        where: { id: userId, OR: [{ suspendedAt: null }, { erasureId: { not: null } }] },
        data: { suspendedAt: now, suspendedFor: reason ?? null },
      });
      const account = await tx.prisma.account.findUnique({ where: { id: userId } });
      if (!account?.suspendedAt) throw authErrors.unknownUser();
      if (count > 0) {
        await tx.prisma.signInSession.updateMany({
          where: { accountId: userId, endedAt: null },
          data: { endedAt: now, endReason: 'suspended' },
        });
        await recordInTrail(tx, {
          action: 'suspended',
          accountId: userId,
          ...(reason && { reason }),
        });
        await tx.emit(authEvents.userSuspended, { userId });
      }
      return { suspendedAt: account.suspendedAt.toISOString() };
    });
  }

  /** Safe to repeat. Sessions that the suspension ended stay ended. @throws auth.closing */
  async reinstate(userId: string, reason?: string): Promise<{ userId: string }> {
    return this.db.tx(async (tx) => {
      const account = await this.queries.lock(tx, userId);
      if (account.erasureId) throw authErrors.closing();
      if (account.suspendedAt) await this.endSuspension(tx, userId, reason);
      return { userId };
    });
  }

  /** @throws platform.forbidden in production, auth.address_taken, auth.busy */
  async seed(input: Seed): Promise<User> {
    if (this.config.NODE_ENV === 'production') throw platformErrors.forbidden();
    const { email, displayName, locale, role } = input;
    const passwordHash = await this.passwords.hash(input.password);
    const data = { roles: [role], displayName, locale, passwordHash };
    const known = await this.queries.findByAddress({ channel: 'email', email });
    if (known && input.id && known.id !== input.id) throw authErrors.addressTaken();
    if (known) {
      await this.reinstate(known.id);
      await this.db.prisma.totp.deleteMany({ where: { accountId: known.id } });
      await this.db.prisma.passkey.deleteMany({ where: { accountId: known.id } });
      await this.db.prisma.issuerLink.deleteMany({ where: { accountId: known.id } });
      return toUser(await this.db.prisma.account.update({ where: { id: known.id }, data }));
    }
    const account = { ...data, id: input.id ?? newId(), email, createdAt: this.clock.now() };
    return toUser(await this.create(account));
  }

  private async endSuspension(tx: AuthTx, userId: string, reason?: string): Promise<void> {
    const data = { suspendedAt: null, suspendedFor: null };
    await tx.prisma.account.update({ where: { id: userId }, data });
    await recordInTrail(tx, { action: 'reinstated', accountId: userId, ...(reason && { reason }) });
    await tx.emit(authEvents.userReinstated, { userId });
  }

  private async create(data: SeededAccount): Promise<Account> {
    try {
      const account = await this.db.tx(async (tx) => {
        const created = await tx.prisma.account.create({ data });
        const { id: userId, roles, locale } = toUser(created);
        await recordInTrail(tx, { action: 'seeded', accountId: userId });
        await tx.emit(authEvents.userRegistered, { userId, roles, locale });
        await tx.emit(authEvents.userVerified, { userId, channel: 'email' });
        return created;
      });
      this.contacts.wake();
      return account;
    } catch (cause) {
      if (sqlState(cause) === SQLSTATE.uniqueViolation) throw authErrors.addressTaken({ cause });
      throw cause;
    }
  }

  /** A token may outlive its account. @throws platform.unauthenticated */
  private async own(userId: string): Promise<Account> {
    const account = await this.queries.find(userId);
    if (!account) throw platformErrors.unauthenticated();
    return account;
  }
}
