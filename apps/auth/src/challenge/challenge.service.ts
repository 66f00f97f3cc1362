import { Injectable } from '@nestjs/common';
import { newId, Problem, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { notificationErrors } from '@edu/contracts-notification';
import { Clock } from '@edu/service';
import { addressText, mailboxOf } from '../account/account.domain.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import { SignInLog } from '../sign-in-log/sign-in-log.service.ts';
import { codeHits, retryHits } from '../throttle/limits.ts';
import type { SpentSms } from '../throttle/sms-budget.service.ts';
import { ThrottleService, type CountedHits } from '../throttle/throttle.service.ts';
import { decoyHash, hashCode, isCode, minutesOf, newCode } from './challenge.domain.ts';
import { COUNT_GUESS, USE, type GuessedRow } from './challenge.queries.ts';
import { CodePost } from './code-post.service.ts';
import { accountIdOf, type ChallengeRequest, type Registration } from './challenge.request.ts';

type CodeSent = RpcOutput<typeof authRpc.loginCode>;

/** A challenge whose code was guessed right, and not used yet. */
export type SolvedChallenge = GuessedRow;

/** One-time codes: sends them, counts the tries, lets each be used once. */
@Injectable()
export class ChallengeService {
  constructor(
    private readonly db: AuthDb,
    private readonly secrets: AuthSecrets,
    private readonly throttle: ThrottleService,
    private readonly post: CodePost,
    private readonly log: SignInLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Does the same work whether or not the address is known.
   *
   * @throws auth.too_many_codes, auth.sms_exhausted, or what the notification service answers when
   *   it cannot send
   */
  async issue(request: ChallengeRequest): Promise<CodeSent> {
    const { address, ownerId } = request;
    const familiar = await this.throttle.isFamiliar(ownerId);
    const hits = await this.throttle.count(
      codeHits(mailboxOf(address), this.throttle.client, familiar),
    );
    if (hits.full) throw authErrors.tooManyCodes({ retryAfter: hits.full.windowS });
    const sms = await this.post.pay(address);
    if (!sms) {
      await this.throttle.takeBack(hits);
      throw authErrors.smsExhausted();
    }
    const [id, code] = [newId(), newCode()];
    const expiresAt = await this.store(request, id, code);
    try {
      await this.post.send(request, code);
    } catch (error) {
      await this.withdraw(id, hits, sms, error);
      throw error;
    }
    return { verificationId: id, channel: address.channel, expiresAt };
  }

  /** @throws auth.bad_code, auth.too_many_tries */
  async guess(id: string, code: string): Promise<SolvedChallenge> {
    const [row] = await this.db.query(COUNT_GUESS, { id, now: this.clock.now() });
    if (!row) throw authErrors.badCode();
    const retry = row.tries > 1 ? retryHits(this.throttle.client) : [];
    const hits = await this.throttle.count(retry);
    if (hits.full) throw authErrors.tooManyTries();
    if (isCode(this.secrets.codes, id, code, row.codeHash)) {
      await this.throttle.takeBack(hits);
      return row;
    }
    await this.recordFailure(row);
    throw authErrors.badCode();
  }

  /**
   * Uses a solved challenge up; of two that solved it, one gets it. Last in its transaction: others
   * wait for the rows that it locks.
   *
   * @throws auth.bad_code
   */
  async use(tx: AuthTx, { id }: SolvedChallenge): Promise<void> {
    const used = await tx.query(USE, { id });
    if (used.length === 0) throw authErrors.badCode();
  }

  private async recordFailure({ accountId, purpose, channel }: GuessedRow): Promise<void> {
    const methods = methodsOf(channel);
    await this.db.tx(async (tx) => {
      await recordInTrail(tx, { action: 'code_failed', accountId });
      if (!SIGNS_IN.has(purpose)) return;
      await this.log.recordFailure({ accountId, outcome: 'wrong_code', methods }, tx);
    });
  }

  /** @returns when it expires */
  private async store(request: ChallengeRequest, id: string, code: string): Promise<string> {
    const { address, purpose, locale } = request;
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + minutesOf(purpose) * 60_000);
    await this.db.prisma.challenge.create({
      data: {
        id,
        purpose,
        accountId: accountIdOf(request),
        sessionId: 'sessionId' in request ? request.sessionId : null,
        channel: address.channel,
        address: addressText(address),
        codeHash: purpose === 'decoy' ? decoyHash() : hashCode(this.secrets.codes, id, code),
        createdAt,
        expiresAt,
        ...(purpose === 'register' && { ...columnsOf(request.registration), locale }),
      },
    });
    return expiresAt.toISOString();
  }

  /** A code that was surely not sent is not counted. */
  private async withdraw(
    id: string,
    hits: CountedHits,
    sms: SpentSms,
    error: unknown,
  ): Promise<void> {
    await this.db.prisma.challenge.deleteMany({ where: { id } });
    if (!(error instanceof Problem)) return;
    if (error.status !== 503 && !error.is(notificationErrors.undeliverable)) return;
    await this.throttle.takeBack(hits);
    await this.post.giveBack(sms);
  }
}

const columnsOf = ({ link, ...registration }: Registration) => ({ ...registration, ...link });

/** Whoever guesses one of these wants to get into an account. */
const SIGNS_IN: ReadonlySet<string> = new Set(['login', 'device', 'reset']);
