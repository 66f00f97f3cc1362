import { Injectable } from '@nestjs/common';
import {
  ACCESS_TOKEN_LIFE_S,
  AccessClaims,
  newId,
  platformErrors,
  type Actor,
  type RpcOutput,
} from '@edu/contract-kit';
import { authErrors, authEvents, type authRpc } from '@edu/contracts-auth';
import { currentCall } from '@edu/messaging';
import { Clock, Log } from '@edu/service';
import { SignJWT } from 'jose';
import { toUser } from '../account/account.domain.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { levelOf } from '../factor/factor.domain.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import type { Account } from '../generated/prisma/client.ts';
import { SigningKeyService } from '../signing-key/signing-key.service.ts';
import { FORGET_DEVICES } from '../sign-in-log/sign-in-log.queries.ts';
import { SIGN_IN_MS } from '../sign-in-log/sign-in-log.service.ts';
import type { Origin } from '../sign-in-log/sign-in-risk.service.ts';
import { REFRESHES, refreshHits } from '../throttle/limits.ts';
import { ThrottleService } from '../throttle/throttle.service.ts';
import { deviceOf } from './device.domain.ts';
import {
  answeredAt,
  childToken,
  DEVICE_MS,
  hashToken,
  judge,
  newRefreshToken,
  REFRESH_TOKEN_MS,
  SESSION_MS,
  type AccountReason,
} from './sign-in-session.domain.ts';
import {
  FIND_FAMILY,
  FIND_SPENT,
  LOCK_SESSION,
  OPEN_SESSION,
  STEP_UP,
  TRADE,
} from './sign-in-session.queries.ts';

type Tokens = RpcOutput<typeof authRpc.refresh>;
type SteppedUp = RpcOutput<typeof authRpc.proveStepUp>;

interface AccessGrant {
  readonly account: Account;
  readonly sessionId: string;
  readonly issuedAt: Date;
  /** By what and when its user proved who they are. */
  readonly amr: readonly string[];
  readonly authenticatedAt: Date;
  readonly steppedUpAt?: Date;
}

interface Grant extends AccessGrant {
  readonly refreshToken: string;
}

