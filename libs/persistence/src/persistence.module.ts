import { createHash } from 'node:crypto';
import {
  Global,
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { Inbox, Nats, Tracing } from '@edu/messaging';
import {
  ErrorTranslation,
  Health,
  Log,
  ServiceName,
  type ConfigClass,
  type DatabaseConfig,
} from '@edu/service';
import { Pool } from 'pg';
import { Gauge, Registry } from 'prom-client';
import { databaseProblem } from './database-errors.ts';
import type { Db, PrismaLike } from './db.ts';
import { DbInbox } from './db-inbox.ts';
import { OutboxRelay } from './outbox-relay.ts';
import { tracedPool } from './traced-pool.ts';
import { Scheduler } from './scheduler.ts';

export interface PersistenceOptions<P extends PrismaLike> {
  /** The service's own subclass of `Db`, by which it is injected. */
  readonly db: new (prisma: P, pool: Pool, relay: OutboxRelay) => Db<P>;
  /** The generated client. */
  readonly client: new (options: { adapter: PrismaPg }) => P;
  readonly config: ConfigClass<DatabaseConfig>;
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
          useFactory: openPool,
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
            const adapter = new PrismaPg(pool, {
              schema: service.value.replaceAll('-', '_'),
              statementNameGenerator: ({ sql }) =>
                createHash('sha256').update(sql).digest('base64url').slice(0, 20),
            });
            return new options.db(new options.client({ adapter }), pool, relay);
          },
        },
        {
          provide: Inbox,
          inject: [options.db],
          useFactory: (db: Db<P>) => new DbInbox(db),
        },
        Scheduler,
      ],
      exports: [options.db, Inbox, Scheduler],
    };
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.relay.close();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

/**
 * Opens the pool and makes sure that the database is there. Search path and time-outs belong to the
 * login role, so that they hold behind a connection pooler too.
 */
async function openPool(
  config: DatabaseConfig,
  service: ServiceName,
  log: Log,
  registry: Registry,
  tracing: Tracing,
): Promise<Pool> {
  const settings = {
    connectionString: config.DATABASE_URL,
    max: config.DATABASE_POOL,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    application_name: service.value,
  };
  const pool = tracing.on ? tracedPool(settings, tracing) : new Pool(settings);
  pool.on('error', (err) => log.warn({ err }, 'idle database connection lost'));
  const host = new URL(config.DATABASE_URL).host;
  const { rows } = await pool
    .query<{ ready: boolean }>(`SELECT to_regclass('outbox') IS NOT NULL AS ready`)
    .catch((cause: unknown) => {
      throw new Error(`DATABASE_URL: PostgreSQL does not let ${service.value} in at ${host}`, {
        cause,
      });
    });
  if (!rows[0]?.ready) {
    throw new Error(`the schema of ${service.value} is not migrated`, {
      cause: 'run the migrations first: npm run migrate',
    });
  }
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
