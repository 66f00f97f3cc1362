import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  newId,
  readEvent,
  type EventContract,
  type EventData,
  type EventInput,
  type Locale,
  type RpcArgs,
  type RpcContract,
  type RpcOutput,
} from '@edu/contract-kit';
import {
  Call,
  DEAD_LETTER_STREAM,
  ensureStreams,
  EVENTS_STREAM,
  Nats,
  RpcClient,
} from '@edu/messaging';
import {
  startService,
  type PlatformConfig,
  type RunningService,
  type ServiceDefinition,
} from '@edu/service';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { EventRecorder } from './event-recorder.ts';
import type { FaultyLine } from './faulty-line.ts';
import { createFakeRpc, type FakeRpc } from './fake-rpc.ts';
import { fakeIssuer, type TestActor } from './test-actor.ts';
import { TestClock } from './test-clock.ts';
import { createTestDatabase } from './test-database.ts';
import { testPool } from './test-pool.ts';
import { natsUrlOf, testServers } from './test-servers.ts';
import { testStorage } from './test-storage.ts';

/** Of all services that are tested, as in production. */
export const QUOTE_SECRET = '7d1e04b9c8a35f62017bd94e6c3fa588';

export interface TestServiceOptions {
  /** Variables beyond the addresses of the servers. */
  readonly env?: Record<string, string>;
  /** Fakes of other services that the service calls while it starts. */
  readonly fakes?: (fake: FakeRpc) => void;
  /** What the machine takes the time for, in milliseconds; as it is by default. */
  readonly machineTime?: () => number;
  /** More processes of the same service on the same database. */
  readonly replicas?: number;
  /** Ways on which it reaches its servers, in place of its own. */
  readonly lines?: Partial<Record<'postgres' | 'nats' | 'redis', FaultyLine>>;
}

export interface CallAs {
  readonly as?: TestActor;
  readonly key?: string;
  /** The versions of which one has to be the present one. */
  readonly ifMatch?: readonly number[];
  readonly locale?: Locale;
  /** Where the request comes from; what the edge makes of a network address. */
  readonly client?: string;
  /** What the client says it is. */
  readonly userAgent?: string;
  /** The token of the device that it is. */
  readonly device?: string | undefined;
  /** The country that it comes from. */
  readonly country?: string;
}

/** One service on real servers, and everything a suite needs around it. */
export interface TestService {
  /** Calls it over NATS, as the gateway would. */
  call<C extends RpcContract>(rpc: C, input: RpcArgs<C>, options?: CallAs): Promise<RpcOutput<C>>;
  /**
   * Publishes an event in another service's name, written now by default; it may be of a release to come,
   * with an `UnknownValue`.
   *
   * @returns its id, to publish it again
   */
  publish<E extends EventContract>(
    event: E,
    data: EventInput<E> | EventData<E>,
    id?: string,
    at?: Date,
  ): Promise<string>;
  readonly fake: FakeRpc;
  readonly events: EventRecorder;
  readonly clock: TestClock;
  /** Superuser on the service's database. */
  readonly sql: pg.Pool;
  readonly nats: Nats;
  /** Folder of its object storage. */
  readonly storage: string;
  readonly instances: readonly RunningService[];
  stop(): Promise<void>;
}

/** Starts a service on a fresh database, with empty streams and an empty Redis. */
export async function startTestService<C extends PlatformConfig>(
  definition: ServiceDefinition<C>,
  options: TestServiceOptions = {},
): Promise<TestService> {
  const servers = testServers();
  const database = await createTestDatabase(definition.name);
  const nats = await Nats.connect(servers.natsUrl, 'test');
  await forgetEvents(nats);
  await flushRedis(servers.redisUrl);
  const fake = createFakeRpc(nats.connection);
  if (definition.name !== 'auth') fakeIssuer(fake);
  options.fakes?.(fake);
  const events = new EventRecorder(nats.connection);
  await nats.connection.flush();

  const { lines = {} } = options;
  const storage = await mkdtemp(join(tmpdir(), 'educonnect-storage-'));
  const by = (line: FaultyLine | undefined, url: string) => line?.through(url) ?? url;
  const clock = new TestClock(options.machineTime);
  const env = {
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
    NATS_URL: by(lines.nats, natsUrlOf(definition.name)),
    REDIS_URL: by(lines.redis, servers.redisUrl),
    DATABASE_URL: by(lines.postgres, database.runtimeUrl),
    ...testStorage(storage),
    QUOTE_SECRET,
    ...options.env,
  };
  const instances: RunningService[] = [];
  for (let n = 0; n < (options.replicas ?? 1); n++) {
    instances.push(await startService(definition, { env, clock, refuseUndeclared: true }));
  }
  const rpc = new RpcClient(nats);
  const sql = testPool({
    connectionString: database.adminUrl,
    options: `-c search_path=${definition.name.replaceAll('-', '_')},extensions`,
    max: 4,
  });
  return {
    call: (contract, input, { as, key, locale, ...origin } = {}) =>
      rpc.call(contract, input, {
        call: new Call({
          token: as?.token,
          idempotencyKey: key,
          locale,
          ...origin,
          deadline: Date.now() + 10_000,
        }),
        timeoutMs: 10_000,
      }),
    publish: async (event, data, id = newId(), at = new Date()) => {
      const parsed = readEvent(event, data) as Record<string, unknown>;
      const envelope = {
        id,
        type: event.subject,
        at: at.toISOString(),
        aggregateId: String(parsed[event.aggregate]),
        sequence: 1,
        data: parsed,
      };
      await nats.jetstream.publish(event.subject, JSON.stringify(envelope));
      return id;
    },
    fake,
    events,
    clock,
    sql,
    nats,
    storage,
    instances,
    stop: async () => {
      await Promise.all(instances.map((instance) => instance.stop()));
      await sql.end();
      await nats.connection.close();
      await database.drop();
      await rm(storage, { recursive: true, force: true });
    },
  };
}

async function forgetEvents(nats: Nats): Promise<void> {
  for (const stream of [EVENTS_STREAM, DEAD_LETTER_STREAM]) {
    await nats.manager.streams.delete(stream).catch(() => undefined); // there may be none yet
  }
  await ensureStreams(nats.manager);
}

async function flushRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true });
  await redis.connect();
  await redis.flushall();
  redis.disconnect();
}
