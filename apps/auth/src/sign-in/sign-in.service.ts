import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { addressText, localeOf, type Address } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthDb } from '../auth.db.ts';
import { ChallengeService } from '../challenge/challenge.service.ts';
import type { Account } from '../generated/prisma/client.ts';
import { isWeak } from '../password/weak-password.ts';
import { PasswordService } from '../password/password.service.ts';
import { PhonePolicy } from '../phone/phone-policy.service.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';
import { passwordHits } from '../throttle/limits.ts';
import { ThrottleService, type CountedHits } from '../throttle/throttle.service.ts';

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
    private readonly phones: PhonePolicy,
    private readonly sessions: SignInSessionService,
    private readonly throttle: ThrottleService,
    private readonly clock: Clock,
  ) {}

  /** @throws auth.weak_password, auth.too_many_codes, auth.busy, and what refuses phone numbers */
  async register(input: RpcInput<typeof authRpc.register>, call: Call): Promise<CodeSent> {
    const { role, displayName, password, locale = call.locale } = input;
    const address = this.phones.reachable(input.address);
    if (password !== undefined && isWeak(password, [displayName, addressText(address)])) {
      throw authErrors.weakPassword();
    }
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    const owner = await this.accounts.findByAddress(address);
    const familiar = await this.accounts.isFamiliar(owner?.id, this.throttle.client);
    if (owner) {
      const toOwner = { address, familiar, locale: localeOf(owner) };
      return this.challenges.issue({ ...toOwner, purpose: 'decoy', message: 'known_address' });
    }
    const registration = { role, displayName, passwordHash };
    return this.challenges.issue({ address, familiar, locale, purpose: 'register', registration });
  }

  /** @throws auth.too_many_codes, and what refuses phone numbers */
  async requestCode(given: Address, { locale }: Call): Promise<CodeSent> {
    const address = this.phones.reachable(given);
    const account = await this.accounts.findByAddress(address);
    const familiar = await this.accounts.isFamiliar(account?.id, this.throttle.client);
    if (!account) {
      const message = 'unknown_address';
      return this.challenges.issue({ address, familiar, locale, purpose: 'decoy', message });
    }
    const toOwner = { address, familiar, locale: localeOf(account) };
    return this.challenges.issue({ ...toOwner, purpose: 'login', accountId: account.id });
  }

  /** @throws auth.bad_credentials, auth.too_many_tries, auth.suspended, auth.busy */
  async login(input: RpcInput<typeof authRpc.login>, { requestId }: Call): Promise<Tokens> {
    const address = this.phones.canonical(input.address);
    const account = await this.accounts.findByAddress(address);
    // Counted before it is compared: of many at once no more than the limit are.
    const hits = await this.countPassword(address, account);
    const fit = await this.compare(account, input.password, hits);
    if (!fit || !account) {
      const at = this.clock.now();
      const accountId = account?.id ?? null;
      await this.db.prisma.auditEntry.create({
        data: { at, action: 'login_failed', accountId, requestId },
      });
      throw authErrors.badCredentials();
    }
    await this.throttle.takeBack(hits); // it was no failure
    if (account.suspendedAt) throw authErrors.suspended();
    if (fit === 'old') await this.rehash(account, input.password);
    return this.sessions.open(account);
  }

  private async countPassword(address: Address, account: Account | null): Promise<CountedHits> {
    const { client } = this.throttle;
    const familiar = await this.accounts.isFamiliar(account?.id, client);
    const hits = await this.throttle.count(passwordHits(addressText(address), client, familiar));
    if (hits.full) throw authErrors.tooManyTries({ retryAfter: hits.full.windowS });
    return hits;
  }

  private async compare(account: Account | null, password: string, hits: CountedHits) {
    try {
      return await this.passwords.compare(account?.passwordHash, password);
    } catch (error) {
      await this.throttle.takeBack(hits); // there was no time to compare it
      throw error;
    }
  }

  /** Unless it was changed meanwhile. */
  private async rehash({ id, passwordHash }: Account, password: string): Promise<void> {
    const data = { passwordHash: await this.passwords.hash(password) };
    await this.db.prisma.account.updateMany({ where: { id, passwordHash }, data });
  }
}
