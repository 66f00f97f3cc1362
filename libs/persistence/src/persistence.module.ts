import {
  Global,
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { PrismaPg } from '@prisma/adapter-pg';
import { Tracing } from '@edu/observability';
import { Inbox, Nats } from '@edu/messaging';
import {
  Clock,
  ErrorTranslation,
  Health,
  Log,
  ServiceName,
  type ConfigClass,
  type DatabaseConfig,
} from '@edu/service';
import { Pool } from 'pg';
import { Gauge, Registry } from 'prom-client';
import { connectFailure, databaseProblem, isSlow } from './database-errors.ts';
import { Db, type PrismaLike } from './db.ts';
import { DatabaseTime } from './database-time.ts';
import { databasePool } from './database-pool.ts';
import { DbInbox } from './db-inbox.ts';
import { FencedAdapter } from './fenced-adapter.ts';
import { OutboxRelay } from './outbox-relay.ts';
import { statementName } from './statement-name.ts';
import { appliedMigrations, fitSchema } from './schema-version.ts';

export interface PersistenceOptions<P extends PrismaLike> {
  /** The service's own subclass of `Db`, by which it is injected. */
  readonly db: new (prisma: P, pool: Pool, relay: OutboxRelay) => Db<P>;
  /** The generated client. */
  readonly client: new (options: { adapter: PrismaPg }) => P;
  readonly config: ConfigClass<DatabaseConfig>;
  /** Those that this build knows, generated beside the client. */
  readonly migrations: readonly string[];
}

/** The database of a service: one pool shared by Prisma and prepared statements, outbox, inbox. */
@Global()
@Module({})
export class PersistenceModule
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  constructor(
    @Inject(Pool) private readonly pool: Pool,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
    @Inject(DatabaseTime) private readonly time: DatabaseTime,
    @Inject(Health) health: Health,
    @Inject(ErrorTranslation) errors: ErrorTranslation,
  ) {
    health.require('postgres', () => pool.query('SELECT 1'));
    errors.add(databaseProblem);
  }

  static for<P extends PrismaLike>(options: PersistenceOptions<P>): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        {
          provide: Pool,
          inject: [options.config, ServiceName, Log, Registry, Tracing],
          useFactory: (
            config: DatabaseConfig,
            service: ServiceName,
            log: Log,
            registry: Registry,
            tracing: Tracing,
          ) => openPool(config, service, log, registry, tracing, options.migrations),
        },
        {
          provide: OutboxRelay,
          inject: [Pool, Nats, Log, Registry, Tracing],
          useFactory: (...parts: ConstructorParameters<typeof OutboxRelay>) =>
            new OutboxRelay(...parts),
        },
        {
          provide: options.db,
          inject: [Pool, OutboxRelay, ServiceName],
          useFactory: (pool: Pool, relay: OutboxRelay, service: ServiceName) => {
            const adapter = new FencedAdapter(pool, {
              schema: service.value.replaceAll('-', '_'),
              statementNameGenerator: ({ sql }) => statementName(sql),
            });
            return new options.db(new options.client({ adapter }), pool, relay);
          },
        },
        {
          provide: DatabaseTime,
          inject: [Pool, Clock, Log],
          useFactory: async (pool: Pool, clock: Clock, log: Log) => {
            const time = new DatabaseTime(pool, clock, log);
            await firstAnswer(() => time.read());
            return time;
          },
        },
        { provide: Db, useExisting: options.db },
        {
          provide: Inbox,
          inject: [options.db],
          useFactory: (db: Db<P>) => new DbInbox(db),
        },
      ],
      exports: [options.db, Db, Inbox],
    };
  }

  onApplicationBootstrap(): void {
    this.relay.start();
    this.time.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.time.stop();
    await this.relay.close();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

const START_PATIENCE_MS = 4_000;

/** Asks again for some seconds while the server is only slow: machines are busy when all starts. */
async function firstAnswer<T>(ask: () => Promise<T>): Promise<T> {
  const until = performance.now() + START_PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isSlow(error) || performance.now() > until) throw error;
    }
  }
}

/**
 * Opens the pool and makes sure that the database is there and fits this build.
 *
 * @throws Error with one line that says what is wrong and what to do
 */
async function openPool(
  config: DatabaseConfig,
  service: ServiceName,
  log: Log,
  registry: Registry,
  tracing: Tracing,
  migrations: readonly string[],
): Promise<Pool> {
  const { DATABASE_URL: url, DATABASE_POOL: size } = config;
  const pool = databasePool({ url, size, name: service.value, log, tracing });
  const applied = await firstAnswer(() => appliedMigrations(pool)).catch((cause: unknown) => {
    throw new Error(`DATABASE_URL: ${connectFailure(cause, new URL(url))}`, { cause });
  });
  const { refusal, unknown } = fitSchema(service.value, migrations, applied);
  if (refusal) throw new Error(refusal, { cause: 'a migration' });
  if (unknown.length > 0) log.warn({ unknown }, 'the schema is newer than this build');
  new Gauge({
    name: 'edu_database_connections',
    help: 'Connections of the pool, by use',
    labelNames: ['use'],
    registers: [registry],
    collect() {
      this.set({ use: 'idle' }, pool.idleCount);
      this.set({ use: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ use: 'waiting' }, pool.waitingCount);
    },
  });
  return pool;
}
