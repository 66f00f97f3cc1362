import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import type { Call } from '@edu/messaging';
import { refusalOf, hasAddress, localeOf, type Address } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb } from '../auth.db.ts';
import { ChallengeService } from '../challenge/challenge.service.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import { isWeak } from '../password/weak-password.ts';
import { PhonePolicy } from '../phone/phone-policy.service.ts';
import { Entrance } from '../second-factor/entrance.service.ts';
import { AccountPasswords } from './account-passwords.service.ts';

/** A password that is set anew by whoever forgot it. */
@Injectable()
export class PasswordReset {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly passwords: AccountPasswords,
    private readonly challenges: ChallengeService,
    private readonly phones: PhonePolicy,
    private readonly entrance: Entrance,
  ) {}

  /** An unknown address gets the same answer after the same work. */
  async ask(given: Address, { locale }: Call): Promise<RpcOutput<typeof authRpc.askForReset>> {
    const address = this.phones.reachable(given);
    const account = await this.accounts.findByAddress(address);
    if (!account) {
      const request = { address, ownerId: undefined, locale };
      return this.challenges.issue({ ...request, purpose: 'decoy', message: 'unknown_address' });
    }
    const { id } = account;
    const request = { address, ownerId: id, locale: localeOf(account), accountId: id };
    return this.challenges.issue({ ...request, purpose: 'reset' });
  }

  /**
   * What is weak for everybody is refused before the code is looked at, so that it costs no try and
   * known and unknown addresses do not differ.
   *
   * @throws auth.bad_code, auth.too_many_tries, auth.weak_password, auth.suspended, auth.busy,
   *   auth.mfa_required
   */
  async reset({
    verificationId,
    code,
    password,
  }: RpcInput<typeof authRpc.resetPassword>): Promise<RpcOutput<typeof authRpc.resetPassword>> {
    if (isWeak(password, [])) throw authErrors.weakPassword();
    const solved = await this.challenges.guess(verificationId, code);
    const known = solved.purpose === 'reset' && (await this.accounts.find(solved.accountId));
    if (!known) throw authErrors.badCode();
    const passwordHash = await this.passwords.hash(known, password);
    const entered = await this.db.tx(async (tx) => {
      const account = await this.accounts.lock(tx, known.id);
      if (account.suspendedAt) throw refusalOf(account);
      // The address may have been replaced since the code was sent.
      if (!hasAddress(account, solved.channel, solved.address)) throw authErrors.badCode();
      await recordInTrail(tx, { action: 'password_reset', accountId: account.id });
      const changed = await this.passwords.write(tx, account, passwordHash);
      await this.passwords.removeNewWays(tx, changed);
      const entered = await this.entrance.enter(changed, methodsOf(solved.channel), tx);
      await this.challenges.use(tx, solved);
      return entered;
    });
    this.passwords.announce();
    if ('refusal' in entered) throw entered.refusal;
    return entered.tokens;
  }
}
