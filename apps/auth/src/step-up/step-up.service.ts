import { Injectable } from '@nestjs/common';
import { isStaffRole, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import type { Account } from '../generated/prisma/client.ts';
import type { Purpose } from '../passkey/passkey-challenge.domain.ts';
import { PasskeyProofs } from '../passkey/passkey-proof.service.ts';
import { SecondFactor } from '../second-factor/second-factor.service.ts';
import { OpenAccounts } from '../sign-in-session/open-accounts.service.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';
import { FirstFactor } from './first-factor.service.ts';
import { waysOf } from './step-up.domain.ts';

type Proof = RpcInput<typeof authRpc.proveStepUp>['proof'];
type SteppedUp = RpcOutput<typeof authRpc.proveStepUp>;

/**
 * Proves that it is the owner who asks, and not somebody who holds their access token: the answer's
 * token carries the proof, and calls that matter ask for it.
 */
@Injectable()
export class StepUpService {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: OpenAccounts,
    private readonly first: FirstFactor,
    private readonly factor: SecondFactor,
    private readonly passkeys: PasskeyProofs,
    private readonly sessions: SignInSessionService,
  ) {}

  /** @throws auth.no_address, auth.too_many_codes, auth.sms_exhausted */
  async request(
    { channel }: RpcInput<typeof authRpc.requestStepUp>,
    actor: Actor,
  ): Promise<RpcOutput<typeof authRpc.requestStepUp>> {
    const account = await this.accounts.get(actor);
    const hasSecondFactor = await this.factor.isOn(account.id);
    const passkey = await this.passkeys.askIfAny(toStepUp(actor), account.id);
    const ways = waysOf(account, { hasSecondFactor, hasPasskey: passkey !== null });
    const isWay = !channel || ways.some(({ address }) => address !== null);
    if (!isWay && (hasSecondFactor || passkey)) throw authErrors.secondFactorNeeded();
    const sent = channel ? await this.first.sendCode(account, channel, actor) : null;
    return { ways, passkey, sent };
  }

  /**
   * @throws auth.bad_password, auth.bad_code, auth.bad_challenge, auth.bad_passkey,
   *   auth.too_many_tries, auth.busy
   */
  async prove(proof: Proof, actor: Actor): Promise<SteppedUp> {
    const account = await this.accounts.get(actor);
    if (proof.kind === 'passkey') return this.byPasskey(account, proof.credential, actor);
    const hasPasskey = (await this.passkeys.of(account.id)).length > 0;
    if (hasPasskey && account.roles.some(isStaffRole)) throw authErrors.secondFactorNeeded();
    if (proof.kind === 'totp' || proof.kind === 'recovery_code') {
      await this.factor.use(account, proof);
      return this.db.tx((tx) => this.sessions.stepUp(tx, account, actor, methodsOf(proof.kind)));
    }
    if (await this.factor.isOn(account.id)) throw authErrors.secondFactorNeeded();
    if (proof.kind === 'password') {
      await this.first.checkPassword(account, proof.password);
      return this.db.tx((tx) => this.sessions.stepUp(tx, account, actor, methodsOf('password')));
    }
    const solved = await this.first.solve(proof, actor);
    const methods = methodsOf(solved.channel);
    return this.db.tx(async (tx: AuthTx) => {
      const steppedUp = await this.sessions.stepUp(tx, account, actor, methods);
      await this.first.use(tx, solved);
      return steppedUp;
    });
  }

  private async byPasskey(
    account: Account,
    answer: Extract<Proof, { kind: 'passkey' }>['credential'],
    actor: Actor,
  ): Promise<SteppedUp> {
    const known = await this.passkeys.check(toStepUp(actor), answer, account.id);
    return this.db.tx(async (tx) => {
      await this.passkeys.use(tx, known);
      return this.sessions.stepUp(tx, account, actor, methodsOf('passkey'));
    });
  }
}

const toStepUp = ({ userId, sessionId }: Actor): Purpose => ({
  of: 'step_up',
  accountId: userId,
  sessionId,
});
