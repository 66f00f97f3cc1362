import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import { refusalOf, type Address } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { levelOf, methodsOf } from '../factor/factor.domain.ts';
import type { Account } from '../generated/prisma/client.ts';
import type { PasskeyRequest } from '../passkey/passkey.domain.ts';
import { PasskeyProofs } from '../passkey/passkey-proof.service.ts';
import { hashToken, newRefreshToken } from '../sign-in-session/sign-in-session.domain.ts';
import { Admission, type Entered } from './admission.service.ts';
import { COUNT_TRY } from './second-factor.queries.ts';
import { SecondFactor } from './second-factor.service.ts';

type Tokens = RpcOutput<typeof authRpc.login>;

/** As long as somebody needs to find their phone. */
const PATIENCE_MS = 5 * 60_000;
const MAX_TRIES = 5;
/** Said to clients, by the names of the contract's factors. */
const WITHOUT_PASSKEY = 'totp recovery_code';
const WITH_PASSKEY = `passkey ${WITHOUT_PASSKEY}`;

/** What every sign-in ends in: a session, or a question for the second factor. */
@Injectable()
export class Entrance {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly factor: SecondFactor,
    private readonly passkeys: PasskeyProofs,
    private readonly admission: Admission,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets somebody in who proved the first factor, or two at once. What they did with it is done, so the
   * question for the second one, or for a code on a device that is new, is returned: throw it after the commit.
   *
   * @param amr by what they proved it
   * @param address to which a code may go; any of the account by default
   */
  async enter(
    account: Account,
    amr: readonly string[],
    tx?: AuthTx,
    address?: Address,
  ): Promise<Entered> {
    const { id: accountId } = account;
    const isEnough = levelOf(amr) === 'aal2' || !(await this.factor.isOn(accountId));
    if (isEnough) return this.admission.ask(account, amr, tx, address);
    const challenge = newRefreshToken();
    const expiresAt = new Date(this.clock.now().getTime() + PATIENCE_MS);
    const data = { hash: hashToken(challenge), accountId, amr: [...amr], expiresAt };
    await (tx ?? this.db).prisma.halfSignIn.create({ data });
    const ways = (await this.passkeys.of(accountId)).length > 0 ? WITH_PASSKEY : WITHOUT_PASSKEY;
    return { refusal: authErrors.mfaRequired({ params: { challenge, ways } }) };
  }

  /** Lets somebody in of whom nothing more is asked. */
  async open(account: Account, amr: readonly string[], tx?: AuthTx): Promise<Entered> {
    return { tokens: await this.admission.admit(account, amr, tx) };
  }

  /** What a browser needs to go on with a passkey. @throws auth.bad_challenge */
  async askForPasskey(challenge: string): Promise<PasskeyRequest> {
    const hash = hashToken(challenge);
    const where = { hash, expiresAt: { gt: this.clock.now() } };
    const half = await this.db.prisma.halfSignIn.findFirst({ where });
    const request =
      half &&
      (await this.passkeys.askIfAny({ of: 'second_factor', halfSignIn: hash }, half.accountId));
    if (!request) throw authErrors.badChallenge();
    return request;
  }

  /** @throws auth.bad_challenge, auth.bad_code, auth.bad_passkey, auth.too_many_tries, auth.suspended */
  async goOn({ challenge, proof }: RpcInput<typeof authRpc.secondFactor>): Promise<Tokens> {
    const hash = hashToken(challenge);
    const values = { hash, now: this.clock.now(), max: MAX_TRIES };
    const [half] = await this.db.query(COUNT_TRY, values);
    const account = half && (await this.accounts.find(half.accountId));
    if (!half || !account) throw authErrors.badChallenge();
    if (account.suspendedAt) throw refusalOf(account);
    const purpose = { of: 'second_factor', halfSignIn: hash } as const;
    const passkey =
      proof.kind === 'passkey'
        ? await this.passkeys.check(purpose, proof.credential, account.id)
        : await this.factor.use(account, proof).catch(async (error: unknown) => {
            await this.admission.refused(half, proof.kind, error);
            throw error;
          });
    const amr = [...new Set([...half.amr, ...methodsOf(proof.kind)])];
    return this.db.tx(async (tx) => {
      const { count } = await tx.prisma.halfSignIn.deleteMany({ where: { hash } });
      if (count === 0) throw authErrors.badChallenge();
      if (passkey) await this.passkeys.use(tx, passkey);
      return this.admission.admit(account, amr, tx);
    });
  }
}