/** Sessions: opened by a sign-in, carried on by refresh tokens, ended for all of them at once. */
@Injectable()
export class SignInSessionService {
  constructor(
    private readonly db: AuthDb,
    private readonly secrets: AuthSecrets,
    private readonly keys: SigningKeyService,
    private readonly throttle: ThrottleService,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Signs an account in, inside a transaction where there is one.
   *
   * @param amr by what it was proved who it is
   */
  async open(
    account: Account,
    amr: readonly string[],
    { deviceToken, ...origin }: Origin,
    tx?: AuthTx,
  ): Promise<Tokens> {
    const now = this.clock.now();
    const call = currentCall();
    const [sessionId, refreshToken] = [newId(), newRefreshToken()];
    const values = {
      sessionId,
      accountId: account.id,
      now,
      sessionEnd: after(now, SESSION_MS),
      tokenHash: hashToken(refreshToken),
      tokenEnd: after(now, REFRESH_TOKEN_MS),
      requestId: call?.requestId ?? null,
      client: this.throttle.client ?? null,
      ...deviceOf(call?.userAgent),
      ...origin,
      deviceEnd: after(now, DEVICE_MS),
      signInEnd: after(now, SIGN_IN_MS),
      amr,
    };
    if (tx) await tx.execute(OPEN_SESSION, values);
    else await this.db.query(OPEN_SESSION, values);
    const grant = { account, sessionId, refreshToken, amr };
    const tokens = await this.tokens({ ...grant, issuedAt: now, authenticatedAt: now });
    return { ...tokens, deviceToken };
  }

  /**
   * An access token that carries a fresh proof. Nothing else does: whoever has the refresh token
   * alone gets nothing of it.
   *
   * @throws platform.unauthenticated when the session has ended
   */
  async stepUp(
    tx: AuthTx,
    account: Account,
    { sessionId }: Actor,
    methods: readonly string[],
  ): Promise<SteppedUp> {
    const { id: accountId } = account;
    const now = this.clock.now();
    const values = { id: sessionId, accountId, amr: methods, now };
    const [session] = await tx.query(STEP_UP, values);
    if (!session) throw platformErrors.unauthenticated();
    await recordInTrail(tx, { action: 'stepped_up', accountId, sessionId });
    const grant = { account, sessionId, amr: session.amr, issuedAt: now };
    const accessToken = await this.accessToken({
      ...grant,
      authenticatedAt: now,
      steppedUpAt: now,
    });
    return { accessToken, expiresIn: ACCESS_TOKEN_LIFE_S, provedAt: now.toISOString() };
  }

  /** Its user has proved themselves by one method more: the next refresh says so. */
  async provedBy(
    tx: AuthTx,
    { userId, sessionId }: Actor,
    methods: readonly string[],
  ): Promise<void> {
    const values = { id: sessionId, accountId: userId, amr: methods, now: this.clock.now() };
    await tx.query(STEP_UP, values);
  }

  /**
   * Whether a session has neither ended nor run out.
   *
   * @param tx keeps it from ending until this transaction does
   */
  async isOpen(accountId: string, id: string, tx?: AuthTx): Promise<boolean> {
    if (tx) await tx.execute(LOCK_SESSION, { id });
    const open = await (tx ?? this.db).prisma.signInSession.findFirst({
      where: { id, accountId, endedAt: null, expiresAt: { gt: this.clock.now() } },
      select: { id: true },
    });
    return open !== null;
  }

  /**
   * Ends every session of an account: others may hold them, or they name roles of before.
   *
   * @param keep the one from which it is asked for, if that is to stay
   */
  async endAll(tx: AuthTx, accountId: string, reason: AccountReason, keep?: string): Promise<void> {
    const open = {
      accountId,
      endedAt: null,
      expiresAt: { gt: this.clock.now() },
      ...(keep && { id: { not: keep } }),
    };
    const sessions = await tx.prisma.signInSession.updateManyAndReturn({
      where: open,
      data: { endedAt: this.clock.now(), endReason: reason },
      select: { id: true },
    });
    // Who changed how one gets in may have had others' devices in mind.
    if (reason !== 'roles_changed') {
      await tx.execute(FORGET_DEVICES, { accountId, keep: keep ?? null, ended: null });
    }
    for (const { id: sessionId } of sessions) {
      await tx.emit(authEvents.sessionRevoked, { userId: accountId, sessionId, reason });
    }
  }

  /** @throws auth.bad_refresh_token, also without a token; auth.too_many_tries, auth.suspended */
  async refresh(token: string | undefined): Promise<Tokens> {
    if (token === undefined) throw authErrors.badRefreshToken();
    const now = this.clock.now();
    const refreshToken = childToken(this.secrets.refreshTokens, token);
    const hashes = { hash: hashToken(token), childHash: hashToken(refreshToken) };
    const childEnd = after(now, REFRESH_TOKEN_MS);
    const [traded] = await this.db.query(TRADE, { ...hashes, now, childEnd });
    if (!traded) throw authErrors.badRefreshToken();
    if (!traded.hasRoom) throw this.throttle.refused(REFRESHES);
    if (traded.sessionId !== null) {
      return this.tokens({ ...traded, account: traded, refreshToken, issuedAt: now });
    }
    const [spent] = await this.db.query(FIND_SPENT, hashes);
    if (!spent) throw authErrors.badRefreshToken();
    const verdict = judge(spent, now);
    if (verdict === 'suspended') throw authErrors.suspended();
    if (verdict === 'again') {
      const issuedAt = answeredAt(spent.childCreatedAt!, now);
      return this.tokens({ ...spent, account: spent, refreshToken, issuedAt });
    }
    if (verdict === 'reused') await this.end(spent.id, spent.sessionId, 'reuse');
    throw authErrors.badRefreshToken();
  }

  /** Counts by family and not by network: behind one address there may be a school. */
  private async familyOf(token: string): Promise<Pick<Actor, 'userId' | 'sessionId'>> {
    const [family] = await this.db.query(FIND_FAMILY, { hash: hashToken(token) });
    if (!family) throw authErrors.badRefreshToken();
    const { full } = await this.throttle.count(refreshHits(family.sessionId));
    if (full) throw authErrors.tooManyTries({ retryAfter: full.windowS });
    return family;
  }

  /**
   * Ends the session of whoever is signed in, or of the token.
   *
   * @throws platform.unauthenticated when there is neither; auth.bad_refresh_token,
   * auth.too_many_tries
   */
  async logout(actor: Actor | undefined, token?: string): Promise<{ endedAt: string }> {
    if (!actor && token === undefined) throw platformErrors.unauthenticated();
    const { userId, sessionId } = actor ?? (await this.familyOf(token!));
    const endedAt = await this.end(userId, sessionId, 'logout');
    return { endedAt: endedAt.toISOString() };
  }

  /** @returns when it ended, which may be earlier */
  private async end(
    accountId: string,
    sessionId: string,
    reason: 'logout' | 'reuse',
  ): Promise<Date> {
    const now = this.clock.now();
    const ended = await this.db.tx(async (tx) => {
      const { count } = await tx.prisma.signInSession.updateMany({
        where: { id: sessionId, accountId, endedAt: null },
        data: { endedAt: now, endReason: reason },
      });
      if (count === 0) return false;
      const action = reason === 'logout' ? 'logged_out' : 'refresh_reused';
      await recordInTrail(tx, { action, accountId, sessionId });
      if (reason === 'reuse') {
        await tx.execute(FORGET_DEVICES, { accountId, keep: null, ended: [sessionId] });
      }
      await tx.emit(authEvents.sessionRevoked, { userId: accountId, sessionId, reason });
      return true;
    });
    if (ended && reason === 'reuse')
      this.log.warn({ accountId, sessionId }, 'refresh token reused');
    if (ended) return now;
    const session = await this.db.prisma.signInSession.findFirst({
      where: { id: sessionId, accountId },
    });
    return session?.endedAt ?? now;
  }

  /** The same grant makes the same tokens: RS256 signatures are deterministic. */
  private async tokens({ refreshToken, ...grant }: Grant): Promise<Tokens> {
    const accessToken = await this.accessToken(grant);
    const user = toUser(grant.account);
    return { accessToken, tokenType: 'Bearer', expiresIn: ACCESS_TOKEN_LIFE_S, refreshToken, user };
  }

  private accessToken(grant: AccessGrant): Promise<string> {
    const { account, sessionId, issuedAt, amr, authenticatedAt, steppedUpAt } = grant;
    const { kid, privateKey } = this.keys.keyAt(issuedAt);
    const iat = seconds(issuedAt);
    const user = toUser(account);
    const claims: Partial<AccessClaims> = {
      sid: sessionId,
      roles: user.roles,
      locale: user.locale,
      auth_time: seconds(authenticatedAt),
      acr: levelOf(amr),
      amr: [...amr],
      ...(steppedUpAt && { step_up_time: seconds(steppedUpAt) }),
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
      .setIssuer(AccessClaims.shape.iss.value)
      .setAudience(AccessClaims.shape.aud.value)
      .setSubject(user.id)
      .setIssuedAt(iat)
      .setExpirationTime(iat + ACCESS_TOKEN_LIFE_S)
      .sign(privateKey);
  }
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);

const after = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();
