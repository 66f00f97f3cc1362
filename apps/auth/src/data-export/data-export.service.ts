import { Injectable } from '@nestjs/common';
import type { Actor, RpcOutput } from '@edu/contract-kit';
import { authErrors, authEvents, type authRpc } from '@edu/contracts-auth';
import { userPrincipal } from '@edu/identity';
import { Clock } from '@edu/service';
import { newKey, ObjectStore } from '@edu/storage';
import { doubling, Jobs, type Job, type JobQueue } from '@edu/work';
import { accountPolicies } from '../account/account.policies.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb } from '../auth.db.ts';
import { ExportData, ExportMaker } from './export-maker.ts';

type DataExport = RpcOutput<typeof authRpc.beginExport>;
const CLAIM_MS = 30_000;
const GIVE_UP_AFTER = 8;
const LINK_S = 300;
const FILE_NAME = 'educonnect.zip';

/** Puts all that is kept of a person together in a file that is there for some days. */
@Injectable()
export class DataExports {
  readonly #jobs: JobQueue<ExportData>;

  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly store: ObjectStore,
    private readonly clock: Clock,
    maker: ExportMaker,
    jobs: Jobs,
  ) {
    this.#jobs = jobs.define<ExportData>({
      kind: 'export',
      data: ExportData,
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      giveUpAfter: GIVE_UP_AFTER,
      changed: (tx, { id: jobId, userId, state, percent, message }) =>
        tx.emit(authEvents.jobProgressed, {
          ...{ jobId, userId, kind: 'export', state, percent, message },
        }),
      steps: [
        { name: 'collect', run: (job) => maker.make(job) },
        { name: 'expire', run: ({ data }) => this.store.delete(data.key) },
      ],
    });
  }

  /** The one that is being made, or a new one. */
  async begin({ userId }: Actor): Promise<DataExport> {
    const job = await this.db.tx(async (tx) => {
      await this.accounts.lock(tx, userId);
      const latest = await this.#jobs.latest(userId);
      if (latest && isUnderWay(latest)) return latest;
      await recordInTrail(tx, { action: 'export_asked', accountId: userId });
      const data = { key: newKey('export', 'application/zip'), expiresAt: null };
      return this.#jobs.start(tx, userId, data, this.clock.now());
    });
    this.#jobs.wake();
    return this.#shown(job);
  }

  /** @throws auth.no_export */
  async latest({ userId }: Actor): Promise<DataExport> {
    const job = await this.#jobs.latest(userId);
    if (!job) throw authErrors.noExport();
    return this.#shown(job);
  }

  /** @throws auth.unknown_export, auth.export_not_ready, auth.export_expired */
  async link(id: string, actor: Actor): Promise<RpcOutput<typeof authRpc.exportLink>> {
    const found = (await this.#jobs.find(id)) ?? null;
    const job = accountPolicies.check('export.fetch', userPrincipal(actor), found);
    const shown = this.#shown(job);
    if (shown.state !== 'done') throw authErrors.exportNotReady();
    if (shown.expired) throw authErrors.exportExpired();
    const url = await this.store.presignDownload(job.data.key, FILE_NAME, LINK_S);
    await this.db.tx((tx) =>
      recordInTrail(tx, { action: 'export_fetched', accountId: job.userId }),
    );
    return { url, expiresAt: new Date(this.clock.now().getTime() + LINK_S * 1_000).toISOString() };
  }

  /** Deletes the file of every export. Safe to repeat. */
  async deleteFiles(userId: string): Promise<void> {
    for (const { data } of await this.#jobs.all(userId)) await this.store.delete(data.key);
  }

  #shown({ id, state, percent, createdAt, data: { expiresAt } }: Job<ExportData>): DataExport {
    return {
      ...{ id, state, percent, expiresAt },
      requestedAt: createdAt.toISOString(),
      expired: expiresAt !== null && new Date(expiresAt) <= this.clock.now(),
    };
  }
}

const isUnderWay = ({ state }: Job<unknown>) => state === 'waiting' || state === 'running';
