import { Injectable } from '@nestjs/common';
import { newId, Problem, type Role, type RpcOutput } from '@edu/contract-kit';
import { authErrors, authEvents, type authRpc } from '@edu/contracts-auth';
import { notificationRpc } from '@edu/contracts-notification';
import { currentCall, RpcClient } from '@edu/messaging';
import { outboxRow } from '@edu/persistence';
import { Clock } from '@edu/service';
import { addressText } from '../account/account.domain.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import { CODES, GUESSES, REMOVE_HIT, throttleKey } from '../throttle/throttle.sql.ts';
import { CODE_MINUTES, decoyHash, hashCode, isCode, newCode } from './challenge.domain.ts';
import { AUDIT_WRONG_CODE, COUNT_GUESS, ISSUE, USE, type GuessedRow } from './challenge.queries.ts';
import { accountIdOf, type ChallengeRequest } from './challenge.request.ts';

type CodeSent = RpcOutput<typeof authRpc.loginCode>;

/** A guess that was right. */
export interface SolvedChallenge extends GuessedRow {
  readonly id: string;
  readonly guessedAt: Date;
}

/** One-time codes: sends them, counts the tries, lets each be used once. */
@Injectable()
export class ChallengeService {
  constructor(
    private readonly db: AuthDb,
    private readonly rpc: RpcClient,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
  ) {}

  /** @throws auth.too_many_codes, or what the notification service answers when it cannot send */
  async issue(request: ChallengeRequest): Promise<CodeSent> {
    const [id, code, now] = [newId(), newCode(), this.clock.now()];
    const { expiresAt, values } = this.row(request, id, code, now);
    const allowed = await this.db.query(ISSUE, values);
    if (allowed.length === 0) throw authErrors.tooManyCodes();
    this.db.outboxChanged();
    try {
      await this.send(request, code);
    } catch (error) {
      await this.withdraw(id, addressText(request.address), now, error);
      throw error;
    }
    return { verificationId: id, channel: request.address.channel, expiresAt };
  }

  /** @throws auth.bad_code, auth.too_many_tries */
  async guess(id: string, code: string): Promise<SolvedChallenge> {
    const guessedAt = this.clock.now();
    const [row] = await this.db.query<GuessedRow>(COUNT_GUESS, [id, guessedAt.toISOString()]);
    if (!row) throw authErrors.badCode();
    if (!row.allowed) throw authErrors.tooManyTries();
    if (isCode(this.secrets.codes, id, code, row.codeHash)) return { ...row, id, guessedAt };
    const requestId = currentCall()?.requestId;
    await this.db.query(AUDIT_WRONG_CODE, [guessedAt.toISOString(), row.accountId, requestId]);
    throw authErrors.badCode();
  }

  /**
   * Uses a solved challenge up; of two that solved it, one gets it. Last in its transaction: others
   * wait for the rows that it locks.
   *
   * @throws auth.bad_code
   */
  async use(tx: AuthTx, solved: SolvedChallenge): Promise<void> {
    const { id, purpose, address, accountId, guessedAt } = solved;
    const used = await tx.query(USE, id, purpose, address);
    if (used.length === 0) throw authErrors.badCode();
    const keys = [throttleKey(GUESSES, address), throttleKey(GUESSES, accountId)];
    await tx.execute(REMOVE_HIT.text, keys, guessedAt.toISOString()); // it was no failure
  }

  private send(request: ChallengeRequest, code: string) {
    const { address: to, locale, purpose } = request;
    return this.rpc.call(notificationRpc.sendCode, {
      to,
      locale,
      message:
        purpose === 'decoy'
          ? { kind: request.message }
          : { kind: 'code', code, purpose, minutes: CODE_MINUTES },
    });
  }

  private row(request: ChallengeRequest, id: string, code: string, now: Date) {
    const { address, purpose, locale } = request;
    const accountId = accountIdOf(request);
    const wanted = purpose === 'register' ? request.registration : undefined;
    const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000).toISOString();
    const event =
      wanted &&
      outboxRow(authEvents.userRegistered, {
        userId: accountId,
        roles: [wanted.role as Role],
        locale,
      });
    const values = [
      addressText(address),
      now.toISOString(),
      id,
      purpose,
      accountId,
      address.channel,
      purpose === 'decoy' ? decoyHash() : hashCode(this.secrets.codes, id, code),
      expiresAt,
      wanted?.role,
      wanted?.displayName,
      wanted && locale,
      wanted?.passwordHash,
      JSON.stringify(event ? [event] : []),
      currentCall()?.requestId,
    ];
    return { expiresAt, values };
  }

  /** A code that was surely not sent is not counted. */
  private async withdraw(id: string, address: string, at: Date, error: unknown): Promise<void> {
    await this.db.prisma.challenge.deleteMany({ where: { id } });
    if (!(error instanceof Problem) || error.status !== 503) return;
    await this.db.query(REMOVE_HIT, [[throttleKey(CODES, address)], at.toISOString()]);
  }
}
