import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import type { authRpc } from '@edu/contracts-auth';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb } from '../auth.db.ts';
import { Enrolment } from '../second-factor/enrolment.service.ts';
import { OpenAccounts } from '../sign-in-session/open-accounts.service.ts';
import { AccountPasswords } from './account-passwords.service.ts';

/** A password that is set or changed by whoever is signed in. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly open: OpenAccounts,
    private readonly passwords: AccountPasswords,
    private readonly enrolment: Enrolment,
  ) {}

  /** @throws auth.weak_password, auth.busy */
  async set(
    { password }: RpcInput<typeof authRpc.setPassword>,
    actor: Actor,
  ): Promise<RpcOutput<typeof authRpc.setPassword>> {
    const account = await this.open.get(actor);
    const passwordHash = await this.passwords.hash(account, password);
    await this.db.tx(async (tx) => {
      await this.accounts.lock(tx, account.id);
      await recordInTrail(tx, { action: 'password_changed', accountId: account.id });
      await this.passwords.write(tx, account, passwordHash, actor.sessionId);
    });
    this.passwords.announce();
    return this.enrolment.security(actor);
  }
}
