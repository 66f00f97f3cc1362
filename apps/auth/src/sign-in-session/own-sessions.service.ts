import { Injectable } from '@nestjs/common';
import { Id, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { authErrors, authEvents, type authRpc } from '@edu/contracts-auth';
import { userPrincipal } from '@edu/identity';
import { decodeCursor, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import { accountPolicies } from '../account/account.policies.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb } from '../auth.db.ts';
import { FORGET_DEVICES } from '../sign-in-log/sign-in-log.queries.ts';
import { LIST_OPEN } from './sign-in-session.queries.ts';
import { SignInSessionService } from './sign-in-session.service.ts';

/** Where somebody is signed in, and what they no longer want to be. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly db: AuthDb,
    private readonly sessions: SignInSessionService,
    private readonly clock: Clock,
  ) {}

  async list(
    { cursor, limit }: RpcInput<typeof authRpc.sessions>,
    { userId: accountId, sessionId }: Actor,
  ): Promise<RpcOutput<typeof authRpc.sessions>> {
    const [before = null] = cursor ? decodeCursor(cursor, [Id]) : [];
    const values = { accountId, before, now: this.clock.now(), limit: limit + 1 };
    const rows = await this.db.query(LIST_OPEN, values);
    const view = ({ createdAt, lastUsedAt, ...row }: (typeof rows)[number]) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      current: row.id === sessionId,
    });
    return toPage(rows, limit, view, ({ id }) => [id]);
  }

  /** Safe to repeat. @throws auth.unknown_session also for another's */
  async end(id: string, actor: Actor): Promise<{ endedAt: string }> {
    if (id === actor.sessionId) return this.sessions.logout(actor);
    const { userId: accountId } = actor;
    await this.endThose({ id, accountId }, actor);
    const session = await this.db.prisma.signInSession.findFirst({ where: { id, accountId } });
    const { endedAt } = accountPolicies.check('session.end', userPrincipal(actor), session);
    if (!endedAt) throw authErrors.unknownSession();
    return { endedAt: endedAt.toISOString() };
  }

  async endOthers(actor: Actor): Promise<{ ended: number }> {
    const { userId: accountId, sessionId } = actor;
    return { ended: await this.endThose({ accountId, id: { not: sessionId } }, actor) };
  }

  /** Their devices are strangers from then on. */
  private endThose(
    which: { readonly accountId: string; readonly id: string | { readonly not: string } },
    { sessionId: keep }: Actor,
  ): Promise<number> {
    const { accountId } = which;
    const [now, reason] = [this.clock.now(), 'ended_elsewhere'] as const;
    return this.db.tx(async (tx) => {
      const ended = await tx.prisma.signInSession.updateManyAndReturn({
        where: { ...which, endedAt: null, expiresAt: { gt: now } },
        data: { endedAt: now, endReason: reason },
        select: { id: true },
      });
      const ids = ended.map(({ id }) => id);
      await tx.execute(FORGET_DEVICES, { accountId, keep, ended: ids });
      for (const { id: sessionId } of ended) {
        await recordInTrail(tx, { action: 'session_ended', accountId, sessionId });
        await tx.emit(authEvents.sessionRevoked, { userId: accountId, sessionId, reason });
      }
      return ended.length;
    });
  }
}
