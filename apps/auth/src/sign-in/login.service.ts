import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { refusalOf, addressText } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import { PasswordGuard } from '../password/password-guard.service.ts';
import { PhonePolicy } from '../phone/phone-policy.service.ts';
import { Entrance } from '../second-factor/entrance.service.ts';
import { SignInLog } from '../sign-in-log/sign-in-log.service.ts';

/** The way in by password: a wrong one, an account without one and no account are one answer. */
@Injectable()
export class LoginService {
  constructor(
    private readonly accounts: AccountQueries,
    private readonly passwords: PasswordGuard,
    private readonly phones: PhonePolicy,
    private readonly entrance: Entrance,
    private readonly log: SignInLog,
  ) {}

  /**
   * @throws auth.bad_credentials, auth.too_many_tries, auth.suspended, auth.busy; auth.mfa_required,
   *   auth.code_required and what refuses codes, once the password was right
   */
  async login(input: RpcInput<typeof authRpc.login>): Promise<RpcOutput<typeof authRpc.login>> {
    const address = this.phones.canonical(input.address);
    const account = await this.accounts.findByAddress(address);
    const right = await this.passwords.isRight({
      account,
      subject: addressText(address),
      password: input.password,
      failure: 'login_failed',
    });
    if (!right || !account) throw authErrors.badCredentials();
    const methods = methodsOf('password');
    if (account.suspendedAt) {
      await this.log.recordFailure({ accountId: account.id, outcome: 'suspended', methods });
      throw refusalOf(account);
    }
    const entered = await this.entrance.enter(account, methods, undefined, address);
    if ('refusal' in entered) throw entered.refusal;
    return entered.tokens;
  }
}
