import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { Db, type Tx } from '@edu/persistence';
import type { z } from 'zod';
import type { BackOff } from './back-off.ts';
import { jobStatements, type JobRow } from './jobs.sql.ts';
import type { Claimed } from './work-queue.ts';
import { Work } from './work.service.ts';

/** What a job looks like from outside. */
export interface Job<D> extends Omit<JobRow, 'data'> {
  readonly data: D;
}

/** A job while one of its steps runs. */
export interface RunningJob<D> extends Job<D> {
  /**
   * Says how far the whole job is, and keeps other processes from taking it; others see it twice a second
   * at most. @param data from which the step goes on if it has to be repeated
   */
  say(percent: number, data?: D): Promise<void>;
}

/** What a step changes when it is done. */
export interface StepDone<D> {
  /** Replaces the data. */
  readonly data?: D;
  /** The job is done for whoever waits for it; steps that are left come at `dueAt`. */
  readonly state?: 'done';
  /** When the next step is due; at once by default. */
  readonly dueAt?: Date;
}

/** Safe to repeat: a step whose process crashed runs again. */
export interface JobStep<D> {
  /** Shown while it runs. */
  readonly name: string;
  readonly run: (job: RunningJob<D>) => Promise<StepDone<D> | void>;
}

export interface JobKind<D> {
  readonly kind: string;
  /** Checked when a row is read. */
  readonly data: z.ZodType<D>;
  readonly steps: readonly JobStep<D>[];
  /** Longer than a step can be silent: what a process that crashes had in hand waits until then. */
  readonly claimMs: number;
  readonly retryAfterMs: BackOff;
  /** Failures of one step, after which the job has failed; it is tried for ever by default. */
  readonly giveUpAfter?: number;
  /** In the transaction of each change that others see. */
  readonly changed?: (tx: Tx, job: Job<D>) => Promise<void>;
}

/** Jobs of one kind. */
export class JobQueue<D> {
  readonly wake: () => void;
  readonly #kind: JobKind<D>;
  readonly #db: Db;
  readonly #sql;

  constructor(db: Db, work: Work, kind: JobKind<D>) {
    this.#kind = kind;
    this.#db = db;
    this.#sql = jobStatements(kind.kind);
    this.wake = work.follow<Claimed & { readonly step: number }>({
      name: `${kind.kind} jobs`,
      table: 'job',
      where: `kind = '${kind.kind}' AND due_at IS NOT NULL`,
      columns: ['step'],
      claimMs: kind.claimMs,
      retryAfterMs: kind.retryAfterMs,
      batch: 1,
      work: (claimed) => this.#step(claimed),
      ...(kind.giveUpAfter && {
        giveUp: { after: kind.giveUpAfter, write: (claimed) => this.#fail(claimed) },
      }),
    });
  }

  /** Writes a job; call `wake` after the commit. @param dueAt when its first step is due */
  async start(tx: Tx, userId: string, data: D, dueAt: Date): Promise<Job<D>> {
    const values = { id: newId(), userId, data: JSON.stringify(data), dueAt };
    const [row] = await tx.query(this.#sql.start, values);
    return this.#changed(tx, row!);
  }

  /** The latest job of a person, or undefined. */
  async latest(userId: string): Promise<Job<D> | undefined> {
    return this.#read((await this.#db.query(this.#sql.latest, { userId }))[0]);
  }

  /** The latest jobs, whoever's they are, the newest first. */
  async recent(most: number): Promise<Job<D>[]> {
    return (await this.#db.query(this.#sql.recent, { most })).map((row) => this.#read(row));
  }

  /** Every job of a person, the oldest first. */
  async all(userId: string): Promise<Job<D>[]> {
    return (await this.#db.query(this.#sql.all, { userId })).map((row) => this.#read(row));
  }

  async find(id: string): Promise<Job<D> | undefined> {
    return this.#read((await this.#db.query(this.#sql.find, { id }))[0]);
  }

  /** Ends a job none of whose steps has begun. @returns undefined when one has */
  async cancel(tx: Tx, id: string): Promise<Job<D> | undefined> {
    const [row] = await tx.query(this.#sql.cancel, { id });
    return row && this.#changed(tx, row);
  }

  async #step({ id, attempts, step: index }: Claimed & { readonly step: number }): Promise<void> {
    const { steps, claimMs } = this.#kind;
    const step = steps[index]!;
    const claim = { id, attempts, step: index };
    const [begun] = await this.#db.query(this.#sql.begin, { ...claim, message: step.name });
    if (!begun) return;
    const job = this.#read(begun);
    let said = performance.now();
    const done = await step.run({
      ...job,
      say: async (percent, data) => {
        const isTime = performance.now() - said >= SAY_EVERY_MS;
        if (!isTime && data === undefined) return;
        if (isTime) said = performance.now();
        const progress = { percent, data: data === undefined ? null : JSON.stringify(data) };
        await this.#db.tx(async (tx) => {
          const [row] = await tx.query(this.#sql.say, { ...claim, ...progress, claimMs });
          if (row && isTime) await this.#changed(tx, row);
        });
      },
    });
    await this.#db.tx((tx) => this.#advance(tx, job, claim, done ?? {}));
    this.wake();
  }

  async #advance(
    tx: Tx,
    job: Job<D>,
    claim: { id: string; attempts: number; step: number },
    { data = job.data, state, dueAt }: StepDone<D>,
  ): Promise<void> {
    const { steps } = this.#kind;
    const next = claim.step + 1;
    const isLast = next === steps.length;
    const [row] = await tx.query(this.#sql.advance, {
      ...claim,
      state: isLast || state === 'done' || job.state === 'done' ? 'done' : 'running',
      percent: isLast || state === 'done' ? 100 : Math.floor((100 * next) / steps.length),
      data: JSON.stringify(data),
      dueAt: isLast ? null : (dueAt ?? new Date(0)),
    });
    if (row) await this.#changed(tx, row);
  }

  async #fail({ id }: Claimed): Promise<void> {
    await this.#db.tx(async (tx) => {
      const [row] = await tx.query(this.#sql.fail, { id });
      if (row) await this.#changed(tx, row);
    });
  }

  async #changed(tx: Tx, row: JobRow): Promise<Job<D>> {
    const job = this.#read(row);
    await this.#kind.changed?.(tx, job);
    return job;
  }

  #read(row: JobRow): Job<D>;
  #read(row: JobRow | undefined): Job<D> | undefined;
  #read(row: JobRow | undefined): Job<D> | undefined {
    return row && { ...row, data: this.#kind.data.parse(row.data) };
  }
}

const SAY_EVERY_MS = 500;

/** Work that somebody waits for, or that takes days: rows with steps, and how far they are. */
@Injectable()
export class Jobs {
  constructor(
    private readonly db: Db,
    private readonly work: Work,
  ) {}

  /** Call it in constructors. */
  define<D>(kind: JobKind<D>): JobQueue<D> {
    return new JobQueue(this.db, this.work, kind);
  }
}
