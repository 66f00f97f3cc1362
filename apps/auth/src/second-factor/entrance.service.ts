import { Injectable } from '@nestjs/common';
import type { Problem, RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import { refusalOf } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import type { Account } from '../generated/prisma/client.ts';
import { hashToken, newRefreshToken } from '../sign-in-session/sign-in-session.domain.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';
import { COUNT_TRY } from './second-factor.queries.ts';
import { SecondFactor } from './second-factor.service.ts';

type Tokens = RpcOutput<typeof authRpc.login>;
type Entered = { readonly tokens: Tokens } | { readonly refusal: Problem };

/** As long as somebody needs to find their phone. */
const PATIENCE_MS = 5 * 60_000;
const MAX_TRIES = 5;

/** What every sign-in ends in: a session, or a question for the second factor. */
@Injectable()
export class Entrance {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly factor: SecondFactor,
    private readonly sessions: SignInSessionService,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets somebody in who proved the first factor. What they did with it is done, so the question for
   * the second one is returned: throw it after the commit.
   *
   * @param amr by what they proved it
   */
  async enter(account: Account, amr: readonly string[], tx?: AuthTx): Promise<Entered> {
    const { id: accountId } = account;
    if (!(await this.factor.isOn(accountId))) return this.open(account, amr, tx);
    const challenge = newRefreshToken();
    const expiresAt = new Date(this.clock.now().getTime() + PATIENCE_MS);
    const data = { hash: hashToken(challenge), accountId, amr: [...amr], expiresAt };
    await (tx ?? this.db).prisma.halfSignIn.create({ data });
    return { refusal: authErrors.mfaRequired({ params: { challenge } }) };
  }

  /** Lets somebody in of whom nothing more is asked. */
  async open(account: Account, amr: readonly string[], tx?: AuthTx): Promise<Entered> {
    return { tokens: await this.sessions.open(account, amr, tx) };
  }

  /** @throws auth.bad_challenge, auth.bad_code, auth.too_many_tries, auth.suspended */
  async goOn({ challenge, proof }: RpcInput<typeof authRpc.secondFactor>): Promise<Tokens> {
    const hash = hashToken(challenge);
    const values = { hash, now: this.clock.now(), max: MAX_TRIES };
    const [half] = await this.db.query(COUNT_TRY, values);
    const account = half && (await this.accounts.find(half.accountId));
    if (!half || !account) throw authErrors.badChallenge();
    if (account.suspendedAt) throw refusalOf(account);
    await this.factor.use(account, proof);
    const amr = [...new Set([...half.amr, ...methodsOf(proof.kind)])];
    return this.db.tx(async (tx) => {
      const { count } = await tx.prisma.halfSignIn.deleteMany({ where: { hash } });
      if (count === 0) throw authErrors.badChallenge();
      return this.sessions.open(account, amr, tx);
    });
  }
}
