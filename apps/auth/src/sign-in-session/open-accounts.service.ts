import { Injectable } from '@nestjs/common';
import { platformErrors, type Actor } from '@edu/contract-kit';
import { AccountQueries } from '../account/account.queries.ts';
import type { Account } from '../generated/prisma/client.ts';
import { SignInSessionService } from './sign-in-session.service.ts';

/** Accounts of whoever asks to change a way in: an access token outlives its session by minutes. */
@Injectable()
export class OpenAccounts {
  constructor(
    private readonly accounts: AccountQueries,
    private readonly sessions: SignInSessionService,
  ) {}

  /** @throws platform.unauthenticated when the session has ended, or the account is suspended */
  async get({ userId, sessionId }: Actor): Promise<Account> {
    const account = await this.accounts.find(userId);
    if (!account || account.suspendedAt || !(await this.sessions.isOpen(userId, sessionId))) {
      throw platformErrors.unauthenticated();
    }
    return account;
  }
}
