import { Injectable } from '@nestjs/common';
import { newId, Problem } from '@edu/contract-kit';
import { Db, sqlState, SQLSTATE, type Tx } from '@edu/persistence';
import type { z } from 'zod';
import type { BackOff } from './back-off.ts';
import { jobStatements, type JobRow } from './jobs.sql.ts';
import type { Claimed } from './work-queue.ts';
import { Work } from './work.service.ts';

/** What a job looks like from outside. @template By null too where the calendar begins some */
export interface Job<D, By extends string | null = string> extends Omit<JobRow, 'data' | 'userId'> {
  readonly userId: By;
  readonly data: D;
}

/** How far a job is. */
export interface Progress<D> {
  readonly percent: number;
  /** From which the step goes on if it has to be repeated. */
  readonly data?: D;
}

/** A job while one of its steps runs. */
export interface RunningJob<D, By extends string | null = string> extends Job<D, By> {
  /**
   * Says how far the whole job is, and keeps other processes from taking it; others see it twice a second
   * at most. It never says less than before.
   */
  say(percent: number, data?: D): Promise<void>;
  /**
   * Does a part of the step and says how far that brings it, in one transaction: nothing of a process that has
   * lost the job. @param part may be repeated
   */
  part(part: (tx: Tx) => Promise<Required<Progress<D>>>): Promise<void>;
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
export interface JobStep<D, By extends string | null = string> {
  /** Shown while it runs. */
  readonly name: string;
  readonly run: (job: RunningJob<D, By>) => Promise<StepDone<D> | void>;
}

export interface JobKind<D, By extends string | null = string> {
  readonly kind: string;
  /** Checked when a row is read. */
  readonly data: z.ZodType<D>;
  readonly steps: readonly JobStep<D, By>[];
  /** Longer than a step can be silent: what a process that crashes had in hand waits until then. */
  readonly claimMs: number;
  readonly retryAfterMs: BackOff;
  /** Failures of one step, after which the job has failed; it is tried for ever by default. */
  readonly giveUpAfter?: number;
  /** In the transaction of each change that others see. */
  readonly changed?: (tx: Tx, job: Job<D, By>) => Promise<void>;
}

/** Jobs of one kind. */
export class JobQueue<D, By extends string | null = string> {
  readonly wake: () => void;
  readonly #kind: JobKind<D, By>;
  readonly #db: Db;
  readonly #sql;

  constructor(db: Db, work: Work, kind: JobKind<D, By>) {
    this.#kind = kind;
    this.#db = db;
    this.#sql = jobStatements(kind.kind);
    this.wake = work.follow<Claimed & { readonly step: number }>({
      name: `${kind.kind} jobs`,
      table: 'job',
      where: `kind = '${kind.kind}' AND due_at IS NOT NULL`,
      columns: ['step'],
      failure: 'failure',
      reasonOf,
      claimMs: kind.claimMs,
      retryAfterMs: kind.retryAfterMs,
      batch: 1,
      work: (claimed) => this.#step(claimed),
      ...(kind.giveUpAfter && {
        giveUp: { after: kind.giveUpAfter, write: (claimed, error) => this.#fail(claimed, error) },
      }),
    });
  }

  /** Writes a job; call `wake` after the commit. @param dueAt when its first step is due */
  async start(tx: Tx, userId: By, data: D, dueAt: Date): Promise<Job<D, By>> {
    const values = { id: newId(), userId, data: JSON.stringify(data), dueAt };
    const [row] = await tx.query(this.#sql.start, values);
    return this.#changed(tx, row!);
  }

  /**
   * The job that is under way, or a new one that is due at once: of kinds of which an index lets one be.
   *
   * @param also in the transaction of the new one
   */
  async startAlone(
    userId: By,
    data: D,
    now: Date,
    also?: (tx: Tx, job: Job<D, By>) => Promise<void>,
  ): Promise<Job<D, By>> {
    try {
      const begun = await this.#db.tx(async (tx) => {
        const job = await this.start(tx, userId, data, now);
        await also?.(tx, job);
        return job;
      });
      this.wake();
      return begun;
    } catch (error) {
      if (sqlState(error) !== SQLSTATE.uniqueViolation) throw error;
      const [underWay] = await this.recent(1);
      return underWay!;
    }
  }

  /** The latest job of a person, or undefined. */
  async latest(userId: string): Promise<Job<D, By> | undefined> {
    return this.#read((await this.#db.query(this.#sql.latest, { userId }))[0]);
  }

  /** The latest jobs, whoever's they are, the newest first. */
  async recent(most: number): Promise<Job<D, By>[]> {
    return (await this.#db.query(this.#sql.recent, { most })).map((row) => this.#read(row));
  }

  /** Every job of a person, the oldest first. */
  async all(userId: string): Promise<Job<D, By>[]> {
    return (await this.#db.query(this.#sql.all, { userId })).map((row) => this.#read(row));
  }

  async find(id: string): Promise<Job<D, By> | undefined> {
    return this.#read((await this.#db.query(this.#sql.find, { id }))[0]);
  }

  /** Ends a job none of whose steps has begun. @returns undefined when one has */
  async cancel(tx: Tx, id: string): Promise<Job<D, By> | undefined> {
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
    const isTime = () => performance.now() - said >= SAY_EVERY_MS;
    const progress = async (tx: Tx, { percent, data }: Progress<D>): Promise<boolean> => {
      const values = { percent, data: data === undefined ? null : JSON.stringify(data), claimMs };
      const [row] = await tx.query(this.#sql.say, { ...claim, ...values });
      if (row && isTime()) {
        said = performance.now();
        await this.#changed(tx, row);
      }
      return row !== undefined;
    };
    const done = await step.run({
      ...job,
      say: async (percent, data) => {
        if (!isTime() && data === undefined) return;
        await this.#db.tx((tx) => progress(tx, { percent, ...(data !== undefined && { data }) }));
      },
      part: (part) =>
        this.#db.tx(async (tx) => {
          if (!(await progress(tx, await part(tx)))) throw new Error('another process has the job');
        }),
    });
    await this.#db.tx((tx) => this.#advance(tx, job, claim, done ?? {}));
    this.wake();
  }

  async #advance(
    tx: Tx,
    job: Job<D, By>,
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

  async #fail({ id }: Claimed, error: unknown): Promise<void> {
    const failure = error === undefined ? 'crashed' : reasonOf(error);
    await this.#db.tx(async (tx) => {
      const [row] = await tx.query(this.#sql.fail, { id, failure });
      if (row) await this.#changed(tx, row);
    });
  }

  async #changed(tx: Tx, row: JobRow): Promise<Job<D, By>> {
    const job = this.#read(row);
    await this.#kind.changed?.(tx, job);
    return job;
  }

  #read(row: JobRow): Job<D, By>;
  #read(row: JobRow | undefined): Job<D, By> | undefined;
  #read(row: JobRow | undefined): Job<D, By> | undefined {
    return row && { ...row, userId: row.userId as By, data: this.#kind.data.parse(row.data) };
  }
}

const SAY_EVERY_MS = 500;

/** A code: texts of errors may hold what somebody wrote. */
const reasonOf = (error: unknown): string =>
  error instanceof Problem ? error.code : (sqlState(error) ?? 'internal');

/** Work that somebody waits for, or that takes days: rows with steps, and how far they are. */
@Injectable()
export class Jobs {
  constructor(
    private readonly db: Db,
    private readonly work: Work,
  ) {}

  /** Call it in constructors. */
  define<D, By extends string | null = string>(kind: JobKind<D, By>): JobQueue<D, By> {
    return new JobQueue(this.db, this.work, kind);
  }
}
