import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import type { Call } from '@edu/messaging';
import { addressText, localeOf, type Address } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { ChallengeService } from '../challenge/challenge.service.ts';
import { isWeak } from '../password/weak-password.ts';
import { PasswordService } from '../password/password.service.ts';
import { PhonePolicy } from '../phone/phone-policy.service.ts';

type CodeSent = RpcOutput<typeof authRpc.loginCode>;

/**
 * The ways in. Nothing here reveals whether an address is known: known and unknown ones get the same
 * answer after the same work, and the difference goes to the address itself.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountQueries,
    private readonly challenges: ChallengeService,
    private readonly passwords: PasswordService,
    private readonly phones: PhonePolicy,
  ) {}

  /** @throws auth.weak_password, auth.too_many_codes, auth.busy, and what refuses phone numbers */
  async register(input: RpcInput<typeof authRpc.register>, call: Call): Promise<CodeSent> {
    const { role, displayName, password, locale = call.locale, zone = null } = input;
    const address = this.phones.reachable(input.address);
    if (password !== undefined && isWeak(password, [displayName, addressText(address)])) {
      throw authErrors.weakPassword();
    }
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    const owner = await this.accounts.findByAddress(address);
    if (owner) {
      const toOwner = { address, ownerId: owner.id, locale: localeOf(owner) };
      return this.challenges.issue({ ...toOwner, purpose: 'decoy', message: 'known_address' });
    }
    const registration = { role, displayName, zone, passwordHash };
    const request = { address, ownerId: undefined, locale };
    return this.challenges.issue({ ...request, purpose: 'register', registration });
  }

  /** @throws auth.too_many_codes, and what refuses phone numbers */
  async requestCode(given: Address, { locale }: Call): Promise<CodeSent> {
    const address = this.phones.reachable(given);
    const account = await this.accounts.findByAddress(address);
    if (!account) {
      const request = { address, ownerId: undefined, locale };
      const message = 'unknown_address';
      return this.challenges.issue({ ...request, purpose: 'decoy', message });
    }
    const toOwner = { address, ownerId: account.id, locale: localeOf(account) };
    return this.challenges.issue({ ...toOwner, purpose: 'login', accountId: account.id });
  }
}
