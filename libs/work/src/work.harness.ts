import { readFileSync } from 'node:fs';
import pg from 'pg';
import { Registry } from 'prom-client';
import { newId } from '@edu/contract-kit';
import { Tracing } from '@edu/observability';
import { Db, type PrismaLike } from '@edu/persistence';
import { ServiceName, type Clock, type Log } from '@edu/service';
import { TestClock, testServers, testPool } from '@edu/testing';
import { Scheduler } from './scheduler.ts';
import { WorkMetrics } from './work-metrics.ts';
import { Work } from './work.service.ts';

const CALENDAR = new URL(
  '../../persistence/migrations/00000000000002_calendar_job/migration.sql',
  import.meta.url,
);

/** One process of a service, as far as its own work goes. */
export interface Replica {
  readonly work: Work;
  readonly scheduler: Scheduler;
  readonly registry: Registry;
  /** Its own connections. */
  readonly pool: pg.Pool;
  readonly logged: { level: 'warn' | 'error'; fields: Record<string, unknown>; text: string }[];
}

/** A database of its own, with a table of tasks and as many replicas as asked for. */
export class WorkHarness {
  readonly clock = new TestClock();
  readonly sql: pg.Pool;
  readonly #admin: pg.Client;
  readonly #database: string;
  readonly #pools: pg.Pool[] = [];
  readonly #url: string;

  private constructor(admin: pg.Client, database: string) {
    const url = new URL(testServers().postgresUrl);
    url.pathname = `/${database}`;
    this.#url = url.toString();
    this.#admin = admin;
    this.#database = database;
    this.sql = this.#pool();
  }

  static async start(): Promise<WorkHarness> {
    const admin = new pg.Client({ connectionString: testServers().postgresUrl });
    await admin.connect();
    const database = `work_${newId().replaceAll('-', '')}`;
    await admin.query(`CREATE DATABASE ${database}`);
    const harness = new WorkHarness(admin, database);
    await harness.sql.query(readFileSync(CALENDAR, 'utf8'));
    await harness.sql.query(`
      CREATE TABLE task (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n int NOT NULL,
        status text NOT NULL DEFAULT 'open', due_at timestamptz(3) DEFAULT now(),
        attempts smallint NOT NULL DEFAULT 0, failure text, expires_at timestamptz(3))`);
    return harness;
  }

  replica(clock: Clock = this.clock): Replica {
    const logged: Replica['logged'] = [];
    const log = {
      warn: (fields: never, text: string) => logged.push({ level: 'warn', fields, text }),
      error: (fields: never, text: string) => logged.push({ level: 'error', fields, text }),
    } as unknown as Log;
    const registry = new Registry();
    const scheduler = new Scheduler(new ServiceName('test'), log, Tracing.off, registry);
    const pool = this.#pool();
    const db = new Db({} as PrismaLike, pool, { wake: () => undefined } as never);
    const work = new Work(db, clock, log, new WorkMetrics(registry), scheduler);
    return { work, scheduler, registry, pool, logged };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
    await this.#admin.query(`DROP DATABASE ${this.#database} WITH (FORCE)`);
    await this.#admin.end();
  }

  #pool(): pg.Pool {
    const pool = testPool({ connectionString: this.#url, max: 8 });
    this.#pools.push(pool);
    return pool;
  }
}
