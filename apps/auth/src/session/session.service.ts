import { Injectable } from '@nestjs/common';
import {
  ACCESS_TOKEN_LIFE_S,
  AccessClaims,
  newId,
  type Actor,
  type RpcOutput,
} from '@edu/contract-kit';
import { authErrors, authEvents, type authRpc } from '@edu/contracts-auth';
import { currentCall } from '@edu/messaging';
import { Clock, Log } from '@edu/service';
import { SignJWT } from 'jose';
import { toUser } from '../account/account.domain.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import type { Account } from '../generated/prisma/client.ts';
import { SigningKeyService } from '../signing-key/signing-key.service.ts';
import {
  childToken,
  hashToken,
  judge,
  newRefreshToken,
  REFRESH_TOKEN_MS,
  SESSION_MS,
} from './session.domain.ts';
import {
  FIND_SPENT,
  OPEN_SESSION,
  TRADE,
  type SpentRow,
  type TradedRow,
} from './session.queries.ts';

type Tokens = RpcOutput<typeof authRpc.refresh>;

interface Grant {
  readonly account: Account;
  readonly sessionId: string;
  readonly refreshToken: string;
  readonly issuedAt: Date;
}

/** Sessions: opened by a sign-in, carried on by refresh tokens, ended for all of them at once. */
@Injectable()
export class SessionService {
  constructor(
    private readonly db: AuthDb,
    private readonly secrets: AuthSecrets,
    private readonly keys: SigningKeyService,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Signs an account in, inside a transaction where there is one. */
  async open(account: Account, tx?: AuthTx): Promise<Tokens> {
    const now = this.clock.now();
    const [sessionId, refreshToken] = [newId(), newRefreshToken()];
    const values = [
      sessionId,
      account.id,
      now.toISOString(),
      after(now, SESSION_MS),
      hashToken(refreshToken),
      after(now, REFRESH_TOKEN_MS),
      currentCall()?.requestId ?? null,
    ];
    if (tx) await tx.execute(OPEN_SESSION.text, ...values);
    else await this.db.query(OPEN_SESSION, values);
    return this.tokens({ account, sessionId, refreshToken, issuedAt: now });
  }

  /** @throws auth.bad_refresh_token, auth.suspended */
  async refresh(token: string): Promise<Tokens> {
    const now = this.clock.now();
    const refreshToken = childToken(this.secrets.refreshTokens, token);
    const hashes = [hashToken(token), hashToken(refreshToken)];
    const values = [...hashes, now.toISOString(), after(now, REFRESH_TOKEN_MS)];
    const [traded] = await this.db.query<TradedRow>(TRADE, values);
    if (traded) {
      const { sessionId } = traded;
      return this.tokens({ account: traded, sessionId, refreshToken, issuedAt: now });
    }
    const [spent] = await this.db.query<SpentRow>(FIND_SPENT, hashes);
    if (!spent) throw authErrors.badRefreshToken();
    const verdict = judge(spent, now);
    if (verdict === 'suspended') throw authErrors.suspended();
    if (verdict === 'again') {
      const { sessionId, childCreatedAt } = spent;
      return this.tokens({ account: spent, sessionId, refreshToken, issuedAt: childCreatedAt! });
    }
    if (verdict === 'reused') await this.end(spent.id, spent.sessionId, 'reuse');
    throw authErrors.badRefreshToken();
  }

  async logout({ userId, sessionId }: Actor): Promise<{ endedAt: string }> {
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
      const { count } = await tx.prisma.session.updateMany({
        where: { id: sessionId, accountId, endedAt: null },
        data: { endedAt: now, endReason: reason },
      });
      if (count === 0) return false;
      await tx.prisma.auditEntry.create({
        data: {
          at: now,
          action: reason === 'logout' ? 'logged_out' : 'refresh_reused',
          accountId,
          sessionId,
          requestId: currentCall()?.requestId ?? null,
        },
      });
      await tx.emit(authEvents.sessionRevoked, { userId: accountId, sessionId, reason });
      return true;
    });
    if (ended && reason === 'reuse')
      this.log.warn({ accountId, sessionId }, 'refresh token reused');
    if (ended) return now;
    const session = await this.db.prisma.session.findFirst({ where: { id: sessionId, accountId } });
    return session?.endedAt ?? now;
  }

  /** The same grant makes the same tokens: RS256 signatures are deterministic. */
  private async tokens({ account, sessionId, refreshToken, issuedAt }: Grant): Promise<Tokens> {
    const { kid, privateKey } = this.keys.keyAt(issuedAt);
    const iat = Math.floor(issuedAt.getTime() / 1_000);
    const user = toUser(account);
    const accessToken = await new SignJWT({
      sid: sessionId,
      roles: user.roles,
      locale: user.locale,
    })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
      .setIssuer(AccessClaims.shape.iss.value)
      .setAudience(AccessClaims.shape.aud.value)
      .setSubject(user.id)
      .setIssuedAt(iat)
      .setExpirationTime(iat + ACCESS_TOKEN_LIFE_S)
      .sign(privateKey);
    return { accessToken, tokenType: 'Bearer', expiresIn: ACCESS_TOKEN_LIFE_S, refreshToken, user };
  }
}

const after = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();
