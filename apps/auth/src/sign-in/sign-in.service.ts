import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { addressText, localeOf, type Address } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthDb } from '../auth.db.ts';
import { ChallengeService } from '../challenge/challenge.service.ts';
import { PasswordService } from '../password/password.service.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';
import { LOGIN_FAILED, PASSWORDS_FULL } from './sign-in.queries.ts';

type CodeSent = RpcOutput<typeof authRpc.loginCode>;
type Tokens = RpcOutput<typeof authRpc.login>;

/**
 * The ways in. Nothing here tells whether an address is known: known and unknown ones get the same
 * answer after the same work, and the difference goes to the address itself.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly challenges: ChallengeService,
    private readonly passwords: PasswordService,
    private readonly sessions: SignInSessionService,
    private readonly clock: Clock,
  ) {}

  /** @throws auth.too_many_codes, auth.busy */
  async register(input: RpcInput<typeof authRpc.register>): Promise<CodeSent> {
    const { address, locale, role, displayName, password } = input;
    const passwordHash = password === undefined ? undefined : await this.passwords.hash(password);
    const owner = await this.accounts.findByAddress(address);
    if (owner) {
      const toOwner = { address, locale: localeOf(owner) };
      return this.challenges.issue({ ...toOwner, purpose: 'decoy', message: 'known_address' });
    }
    const registration = { role, displayName, passwordHash };
    return this.challenges.issue({ address, locale, purpose: 'register', registration });
  }

  /** @throws auth.too_many_codes */
  async requestCode(address: Address, call: Call): Promise<CodeSent> {
    const account = await this.accounts.findByAddress(address);
    if (!account) {
      const { locale } = call;
      const message = 'unknown_address';
      return this.challenges.issue({ address, locale, purpose: 'decoy', message });
    }
    const toOwner = { address, locale: localeOf(account) };
    return this.challenges.issue({ ...toOwner, purpose: 'login', accountId: account.id });
  }

  /** @throws auth.bad_credentials, auth.too_many_tries, auth.suspended, auth.busy */
  async login(input: RpcInput<typeof authRpc.login>, { requestId }: Call): Promise<Tokens> {
    const attempt = [addressText(input.address), this.clock.now().toISOString()];
    const [account, [limit]] = await Promise.all([
      this.accounts.findByAddress(input.address),
      this.db.query<{ full: boolean }>(PASSWORDS_FULL, attempt),
    ]);
    if (limit!.full) throw authErrors.tooManyTries({ retryAfter: 900 });
    if (!(await this.passwords.matches(account?.passwordHash, input.password)) || !account) {
      await this.db.query(LOGIN_FAILED, [...attempt, account?.id, requestId]);
      throw authErrors.badCredentials();
    }
    if (account.suspendedAt) throw authErrors.suspended();
    return this.sessions.open(account);
  }
}
