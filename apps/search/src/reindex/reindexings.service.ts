import { Injectable } from '@nestjs/common';
import type { RpcOutput } from '@edu/contract-kit';
import { searchEvents, type searchRpc } from '@edu/contracts-search';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { statement, type Tx } from '@edu/persistence';
import { Rebuilds } from '@edu/projection';
import { Clock } from '@edu/service';
import {
  doubling,
  Jobs,
  type Job,
  type JobQueue,
  type JobStep,
  type RunningJob,
  type StepDone,
} from '@edu/work';
import { SearchDb } from '../search.db.ts';
import { FROM_THE_START, ReindexData } from './reindex-data.ts';
import { PAGE_ROWS, percentOf } from './reindex-percent.ts';

type Reindexing = RpcOutput<typeof searchRpc.reindex>;

/** Longer than one page takes. */
const CLAIM_MS = 30_000;
const GIVE_UP_AFTER = 8;
/** How many are shown. */
const LATEST = 10;
/** Listings first: the terms of a schedule are shown with them. */
const PROJECTIONS = ['listing', 'terms'] as const;

const COUNT_LISTINGS = statement({}, 'SELECT count(*)::int AS rows FROM listing').returns<{
  rows: number;
}>();

/**
 * Makes all that can be found like what its owners say, page by page while the search serves. A process
 * that crashes loses the page in hand: whoever takes over goes on from there.
 */
@Injectable()
export class Reindexings {
  readonly #jobs: JobQueue<ReindexData>;

  constructor(
    private readonly db: SearchDb,
    private readonly rebuilds: Rebuilds,
    private readonly clock: Clock,
    jobs: Jobs,
  ) {
    this.#jobs = jobs.define<ReindexData>({
      kind: 'reindex',
      data: ReindexData,
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      giveUpAfter: GIVE_UP_AFTER,
      changed: (tx, { id: jobId, userId, state, percent, message }) =>
        tx.emit(searchEvents.reindexProgressed, { jobId, userId, state, percent, message }),
      steps: PROJECTIONS.map((name, index) => this.#step(name, index)),
    });
  }

  /** The one that is under way, or a new one. */
  async begin({ actor, principal, requestId }: Call): Promise<Reindexing> {
    const now = this.clock.now();
    const log = (tx: Tx, { id }: { readonly id: string }) =>
      audit(tx, {
        ...{ principal, action: 'search.reindexed', requestId },
        subject: { kind: 'reindexing', id },
      });
    return toReindexing(await this.#jobs.startAlone(actor.userId, FROM_THE_START, now, log));
  }

  async list(): Promise<RpcOutput<typeof searchRpc.reindexings>> {
    return { items: (await this.#jobs.recent(LATEST)).map(toReindexing) };
  }

  #step(projection: (typeof PROJECTIONS)[number], index: number): JobStep<ReindexData> {
    return { name: projection, run: (job) => this.#rebuild(projection, index, job) };
  }

  async #rebuild(
    projection: (typeof PROJECTIONS)[number],
    step: number,
    { data, say }: RunningJob<ReindexData>,
  ): Promise<StepDone<ReindexData>> {
    const [counted] = await this.db.query(COUNT_LISTINGS);
    let done = data;
    do {
      const at = { projection, limit: PAGE_ROWS, ...(done.cursor && { cursor: done.cursor }) };
      const { written, removed, nextCursor } = await this.rebuilds.page(at);
      done = {
        ...{ cursor: nextCursor, pages: done.pages + 1 },
        ...{ written: done.written + written, removed: done.removed + removed },
      };
      const percent = percentOf(done.pages, counted!.rows, step, PROJECTIONS.length);
      if (nextCursor) await say(percent, done);
    } while (done.cursor);
    return { data: { ...done, pages: 0 } };
  }
}

const toReindexing = ({
  id,
  userId,
  state,
  percent,
  data,
  ...job
}: Job<ReindexData>): Reindexing => ({
  ...{ id, state, percent, written: data.written, removed: data.removed, askedBy: userId },
  requestedAt: job.createdAt.toISOString(),
  endedAt: job.endedAt?.toISOString() ?? null,
});
