import type { EventContract, EventInput } from '@edu/contract-kit';
import { Semaphore } from '@edu/service';
import type { Pool, QueryResultRow } from 'pg';
import { isRefusal, isRetryable } from './database-errors.ts';
import { insertEvents, outboxRow, type OutboxRow } from './outbox.ts';
import type { OutboxRelay } from './outbox-relay.ts';
import { statement, type Parameters, type Statement, type ValuesOf } from './statement.ts';

/** What persistence needs of a generated Prisma client. */
export interface PrismaLike {
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each generated client has its own
  $transaction(fn: (client: any) => Promise<any>, options?: object): Promise<any>;
  $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<number>;
  $queryRawUnsafe<T>(sql: string, ...values: unknown[]): Promise<T>;
}

/** The client inside a transaction: the generated client less what a transaction cannot do. */
export type TransactionClient<P> = Omit<
  P,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends' | 'symbol'
>;

/** One transaction: models, raw SQL and events that commit together. */
export class Tx<P extends PrismaLike = PrismaLike> {
  readonly prisma: TransactionClient<P>;
  emitted = false;

  constructor(prisma: TransactionClient<P>) {
    this.prisma = prisma;
  }

  /** Emits an event; it is published after the commit, and only then. */
  async emit<E extends EventContract>(event: E, data: EventInput<E>): Promise<void> {
    await this.emitAll([outboxRow(event, data)]);
  }

  /** Emits many in one round trip. @param rows of `outboxRow`, in the order in which they happened */
  async emitAll(rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.execute(INSERT_EVENTS, { events: JSON.stringify(rows) });
    this.emitted = true;
  }

  query<P extends Parameters, R extends QueryResultRow>(
    statement: Statement<P, R>,
    ...[values]: Values<P>
  ): Promise<R[]> {
    return this.#raw.$queryRawUnsafe<R[]>(statement.text, ...statement.bind(values ?? NONE));
  }

  /** @returns how many rows it changed */
  execute<P extends Parameters>(statement: Statement<P>, ...values: Values<P>): Promise<number>;
  /** For libraries that know no statements: at most three positions. */
  execute(sql: string, ...values: unknown[]): Promise<number>;
  execute(statement: Statement | string, ...values: unknown[]): Promise<number> {
    if (typeof statement === 'string') return this.#raw.$executeRawUnsafe(statement, ...values);
    const bound = statement.bind((values[0] ?? NONE) as ValuesOf<Parameters>);
    return this.#raw.$executeRawUnsafe(statement.text, ...bound);
  }

  get #raw(): PrismaLike {
    return this.prisma as unknown as PrismaLike;
  }
}

/** Nothing for a statement without parameters. */
type Values<P extends Parameters> = keyof P extends never ? [] : [values: ValuesOf<P>];

const NONE = {} as never;

const INSERT_EVENTS = statement({ events: 'jsonb' }, insertEvents(':events'));
const MAX_WAIT_MS = 2_000;
const TRANSACTION = { maxWait: MAX_WAIT_MS, timeout: 8_000 };
const ATTEMPTS = 3;

/**
 * A service's database. Extend it with the generated client's type and inject it by that class:
 * `export class BookingDb extends Db<PrismaClient> {}`.
 */
export class Db<P extends PrismaLike = PrismaLike> {
  /** Models, outside a transaction. */
  readonly prisma: P;
  readonly #pool: Pool;
  readonly #relay: OutboxRelay;
  /**
   * A transaction holds its connection for several round trips. With half of the pool at most, the
   * statements of the hot paths find a connection however much there is to do behind them.
   */
  readonly #transactions: Semaphore;

  constructor(prisma: P, pool: Pool, relay: OutboxRelay) {
    this.prisma = prisma;
    this.#pool = pool;
    this.#relay = relay;
    const limit = Math.max(1, Math.floor(pool.options.max / 2));
    this.#transactions = new Semaphore({ limit, timeoutMs: MAX_WAIT_MS });
  }

  /**
   * Runs `fn` in one transaction, again if PostgreSQL broke a deadlock: it must not call anything
   * that cannot be repeated. No network calls inside; they would hold a connection.
   */
  async tx<T>(fn: (tx: Tx<P>) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#transactions.run(() => this.#once(fn));
      } catch (error) {
        if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  /** A prepared statement on the hot path, over the same pool as Prisma. One round trip. */
  async query<P extends Parameters, R extends QueryResultRow>(
    statement: Statement<P, R>,
    ...[named]: Values<P>
  ): Promise<R[]> {
    const { name, text } = statement;
    const values = statement.bind(named ?? NONE);
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      return (await client.query<R>({ name, text, values })).rows;
    } catch (error) {
      // What PostgreSQL refused leaves the connection, and what is prepared on it, as they were.
      if (!isRefusal(error)) broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** After a statement of one's own that wrote to the outbox. */
  outboxChanged(): void {
    this.#relay.wake();
  }

  async #once<T>(fn: (tx: Tx<P>) => Promise<T>): Promise<T> {
    let done: Tx<P> | undefined;
    const result = (await this.prisma.$transaction(async (client: TransactionClient<P>) => {
      const tx = new Tx<P>(client);
      const value = await fn(tx);
      done = tx;
      return value;
    }, TRANSACTION)) as T;
    if (done?.emitted) this.#relay.wake();
    return result;
  }
}
