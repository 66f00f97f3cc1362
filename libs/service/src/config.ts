import { z } from 'zod';
import { plaintextAddress } from './plaintext.ts';

/** Marks what belongs into a secret store and never into a manifest or a log. */
const SECRET = { secret: true };

/** Marks an address inside the cluster to which goes what everybody may read, so that it may be plain. */
const PUBLIC = { public: true };

/** An address; whoever wrote another thing sees what one looks like. */
const address = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `must be an address as in ${example}` });

const natsUrl = address(/^(nats|tls)$/, 'nats://user:password@host:4222');
const natsUrls = z.string().superRefine((list, context) => {
  for (const part of list.split(',')) {
    for (const { message } of natsUrl.safeParse(part.trim()).error?.issues ?? []) {
      context.addIssue({ code: 'custom', message });
    }
  }
});

/** Environment variables that every process reads. */
const processShape = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Appended to in place of the standard output, where several services share a process. */
  LOG_FILE: z.string().optional(),
  /** Where health, readiness and metrics are served; 0 takes a free port. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  /** Milliseconds between "not ready" and the first refused connection, for load balancers to react. */
  DRAIN_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  /** The OpenTelemetry collector, as in `http://collector:4318`; without it there are no traces. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(PUBLIC), // traces have ids only
  /** Share of the requests whose whole trace is kept; those that fail are always kept. */
  TRACE_SAMPLE_RATIO: z.coerce.number().min(0).max(1).default(0.1),
  /**
   * In production, addresses that are not encrypted (`nats://`, `redis://`, `http://`, PostgreSQL
   * without sslmode) are refused. `allowed` is for a network that encrypts by itself, as a mesh.
   */
  PLAINTEXT_ADDRESSES: z.enum(['refused', 'allowed']).default('refused'),
  /** What runs here, as a commit or a tag. */
  SERVICE_VERSION: z.string().max(100).default('dev'),
};
export type ProcessConfig = z.infer<z.ZodObject<typeof processShape>>;

/** For a service that asks the gateway, on behalf of nobody, for what everybody may read. */
export const apiEnv = {
  /** The gateway, as this service reaches it. */
  API_URL: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:8080')
    .meta(PUBLIC),
};

/** For a service that talks over NATS: all but the one that writes pages. */
const natsEnv = {
  /** Several servers of one cluster are separated by commas. */
  NATS_URL: natsUrls.meta(SECRET),
};
export type PlatformConfig = ProcessConfig & z.infer<z.ZodObject<typeof natsEnv>>;

/** For a service that owns a PostgreSQL schema. */
export const databaseEnv = {
  DATABASE_URL: address(/^postgres(ql)?$/, 'postgres://user:password@host:5432/database').meta(
    SECRET,
  ),
  /** Connections of this service; all services together must stay below max_connections. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(50).default(4),
};
export type DatabaseConfig = z.infer<z.ZodObject<typeof databaseEnv>>;

/** For a service that uses Redis. */
export const redisEnv = { REDIS_URL: address(/^rediss?$/, 'redis://host:6379').meta(SECRET) };
export type RedisConfig = z.infer<z.ZodObject<typeof redisEnv>>;

const SAMPLE = /change[-_ ]?me|example|placeholder|sample|your[-_ ]|^(?:password|secret|test)/i;

/** A secret that must be set, long enough and no sample out of a document. */
export const secret = (min = 16) =>
  z
    .string()
    .min(min, { error: `at least ${min} characters`, abort: true })
    .refine((text) => !SAMPLE.test(text) && new Set(text).size >= 6, {
      error: 'is a sample; make one: openssl rand -hex 32',
    })
    .meta(SECRET);

/** A configuration class: inject it by its type; its fields are the parsed environment. */
export interface ConfigClass<T> {
  new (env: NodeJS.ProcessEnv): Readonly<T>;
  /** What it reads, for those who deploy the service. */
  readonly variables: readonly ConfigVariable[];
}

export interface ConfigVariable {
  readonly name: string;
  /** True when it has no default. */
  readonly required: boolean;
  /** Belongs into a secret store. */
  readonly secret: boolean;
}

/**
 * Makes the base class of a service's configuration from the variables it reads. It is parsed once,
 * before anything starts, and frozen.
 *
 * @example
 * export class PaymentConfig extends defineConfig({ ...databaseEnv, STRIPE_SECRET_KEY: secret() }) {}
 */
export function defineConfig<S extends z.ZodRawShape>(
  shape: S,
): ConfigClass<PlatformConfig & z.infer<z.ZodObject<S>>> {
  return defineProcessConfig({ ...natsEnv, ...shape }) as ConfigClass<
    PlatformConfig & z.infer<z.ZodObject<S>>
  >;
}

/** The same for a process that has no access to NATS, and so to nothing behind the gateway. */
export function defineProcessConfig<S extends z.ZodRawShape>(
  shape: S,
): ConfigClass<ProcessConfig & z.infer<z.ZodObject<S>>> {
  const schema = z.object({ ...processShape, ...shape });
  const checked = schema.superRefine(refusingPlaintext(schema.shape));
  class Config {
    static readonly variables = Object.entries(schema.shape).map(([name, variable]) => ({
      name,
      required: !z.safeParse(variable as z.ZodType, undefined).success,
      secret: isMarked(variable as z.ZodType, 'secret'),
    }));

    /** @throws ConfigError that names every bad variable and never its value */
    constructor(env: NodeJS.ProcessEnv) {
      const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
      const parsed = checked.safeParse(set);
      if (!parsed.success) throw new ConfigError(parsed.error, set);
      Object.freeze(Object.assign(this, parsed.data));
    }
  }
  return Config as unknown as ConfigClass<ProcessConfig & z.infer<z.ZodObject<S>>>;
}

const isMarked = (variable: z.ZodType, mark: keyof typeof SECRET | keyof typeof PUBLIC) =>
  variable.meta()?.[mark] === true;

function refusingPlaintext(shape: z.core.$ZodShape) {
  const guarded = Object.keys(shape).filter(
    (name) => !isMarked(shape[name] as z.ZodType, 'public'),
  );
  return (config: object, context: z.RefinementCtx): void => {
    const { NODE_ENV, PLAINTEXT_ADDRESSES } = config as ProcessConfig;
    if (NODE_ENV !== 'production' || PLAINTEXT_ADDRESSES === 'allowed') return;
    for (const name of guarded) {
      const why = plaintextAddress((config as Record<string, unknown>)[name]);
      if (!why) continue;
      const message = `${why}; PLAINTEXT_ADDRESSES=allowed takes it all the same`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
  };
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(error: z.ZodError, env: Record<string, unknown>) {
    const lines = error.issues.map((issue) => {
      const name = issue.path.join('.');
      return env[name] === undefined ? `${name} is not set` : `${name}: ${issue.message}`;
    });
    super(`set these environment variables: ${lines.join('; ')}`);
  }
}
