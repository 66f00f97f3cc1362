import { createHash } from 'node:crypto';
import type { EventContract } from '@edu/contract-kit';
import type { Pool, QueryResultRow } from 'pg';
import type { z } from 'zod';
import { isRefusal, isRetryable } from './database-errors.ts';
import { insertEvents, outboxRow } from './outbox.ts';
import type { OutboxRelay } from './outbox-relay.ts';
import { Turnstile } from './turnstile.ts';

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

/** A statement that is prepared once per connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names a statement by its text, so that a changed text never meets an old plan. */
export function statement(text: string): Statement {
  return { name: createHash('sha256').update(text).digest('base64url').slice(0, 20), text };
}

/** One transaction: models, raw SQL and events that commit together. */
export class Tx<P extends PrismaLike = PrismaLike> {
  readonly prisma: TransactionClient<P>;
  emitted = false;

  constructor(prisma: TransactionClient<P>) {
    this.prisma = prisma;
  }

  /** Tells an event; it is published after the commit, and only then. */
  async emit<E extends EventContract>(event: E, data: z.input<E['data']>): Promise<void> {
    const rows = JSON.stringify([outboxRow(event, data)]);
    await this.#raw.$executeRawUnsafe(INSERT_EVENTS, rows);
    this.emitted = true;
  }

  query<R extends QueryResultRow>(sql: string, ...values: unknown[]): Promise<R[]> {
    return this.#raw.$queryRawUnsafe<R[]>(sql, ...values);
  }

  execute(sql: string, ...values: unknown[]): Promise<number> {
    return this.#raw.$executeRawUnsafe(sql, ...values);
  }

  get #raw(): PrismaLike {
    return this.prisma as unknown as PrismaLike;
  }
}

const INSERT_EVENTS = insertEvents('$1');
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
  readonly #transactions: Turnstile;

  constructor(prisma: P, pool: Pool, relay: OutboxRelay) {
    this.prisma = prisma;
    this.#pool = pool;
    this.#relay = relay;
    const atOnce = Math.max(1, Math.floor(pool.options.max / 2));
    this.#transactions = new Turnstile(atOnce, MAX_WAIT_MS);
  }

  /**
   * Runs `fn` in one transaction, again if PostgreSQL broke a deadlock: it must not call anything
   * that cannot be repeated. No network calls inside; they would hold a connection.
   */
  async tx<T>(fn: (tx: Tx<P>) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#transactions.pass(() => this.#once(fn));
      } catch (error) {
        if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  /** A prepared statement on the hot path, over the same pool as Prisma. One round trip. */
  async query<R extends QueryResultRow>(
    { name, text }: Statement,
    values: readonly unknown[] = [],
  ): Promise<R[]> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      return (await client.query<R>({ name, text, values: [...values] })).rows;
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
