import { Injectable } from '@nestjs/common';
import { authErrors } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import { addressesOf, addressText } from '../account/account.domain.ts';
import { UNDO_MS } from '../address-change/address-change.domain.ts';
import { AddressNotices } from '../address-change/address-notice.service.ts';
import type { AuthTx } from '../auth.db.ts';
import type { Account } from '../generated/prisma/client.ts';
import { PasswordService } from '../password/password.service.ts';
import { isWeak } from '../password/weak-password.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';

/** Puts another password into the place of the one before, with all that this ends. */
@Injectable()
export class AccountPasswords {
  constructor(
    private readonly passwords: PasswordService,
    private readonly sessions: SignInSessionService,
    private readonly notices: AddressNotices,
    private readonly clock: Clock,
  ) {}

  /** @throws auth.weak_password, auth.busy */
  hash(account: Account, password: string): Promise<string> {
    const about = [account.displayName, ...addressesOf(account).map(addressText)];
    if (isWeak(password, about)) throw authErrors.weakPassword();
    return this.passwords.hash(password);
  }

  /** @param keep the session that stays */
  async write(tx: AuthTx, account: Account, passwordHash: string, keep?: string): Promise<Account> {
    const { id } = account;
    const changed = await tx.prisma.account.update({ where: { id }, data: { passwordHash } });
    // Whoever knew the password of before may be half in.
    await tx.prisma.halfSignIn.deleteMany({ where: { accountId: id } });
    await tx.prisma.challenge.deleteMany({ where: { accountId: id, purpose: 'device' } });
    await this.sessions.endAll(tx, id, 'password_changed', keep);
    await this.notices.add(tx, account, 'password');
    return changed;
  }

  /** What a thief may have added in the days in which its owner can undo a change of address. */
  async removeNewWays(tx: AuthTx, { id: accountId }: Account): Promise<void> {
    const createdAt = { gt: new Date(this.clock.now().getTime() - UNDO_MS) };
    await tx.prisma.passkey.deleteMany({ where: { accountId, createdAt } });
  }

  /** Sends the messages of a committed change at once. */
  announce(): void {
    this.notices.wake();
  }
}
