import { Injectable } from '@nestjs/common';
import { Problem, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { addressesOf, localeOf, type Address } from '../account/account.domain.ts';
import { AddressNotices } from '../address-change/address-notice.service.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { ChallengeService } from '../challenge/challenge.service.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import type { Account } from '../generated/prisma/client.ts';
import { SignInLog } from '../sign-in-log/sign-in-log.service.ts';
import { SignInRisk, type Origin } from '../sign-in-log/sign-in-risk.service.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';

type Tokens = RpcOutput<typeof authRpc.login>;
export type Entered = { readonly tokens: Tokens } | { readonly refusal: Problem };

/** Lets somebody in who has proved enough, or asks for a code where the device or the country is new. */
@Injectable()
export class Admission {
  constructor(
    private readonly db: AuthDb,
    private readonly sessions: SignInSessionService,
    private readonly challenges: ChallengeService,
    private readonly notices: AddressNotices,
    private readonly risk: SignInRisk,
    private readonly log: SignInLog,
  ) {}

  /**
   * A code has come to an address of the account, and a second factor proves more: only a password, which
   * may be known to others, is not enough on a device that is new.
   *
   * @param amr by what it was proved who it is
   * @param address to which a code may go; any of the account by default
   */
  async ask(
    account: Account,
    amr: readonly string[],
    tx?: AuthTx,
    address?: Address,
  ): Promise<Entered> {
    const origin = await this.risk.originOf(account.id, tx);
    const asks = this.risk.isRisky(origin) && amr.every((method) => method === 'pwd');
    if (asks) return { refusal: await this.sendCode(account, origin, address) };
    return { tokens: await this.open(account, amr, origin, tx) };
  }

  /** Of whom nothing more is asked. */
  async admit(account: Account, amr: readonly string[], tx?: AuthTx): Promise<Tokens> {
    return this.open(account, amr, await this.risk.originOf(account.id, tx), tx);
  }

  /** A session, and a note to the owner where the device or the country is new. */
  private async open(
    account: Account,
    amr: readonly string[],
    origin: Origin,
    tx?: AuthTx,
  ): Promise<Tokens> {
    if (!this.risk.isRisky(origin)) return this.sessions.open(account, amr, origin, tx);
    const openAndWrite = async (within: AuthTx) => {
      const tokens = await this.sessions.open(account, amr, origin, within);
      await this.notices.addSignIn(within, account, origin.signInId, amr);
      return tokens;
    };
    return tx ? openAndWrite(tx) : this.db.tx(openAndWrite);
  }

  /** A second factor was wrong. */
  async refused(
    { accountId, amr }: { readonly accountId: string; readonly amr: readonly string[] },
    kind: 'totp' | 'recovery_code',
    error: unknown,
  ): Promise<void> {
    if (!(error instanceof Problem && error.is(authErrors.badCode))) return;
    const methods = [...new Set([...amr, ...methodsOf(kind)])];
    await this.log.recordFailure({ accountId, outcome: 'wrong_second_factor', methods });
  }

  private async sendCode(
    account: Account,
    origin: Origin,
    address = addressesOf(account)[0],
  ): Promise<Problem> {
    const { id: accountId } = account;
    const methods = methodsOf('password');
    await this.log.recordFailure({ accountId, outcome: 'code_asked', methods, origin });
    if (!address) throw authErrors.noAddress();
    const request = { address, ownerId: accountId, locale: localeOf(account), accountId };
    const sent = await this.challenges.issue({ ...request, purpose: 'device' });
    const { verificationId, channel } = sent;
    return authErrors.codeRequired({ params: { verificationId, channel } });
  }
}
