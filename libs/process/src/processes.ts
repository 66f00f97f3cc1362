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
import { LOCK, LOCK_CLAIMED, SAVE, START, START_ALL, type ProcessRow } from './process.sql.ts';

/** How a process begins. */
export interface Beginning<T extends ProcessTypes> {
  readonly data: T['data'];
  readonly dueAt: Date | null;
}

interface Due extends Claimed {
  readonly subject_id: string;
}

/** A step of a locked process. */
interface Step<T extends ProcessTypes> {
  readonly subjectId: string;
  readonly before: ProcessState<T>;
  readonly outcome: Outcome<T>;
  readonly now: Date;
}

const CLAIM_MS = 30_000;
const RETRY = doubling({ firstMs: 1_000, maxMs: 900_000 });

/** What a step asks for. */
export interface Asked<T extends ProcessTypes> {
  readonly subjectId: string;
  readonly effect: T['effect'];
  readonly now: Date;
}

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

  /** Does what steps ask for, in this order; never nothing. */
  protected abstract perform(tx: Tx<P>, asked: readonly Asked<T>[]): Promise<void>;

  /** Starts one, unless it runs already. */
  async start(tx: Tx<P>, subjectId: string, beginning: Beginning<T>): Promise<void> {
    await tx.execute(START, this.startValues(subjectId, beginning));
  }

  /** Starts those that do not run already, in one round trip. @param beginnings by what they are about */
  async startAll(tx: Tx<P>, beginnings: ReadonlyMap<string, Beginning<T>>): Promise<void> {
    if (beginnings.size === 0) return;
    const rows = [...beginnings].map(([subject_id, { data, dueAt: due_at }]) => ({
      ...{ subject_id, data, due_at },
    }));
    await tx.execute(START_ALL, {
      ...{ kind: this.#definition.name, state: this.#definition.initial },
      beginnings: JSON.stringify(rows),
    });
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
  handle(tx: Tx<P>, subjectId: string, input: ProcessInput<T>): Promise<void> {
    return this.handleAll(tx, new Map([[subjectId, input]]));
  }

  /** The same for several, in the round trips of one. @param inputs by what the processes are about */
  async handleAll(tx: Tx<P>, inputs: ReadonlyMap<string, ProcessInput<T>>): Promise<void> {
    if (inputs.size === 0) return;
    const { name: kind } = this.#definition;
    const subjectIds = [...inputs.keys()];
    const rows = await tx.query(LOCK, { kind, subjectIds });
    const known = new Map(rows.map((row) => [row.subjectId, row]));
    const steps = [...inputs].map(([subjectId, input]) => {
      const row = known.get(subjectId);
      if (!row) throw new Error(`there is no process ${kind} ${subjectId}`);
      const before = this.#read(row);
      return {
        subjectId,
        before,
        outcome: stepOn(this.#definition, before, input),
        now: input.now,
      };
    });
    await this.#apply(tx, steps);
  }

  /** Goes on with one whose time has come. */
  #goOn({ id, attempts, subject_id: subjectId }: Due): Promise<void> {
    return this.db.tx(async (tx) => {
      await this.lockSubject(tx, subjectId);
      const [row] = await tx.query(LOCK_CLAIMED, { id, attempts });
      if (!row) return;
      const before = this.#read(row);
      const outcome = stepWhenDue(this.#definition, before, row.now);
      await this.#apply(tx, [{ subjectId, before, outcome, now: row.now }]);
    });
  }

  #read({ state, data }: ProcessRow): ProcessState<T> {
    return { state, data: this.#definition.data.parse(data) };
  }

  async #apply(tx: Tx<P>, steps: readonly Step<T>[]): Promise<void> {
    const saved = steps.map(({ subjectId: subject_id, before, outcome }) => {
      const { state, data = before.data, dueAt } = outcome;
      const keeps_due = dueAt === undefined && state === before.state;
      return { subject_id, state, data, due_at: dueAt ?? null, keeps_due };
    });
    await tx.execute(SAVE, { kind: this.#definition.name, steps: JSON.stringify(saved) });
    const asked = steps.flatMap(({ subjectId, outcome, now }) =>
      (outcome.effects ?? []).map((effect) => ({ subjectId, effect, now })),
    );
    if (asked.length > 0) await this.perform(tx, asked);
  }
}
