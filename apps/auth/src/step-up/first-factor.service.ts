import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { addressesOf, localeOf } from '../account/account.domain.ts';
import type { AuthTx } from '../auth.db.ts';
import { ChallengeService, type SolvedChallenge } from '../challenge/challenge.service.ts';
import type { Account } from '../generated/prisma/client.ts';
import { PasswordGuard } from '../password/password-guard.service.ts';

type Proof = RpcInput<typeof authRpc.proveStepUp>['proof'];

/** Proofs by what most sign-ins begin with: the password, or a code to an address of the account. */
@Injectable()
export class FirstFactor {
  constructor(
    private readonly challenges: ChallengeService,
    private readonly passwords: PasswordGuard,
  ) {}

  /** @throws auth.no_address, auth.too_many_codes, auth.sms_exhausted */
  sendCode(account: Account, channel: 'email' | 'sms', { sessionId }: Actor) {
    const address = addressesOf(account).find((own) => own.channel === channel);
    if (!address) throw authErrors.noAddress();
    const { id } = account;
    const request = { address, ownerId: id, accountId: id, sessionId };
    return this.challenges.issue({ ...request, locale: localeOf(account), purpose: 'step_up' });
  }

  /** @throws auth.bad_password, auth.too_many_tries, auth.busy */
  async checkPassword(account: Account, password: string): Promise<void> {
    const { id: subject } = account;
    const failure = 'step_up_failed';
    const right = await this.passwords.isRight({ account, subject, password, failure });
    if (!right) throw authErrors.badPassword();
  }

  /** @throws auth.bad_code when it is wrong, or one of another session or purpose */
  async solve(
    { verificationId, code }: Extract<Proof, { kind: 'code' }>,
    { userId, sessionId }: Actor,
  ): Promise<SolvedChallenge> {
    const solved = await this.challenges.guess(verificationId, code);
    const mine = solved.accountId === userId && solved.sessionId === sessionId;
    if (solved.purpose !== 'step_up' || !mine) throw authErrors.badCode();
    return solved;
  }

  /** Uses a solved code up. @throws auth.bad_code */
  use(tx: AuthTx, solved: SolvedChallenge): Promise<void> {
    return this.challenges.use(tx, solved);
  }
}
