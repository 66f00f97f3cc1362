import { Injectable } from '@nestjs/common';
import { authErrors } from '@edu/contracts-auth';
import { Clock, Log } from '@edu/service';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthConfig } from '../app.config.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { Account, Passkey } from '../generated/prisma/client.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import {
  newChallenge,
  readChallenge,
  type KnownChallenge,
  type Purpose,
} from './passkey-challenge.domain.ts';
import {
  challengeIn,
  handleOf,
  relyingPartyOf,
  requestOf,
  type Assertion,
  type PasskeyRequest,
  type RelyingParty,
} from './passkey.domain.ts';
import { USE_PASSKEY } from './passkey.queries.ts';
import { checkAnswer, type Answered } from './webauthn.ts';

/** A right answer of a passkey, which has not been used yet. */
export interface PasskeyProof {
  readonly account: Account;
  readonly passkey: Passkey;
  readonly challenge: KnownChallenge;
  readonly answered: Answered;
}

/** Asks passkeys, checks their answers, and lets each answer be used once. */
@Injectable()
export class PasskeyProofs {
  readonly rp: RelyingParty;

  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
    private readonly log: Log,
    config: AuthConfig,
  ) {
    this.rp = relyingPartyOf(config);
  }

  /** A challenge with what browsers need beside it. @param accountId whose passkeys; anybody's without */
  async ask(purpose: Purpose, accountId?: string): Promise<PasskeyRequest> {
    const allowed = accountId ? await this.of(accountId) : [];
    return requestOf(this.rp, allowed, this.challenge(purpose));
  }

  /** The same, unless the account has none. */
  async askIfAny(purpose: Purpose, accountId: string): Promise<PasskeyRequest | null> {
    const request = await this.ask(purpose, accountId);
    return request.allowCredentials.length > 0 ? request : null;
  }

  challenge(purpose: Purpose): string {
    return newChallenge(this.secrets.passkeys, purpose, this.clock.now());
  }

  /** @throws auth.bad_challenge when it is none of ours, is for something else or has expired */
  read(purpose: Purpose, clientDataJSON: string): KnownChallenge & { readonly text: string } {
    const text = challengeIn(clientDataJSON) ?? '';
    const known = readChallenge(this.secrets.passkeys, purpose, text, this.clock.now());
    if (!known) throw authErrors.badChallenge();
    return { ...known, text };
  }

  of(accountId: string, tx: Pick<AuthTx, 'prisma'> = this.db): Promise<Passkey[]> {
    return tx.prisma.passkey.findMany({ where: { accountId }, orderBy: { id: 'desc' } });
  }

  /**
   * Says nothing about whether the account may come in.
   *
   * @param accountId whose passkey it has to be; anybody's without
   * @throws auth.bad_challenge, auth.bad_passkey
   */
  async check(purpose: Purpose, answer: Assertion, accountId?: string): Promise<PasskeyProof> {
    const challenge = this.read(purpose, answer.clientDataJSON);
    const passkey = await this.db.prisma.passkey.findUnique({ where: { credentialId: answer.id } });
    if (!passkey || (accountId && passkey.accountId !== accountId)) throw authErrors.badPasskey();
    const account = await this.accounts.find(passkey.accountId);
    const { userHandle } = answer;
    const isOwners = userHandle === undefined || userHandle === handleOf(passkey.accountId);
    if (!account || !isOwners) throw authErrors.badPasskey();
    try {
      const answered = await checkAnswer(this.rp, passkey, answer, challenge.text);
      return { account, passkey, challenge, answered };
    } catch (cause) {
      await this.refused(passkey, cause);
      throw authErrors.badPasskey({ cause });
    }
  }

  /** Uses a right answer up; of two who give it, one gets through. @throws auth.bad_challenge */
  async use(tx: AuthTx, { passkey, challenge, answered }: PasskeyProof): Promise<void> {
    const { nonce, expiresAt } = challenge;
    const values = { nonce, expiresAt, id: passkey.id, ...answered, now: this.clock.now() };
    const used = await tx.query(USE_PASSKEY, values);
    if (used.length === 0) throw authErrors.badChallenge();
  }

  private async refused({ id: passkeyId, accountId }: Passkey, cause: unknown): Promise<void> {
    // What the library says names origins, domains and counters, and no person.
    this.log.warn({ accountId, passkeyId, reason: String(cause) }, 'passkey refused');
    const entry = { action: 'passkey_failed', accountId, details: { passkeyId } } as const;
    await this.db.tx((tx) => recordInTrail(tx, entry));
  }
}
