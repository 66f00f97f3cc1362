import type { RetentionEvents, RetentionRun, RpcOutput, UserDataRpc } from '@edu/contract-kit';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import type { Tx } from '@edu/persistence';
import type { Clock } from '@edu/service';
import {
  deletionOf,
  doubling,
  PURGE_BATCH,
  type Expired,
  type Job,
  type JobQueue,
  type Jobs,
  type JobStep,
  type RunningJob,
  type Work,
} from '@edu/work';
import { z } from 'zod';
import type { DataMap } from './data-map.ts';
import { expiredStatement } from './data-statements.ts';

const RetentionData = z.object({ deleted: z.array(z.object({ what: z.string(), rows: z.int() })) });
type RetentionData = z.infer<typeof RetentionData>;
type Run = Job<RetentionData, string | null>;

/** As often as the calendar begins one. */
const EVERY_MS = 600_000;
/** Longer than one batch takes. */
const CLAIM_MS = 30_000;
const GIVE_UP_AFTER = 8;
/** How many are shown. */
const LATEST = 5;
/** Small runs are over before anybody could see how far they are. */
const SAY_EVERY_MS = 500;

/** Deletes the rows of one table batch by batch. */
function clearing(
  expired: Expired,
  index: number,
  steps: number,
): JobStep<RetentionData, string | null> {
  const deletion = deletionOf(expired);
  const counting = expiredStatement(expired);
  const { table: what } = expired;
  return {
    name: what,
    run: async ({ data, part }: RunningJob<RetentionData, string | null>) => {
      const others = data.deleted.filter((one) => one.what !== what);
      let rows = data.deleted.find((one) => one.what === what)?.rows ?? 0;
      let { deleted } = data;
      let expected: number | undefined;
      for (let count = PURGE_BATCH; count === PURGE_BATCH;) {
        await part(async (tx) => {
          [{ count }] = (await tx.query(deletion, { limit: PURGE_BATCH })) as [{ count: number }];
          const gone = rows + count;
          if (gone > 0) deleted = [...others, { what, rows: gone }];
          // How many there are is worth a look only where there are more than one batch takes.
          if (count === PURGE_BATCH) expected ??= gone + (await tx.query(counting))[0]!.rows;
          const share = count < PURGE_BATCH ? 1 : gone / Math.max(expected!, gone + 1);
          return { percent: Math.floor((100 * (index + share)) / steps), data: { deleted } };
        });
        rows += count;
      }
      return { data: { deleted } };
    },
  };
}

/**
 * Deletes what the data map says is over: a job whose steps are its tables, one at a time in all replicas.
 * A process that crashes loses the batch in hand: whoever takes over goes on from there.
 */
export class Retention {
  readonly #runs: JobQueue<RetentionData, string | null>;
  readonly #clock: Clock;
  #saidAt = 0;

  constructor(
    map: DataMap,
    { retentionProgressed }: RetentionEvents,
    by: { readonly clock: Clock; readonly work: Work; readonly jobs: Jobs },
  ) {
    this.#clock = by.clock;
    const expired = Object.entries(map).flatMap(([table, { purge }]) =>
      purge ? [{ table, where: purge }] : [],
    );
    this.#runs = by.jobs.define<RetentionData, string | null>({
      kind: 'retention',
      data: RetentionData,
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      giveUpAfter: GIVE_UP_AFTER,
      changed: async (tx, run) => {
        const { id: jobId, state, percent, message } = run;
        if (state === 'running' && performance.now() - this.#saidAt < SAY_EVERY_MS) return;
        this.#saidAt = performance.now();
        await tx.emit(retentionProgressed, { jobId, state, percent, message, rows: rowsOf(run) });
      },
      steps: expired.map((one, index) => clearing(one, index, expired.length)),
    });
    by.work.regularly({
      name: 'retention',
      everyMs: EVERY_MS,
      run: () => this.#runs.startAlone(null, { deleted: [] }, this.#clock.now()),
    });
  }

  /** The one that is under way, or a new one, which is in the audit log with whoever asked for it. */
  async begin({ principal, requestId }: Call): Promise<RetentionRun> {
    const by = principal.kind === 'user' ? principal.actor.userId : null;
    const log = (tx: Tx, { id }: Run) =>
      audit(tx, {
        ...{ principal, action: 'retention.begun', requestId },
        subject: { kind: 'retention', id },
      });
    return toRun(await this.#runs.startAlone(by, { deleted: [] }, this.#clock.now(), log));
  }

  async list(): Promise<RpcOutput<UserDataRpc['listRetention']>> {
    return { items: (await this.#runs.recent(LATEST)).map(toRun) };
  }
}

const rowsOf = ({ data }: Run) => data.deleted.reduce((sum, { rows }) => sum + rows, 0);

const toRun = ({
  id,
  state,
  percent,
  message,
  failure,
  data,
  userId,
  ...run
}: Run): RetentionRun => ({
  ...{ id, state, percent, message, failure },
  deleted: data.deleted,
  askedBy: userId,
  startedAt: run.createdAt.toISOString(),
  endedAt: run.endedAt?.toISOString() ?? null,
});
