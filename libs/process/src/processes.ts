import type { Db, PrismaLike, Tx } from '@edu/persistence';
import { doubling, type Claimed, type Work } from '@edu/work';
import {
  stepOn,
  stepWhenDue,
  type Outcome,
  type ProcessDefinition,
  type ProcessState,
  type ProcessTypes,
} from './process-definition.ts';
import { LOCK, LOCK_CLAIMED, SAVE, START, type ProcessRow } from './process.sql.ts';

/** How a process begins. */
export interface Beginning<T extends ProcessTypes> {
  readonly data: T['data'];
  readonly dueAt: Date | null;
}

interface Due extends Claimed {
  readonly subject_id: string;
}

const CLAIM_MS = 30_000;
const RETRY = doubling({ firstMs: 1_000, maxMs: 900_000 });

/** A fact that a process reacts to, and its time. */
export type ProcessInput<T extends ProcessTypes> = {
  [Fact in keyof T['facts'] & string]: {
    readonly fact: Fact;
    readonly value: T['facts'][Fact];
    readonly now: Date;
  };
}[keyof T['facts'] & string];

/**
 * The processes of one kind in a service's database. A step and what it does commit together, with
 * whatever else its transaction changes: for example the inbox row of the event that it handles.
 */
export abstract class Processes<T extends ProcessTypes, P extends PrismaLike> {
  protected readonly db: Db<P>;
  readonly #definition: ProcessDefinition<T>;

  constructor(db: Db<P>, work: Work, definition: ProcessDefinition<T>) {
    this.db = db;
    this.#definition = definition;
    work.follow<Due>({
      name: definition.name,
      table: 'process',
      where: `kind = '${definition.name}'`,
      columns: ['subject_id'],
      claimMs: CLAIM_MS,
      retryAfterMs: RETRY,
      work: (due) => this.#goOn(due),
    });
  }

  /**
   * Locks what the process is about. Always before the process itself, as the caller of `handle` has
   * done: two that lock in one order never wait for each other.
   */
  protected abstract lockSubject(tx: Tx<P>, subjectId: string): Promise<unknown>;

  /** Does what a step asks for. */
  protected abstract perform(
    tx: Tx<P>,
    subjectId: string,
    effect: T['effect'],
    now: Date,
  ): Promise<void>;

  /** Starts one, unless it runs already. */
  async start(tx: Tx<P>, subjectId: string, beginning: Beginning<T>): Promise<void> {
    await tx.execute(START, this.startValues(subjectId, beginning));
  }

  /** Values of `START_PROCESS`, for a statement that starts one. */
  startValues(subjectId: string, { data, dueAt }: Beginning<T>) {
    return {
      processKind: this.#definition.name,
      processSubjectId: subjectId,
      processState: this.#definition.initial,
      processData: JSON.stringify(data),
      processDueAt: dueAt,
    };
  }

  /** Makes the step that a fact leads to. @throws IllegalStep when its state does not expect it */
  async handle(tx: Tx<P>, subjectId: string, input: ProcessInput<T>): Promise<void> {
    const [row] = await tx.query(LOCK, { kind: this.#definition.name, subjectId });
    if (!row) throw new Error(`there is no process ${this.#definition.name} ${subjectId}`);
    const before = this.#read(row);
    await this.#apply(tx, subjectId, before, stepOn(this.#definition, before, input), input.now);
  }

  /** Goes on with one whose time has come. */
  #goOn({ id, attempts, subject_id: subjectId }: Due): Promise<void> {
    return this.db.tx(async (tx) => {
      await this.lockSubject(tx, subjectId);
      const [row] = await tx.query(LOCK_CLAIMED, { id, attempts });
      if (!row) return;
      const before = this.#read(row);
      const outcome = stepWhenDue(this.#definition, before, row.now);
      await this.#apply(tx, subjectId, before, outcome, row.now);
    });
  }

  #read({ state, data }: ProcessRow): ProcessState<T> {
    return { state, data: this.#definition.data.parse(data) };
  }

  async #apply(
    tx: Tx<P>,
    subjectId: string,
    before: ProcessState<T>,
    outcome: Outcome<T>,
    now: Date,
  ): Promise<void> {
    const { state, data = before.data, dueAt, effects = [] } = outcome;
    await tx.execute(SAVE, {
      kind: this.#definition.name,
      subjectId,
      state: state,
      data: JSON.stringify(data),
      dueAt: dueAt ?? null,
      keepsDue: dueAt === undefined && state === before.state,
    });
    for (const effect of effects) await this.perform(tx, subjectId, effect, now);
  }
}
