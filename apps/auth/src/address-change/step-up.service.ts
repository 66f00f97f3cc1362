import { Injectable } from '@nestjs/common';
import { platformErrors, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { addressesOf, localeOf } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthDb } from '../auth.db.ts';
import { ChallengeService } from '../challenge/challenge.service.ts';
import type { Account } from '../generated/prisma/client.ts';
import { PasswordGuard } from '../password/password-guard.service.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';

type Proof = RpcInput<typeof authRpc.addAddress>['proof'];

/**
 * Proves that it is the owner who asks, and not somebody who holds their access token: by the
 * password, or by a code sent to an address that the account has already. Each proves one change.
 */
@Injectable()
export class StepUpService {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly challenges: ChallengeService,
    private readonly passwords: PasswordGuard,
    private readonly sessions: SignInSessionService,
  ) {}

  /** @throws auth.no_address, auth.too_many_codes, auth.sms_exhausted */
  async request(
    { channel }: RpcInput<typeof authRpc.requestStepUp>,
    actor: Actor,
  ): Promise<RpcOutput<typeof authRpc.requestStepUp>> {
    const account = await this.accountOf(actor);
    const address = addressesOf(account).find((own) => own.channel === channel);
    if (!address) throw authErrors.noAddress();
    return this.challenges.issue({
      address,
      locale: localeOf(account),
      ownerId: account.id,
      purpose: 'step_up',
      accountId: account.id,
      sessionId: actor.sessionId,
    });
  }

  /**
   * @returns the account, once it is proven that its owner asks
   * @throws auth.step_up_required, auth.bad_password, auth.bad_code, auth.too_many_tries, auth.busy
   */
  async prove(actor: Actor, proof: Proof): Promise<Account> {
    const account = await this.accountOf(actor);
    if (!proof) throw authErrors.stepUpRequired();
    if (proof.kind === 'password') await this.provePassword(account, proof.password);
    else await this.proveCode(actor, proof);
    return account;
  }

  private async provePassword(account: Account, password: string): Promise<void> {
    const { id: subject } = account;
    const failure = 'step_up_failed';
    const right = await this.passwords.isRight({ account, subject, password, failure });
    if (!right) throw authErrors.badPassword();
  }

  private async proveCode(
    { userId, sessionId }: Actor,
    { verificationId, code }: Extract<Proof, { kind: 'code' }>,
  ): Promise<void> {
    const solved = await this.challenges.guess(verificationId, code);
    const mine = solved.accountId === userId && solved.sessionId === sessionId;
    if (solved.purpose !== 'step_up' || !mine) throw authErrors.badCode();
    await this.db.tx((tx) => this.challenges.use(tx, solved));
  }

  /** An access token outlives its session by minutes: too long for what changes an account. */
  private async accountOf({ userId, sessionId }: Actor): Promise<Account> {
    const account = await this.accounts.find(userId);
    if (!account || account.suspendedAt || !(await this.sessions.isOpen(userId, sessionId))) {
      throw platformErrors.unauthenticated();
    }
    return account;
  }
}
