import type { Db, PrismaLike, Tx } from '@edu/persistence';
import {
  stepOn,
  stepWhenDue,
  type Outcome,
  type ProcessDefinition,
  type ProcessState,
  type ProcessTypes,
} from './process-definition.ts';
import { LOCK, LOCK_DUE, SAVE, START, type ProcessRow } from './process.sql.ts';

/** How a process begins. */
export interface Beginning<T extends ProcessTypes> {
  readonly data: T['data'];
  readonly dueAt: Date | null;
}

/** What a process is told, and when. */
export type Told<T extends ProcessTypes> = {
  [Fact in keyof T['facts'] & string]: {
    readonly fact: Fact;
    readonly value: T['facts'][Fact];
    readonly now: Date;
  };
}[keyof T['facts'] & string];

/**
 * The processes of one kind in a service's database. A step and what it does commit together, with
 * whatever else its transaction changes: the inbox row of the event that told it, for one.
 */
export abstract class Processes<T extends ProcessTypes, P extends PrismaLike> {
  protected readonly db: Db<P>;
  readonly #definition: ProcessDefinition<T>;

  constructor(db: Db<P>, definition: ProcessDefinition<T>) {
    this.db = db;
    this.#definition = definition;
  }

  /**
   * Locks what the process is about. Always before the process itself, as the caller of `handle` has
   * done: two that lock in one order never wait for each other.
   */
  protected abstract lockSubject(tx: Tx<P>, id: string): Promise<unknown>;

  /** Does what a step asks for. */
  protected abstract perform(tx: Tx<P>, id: string, effect: T['effect'], now: Date): Promise<void>;

  /** Starts one, unless it runs already. */
  async start(tx: Tx<P>, id: string, beginning: Beginning<T>): Promise<void> {
    await tx.execute(START, this.startValues(id, beginning));
  }

  /** Values of `START_PROCESS`, for a statement that starts one. */
  startValues(id: string, { data, dueAt }: Beginning<T>) {
    return {
      processKind: this.#definition.name,
      processId: id,
      processState: this.#definition.initial,
      processData: JSON.stringify(data),
      processDueAt: dueAt,
    };
  }

  /** Tells a process what happened. @throws IllegalStep when its state does not expect it */
  async handle(tx: Tx<P>, id: string, told: Told<T>): Promise<void> {
    const [row] = await tx.query(LOCK, { kind: this.#definition.name, id });
    if (!row) throw new Error(`there is no process ${this.#definition.name} ${id}`);
    const before = this.#read(row);
    await this.#apply(tx, id, before, stepOn(this.#definition, before, told), told.now);
  }

  /** Goes on with one whose time has come. @returns false when it has not, or another replica does */
  async goOn(id: string): Promise<boolean> {
    return this.db.tx(async (tx) => {
      await this.lockSubject(tx, id);
      const [row] = await tx.query(LOCK_DUE, { kind: this.#definition.name, id });
      if (!row) return false;
      const before = this.#read(row);
      await this.#apply(tx, id, before, stepWhenDue(this.#definition, before, row.now), row.now);
      return true;
    });
  }

  #read({ state, data }: ProcessRow): ProcessState<T> {
    return { state, data: this.#definition.data.parse(data) };
  }

  async #apply(
    tx: Tx<P>,
    id: string,
    before: ProcessState<T>,
    outcome: Outcome<T>,
    now: Date,
  ): Promise<void> {
    const { state, data = before.data, dueAt, effects = [] } = outcome;
    await tx.execute(SAVE, {
      kind: this.#definition.name,
      id,
      state: state,
      data: JSON.stringify(data),
      dueAt: dueAt ?? null,
      keepsDue: dueAt === undefined && state === before.state,
    });
    for (const effect of effects) await this.perform(tx, id, effect, now);
  }
}
