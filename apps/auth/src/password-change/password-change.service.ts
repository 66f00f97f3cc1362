import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import type { Call } from '@edu/messaging';
import {
  addressesOf,
  addressText,
  hasAddress,
  localeOf,
  type Address,
} from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AddressNotices } from '../address-change/address-notice.service.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { ChallengeService } from '../challenge/challenge.service.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import type { Account } from '../generated/prisma/client.ts';
import { PasswordService } from '../password/password.service.ts';
import { isWeak } from '../password/weak-password.ts';
import { PhonePolicy } from '../phone/phone-policy.service.ts';
import { Enrolment } from '../second-factor/enrolment.service.ts';
import { Entrance } from '../second-factor/entrance.service.ts';
import { OpenAccounts } from '../sign-in-session/open-accounts.service.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';

/** A password that is set, changed, or set anew by whoever forgot it. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly open: OpenAccounts,
    private readonly passwords: PasswordService,
    private readonly challenges: ChallengeService,
    private readonly phones: PhonePolicy,
    private readonly sessions: SignInSessionService,
    private readonly notices: AddressNotices,
    private readonly entrance: Entrance,
    private readonly enrolment: Enrolment,
  ) {}

  /** @throws auth.weak_password, auth.busy */
  async set(
    { password }: RpcInput<typeof authRpc.setPassword>,
    actor: Actor,
  ): Promise<RpcOutput<typeof authRpc.setPassword>> {
    const account = await this.open.get(actor);
    refuseWeak(account, password);
    const passwordHash = await this.passwords.hash(password);
    await this.db.tx(async (tx) => {
      await this.accounts.lock(tx, account.id);
      await recordInTrail(tx, { action: 'password_changed', accountId: account.id });
      await this.write(tx, account, passwordHash, actor.sessionId);
    });
    this.notices.wake();
    return this.enrolment.security(actor);
  }

  /** An unknown address gets the same answer after the same work. */
  async askForReset(
    given: Address,
    { locale }: Call,
  ): Promise<RpcOutput<typeof authRpc.askForReset>> {
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
    refuseWeak(known, password);
    const passwordHash = await this.passwords.hash(password);
    const entered = await this.db.tx(async (tx) => {
      const account = await this.accounts.lock(tx, known.id);
      if (account.suspendedAt) throw authErrors.suspended();
      // The address may have been replaced since the code was sent.
      if (!hasAddress(account, solved.channel, solved.address)) throw authErrors.badCode();
      await recordInTrail(tx, { action: 'password_reset', accountId: account.id });
      const changed = await this.write(tx, account, passwordHash);
      const entered = await this.entrance.enter(changed, methodsOf(solved.channel), tx);
      await this.challenges.use(tx, solved);
      return entered;
    });
    this.notices.wake();
    if ('refusal' in entered) throw entered.refusal;
    return entered.tokens;
  }

  private async write(
    tx: AuthTx,
    account: Account,
    passwordHash: string,
    keep?: string,
  ): Promise<Account> {
    const { id } = account;
    const changed = await tx.prisma.account.update({ where: { id }, data: { passwordHash } });
    // Whoever knew the password of before may be half in.
    await tx.prisma.halfSignIn.deleteMany({ where: { accountId: id } });
    await this.sessions.endAll(tx, id, 'password_changed', keep);
    await this.notices.add(tx, account, 'password');
    return changed;
  }
}

function refuseWeak(account: Account, password: string): void {
  const about = [account.displayName, ...addressesOf(account).map(addressText)];
  if (isWeak(password, about)) throw authErrors.weakPassword();
}
