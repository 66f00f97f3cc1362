import { Injectable } from '@nestjs/common';
import { authErrors } from '@edu/contracts-auth';
import { addressesOf, addressText } from '../account/account.domain.ts';
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

  /** Sends the messages of a committed change at once. */
  announce(): void {
    this.notices.wake();
  }
}
