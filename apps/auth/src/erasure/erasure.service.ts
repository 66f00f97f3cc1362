import { Injectable } from '@nestjs/common';
import { platformErrors, type Actor, type RpcOutput } from '@edu/contract-kit';
import { authErrors, authEvents, type authRpc } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { AccountNotes } from '../data-rights/account-notes.service.ts';
import { OpenAccounts } from '../sign-in-session/open-accounts.service.ts';
import { ErasureJobs, type ErasureJob } from './erasure-jobs.service.ts';

type Erasure = RpcOutput<typeof authRpc.erasure>;

/** Closes an account at once, to be erased when the time to undo that is over. */
@Injectable()
export class Erasures {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly open: OpenAccounts,
    private readonly jobs: ErasureJobs,
    private readonly notes: AccountNotes,
    private readonly clock: Clock,
  ) {}

  /** @throws platform.unauthenticated when the account is closed already */
  async begin(actor: Actor): Promise<RpcOutput<typeof authRpc.eraseMe>> {
    const { id } = await this.open.get(actor);
    const job = await this.db.tx((tx) => this.close(tx, id));
    this.notes.wake();
    return { ...shown(job), token: this.jobs.tokenOf(job) };
  }

  /** @throws auth.bad_erasure_token */
  async byToken(token: string): Promise<Erasure> {
    return shown(await this.jobs.byToken(token));
  }

  /** @throws auth.bad_erasure_token, auth.erasure_over */
  async undo(token: string): Promise<Erasure> {
    const { id, userId } = await this.jobs.byToken(token);
    const job = await this.db.tx(async (tx) => {
      const account = await this.accounts.findLocked(tx, userId);
      const canceled = account && (await this.jobs.cancel(tx, id));
      if (!account || !canceled) throw authErrors.erasureOver();
      const isOurs = account.suspendedAt?.toISOString() === canceled.data.requestedAt;
      await tx.prisma.account.update({
        where: { id: userId },
        data: { erasureId: null, ...(isOurs && { suspendedAt: null }) },
      });
      await recordInTrail(tx, { action: 'erasure_undone', accountId: userId });
      if (isOurs) await tx.emit(authEvents.userReinstated, { userId });
      await this.notes.add(tx, userId, { about: 'erasure', stage: 'undone', erasureId: id });
      return canceled;
    });
    this.notes.wake();
    return shown(job);
  }

  /** For staff. @throws auth.no_erasure */
  async of(userId: string): Promise<Erasure> {
    const job = await this.jobs.latest(userId);
    if (!job) throw authErrors.noErasure();
    return shown(job);
  }

  private async close(tx: AuthTx, userId: string): Promise<ErasureJob> {
    const account = await this.accounts.findLocked(tx, userId);
    if (!account || account.suspendedAt) throw platformErrors.unauthenticated();
    const now = this.clock.now();
    const job = await this.jobs.start(tx, userId, now);
    await tx.prisma.account.update({
      where: { id: userId },
      data: { suspendedAt: now, erasureId: job.id },
    });
    await tx.prisma.signInSession.updateMany({
      where: { accountId: userId, endedAt: null },
      data: { endedAt: now, endReason: 'suspended' },
    });
    await recordInTrail(tx, { action: 'erasure_asked', accountId: userId });
    await tx.emit(authEvents.userSuspended, { userId, closing: true });
    await this.notes.add(tx, userId, { about: 'erasure', stage: 'begun', erasureId: job.id });
    return job;
  }
}

const shown = ({ state, percent, data }: ErasureJob): Erasure => ({ state, percent, ...data });
