import { pathToFileURL } from 'node:url';
import type { Simulators } from '@edu/simulators';
import { SIMULATORS } from '@edu/simulators/definitions';
import type { Secrets } from './secrets.ts';

export interface EnvInputs {
  /** The environment of the platform: what is set there wins over what is generated here. */
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: Secrets;
  /** Where the platform is reached. */
  readonly port: number;
  /** Where the gateway listens, when an ingress has `port`. */
  readonly gatewayPort?: number;
  /** Where the web listens, when it runs; without an ingress the gateway forwards to it. */
  readonly webPort?: number;
  /** Address of NATS for each service that uses it. */
  readonly natsUrls: Readonly<Record<string, string>>;
  readonly redisUrl: string;
  readonly simulators: Pick<Simulators, 'urls' | 'env'> | undefined;
  /** The classrooms' server, for browsers. */
  readonly livekitUrl?: string | undefined;
  /** Where traces are sent and shown. */
  readonly watch?: string | undefined;
  /** Addresses for each service that owns a schema. */
  readonly databases: Readonly<Record<string, { readonly runtime: string }>>;
  readonly healthPorts: Readonly<Record<string, number>>;
  /** Of the objects, when the environment names no storage. */
  readonly storageFolder: string;
  /** Folder of the logs, when the services cannot write to an output of their own. */
  readonly logFolder?: string;
}

type Env = Record<string, string>;

/** Connections that all services together may open. */
const MAX_CONNECTIONS = 40;

/**
 * The environment of every service, by name. All services get the same variables and read those
 * that their configuration names, but each has a database login, health port and log of its own.
 */
export function serviceEnvs(names: readonly string[], inputs: EnvInputs): Record<string, Env> {
  const { env, databases, healthPorts, logFolder, natsUrls } = inputs;
  const common = { ...defaults(inputs), ...given(env), ...addresses(inputs) };
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        ...common,
        ...(natsUrls[name] && { NATS_URL: natsUrls[name] }),
        HEALTH_PORT: String(healthPorts[name] ?? 0),
        ...(databases[name] && { DATABASE_URL: databases[name].runtime }),
        ...(logFolder && { LOG_FILE: `${logFolder}/${name}.log` }),
      },
    ]),
  );
}

/** Replaced by what the environment sets. */
function defaults({
  env,
  secrets,
  port,
  simulators,
  livekitUrl = 'none',
  watch,
  databases,
  storageFolder,
}: EnvInputs): Env {
  return {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    // Everybody who tries things out comes from one address.
    ...(simulators && { RATE_LIMIT_FACTOR: '20' }),
    // And signs in with one account from many programs.
    ...(simulators && { NEW_DEVICES: 'ignore' }),
    DATABASE_POOL: String(poolSize(Object.keys(databases).length)),
    STATUS_LINKS: [
      ...SIMULATORS.map(({ name, label }) => [label, simulators?.urls[name]]),
      ['Traces and metrics', watch],
    ]
      .flatMap(([label, page]) => (page ? `${label}|${page}` : []))
      .join(','),
    ...(watch && { OTEL_EXPORTER_OTLP_ENDPOINT: watch, TRACE_SAMPLE_RATIO: '1' }),
    AUTH_SECRET: secrets.AUTH_SECRET,
    QUOTE_SECRET: secrets.QUOTE_SECRET,
    DOOR_SECRET: secrets.DOOR_SECRET,
    NUMBER_SECRET: secrets.NUMBER_SECRET,
    STORAGE_URL: pathToFileURL(storageFolder).href,
    STORAGE_SECRET: secrets.STORAGE_SECRET,
    MASTER_KEYS: secrets.MASTER_KEYS,

    MAIL_FROM: 'EduConnect <no-reply@educonnect.localhost>',
    SMS_FROM: 'EduConnect',
    ...simulators?.env,

    LIVEKIT_URL: livekitUrl,
    // Key and secret belong together: one of ours with one of theirs is no pair.
    ...(!env['LIVEKIT_API_KEY'] && {
      LIVEKIT_API_KEY: secrets.LIVEKIT_API_KEY,
      LIVEKIT_API_SECRET: secrets.LIVEKIT_API_SECRET,
    }),
  };
}

/** Always the platform's own. */
function addresses({ port, gatewayPort, webPort, redisUrl }: EnvInputs): Env {
  return {
    HOST: '127.0.0.1',
    PORT: String(gatewayPort ?? port),
    API_URL: `http://127.0.0.1:${port}`,
    ...(webPort && { WEB_PORT: String(webPort) }),
    ...(webPort && !gatewayPort && { WEB_URL: `http://127.0.0.1:${webPort}` }),
    REDIS_URL: redisUrl,
  };
}

function given(env: NodeJS.ProcessEnv): Env {
  const set = Object.entries(env).filter(([name, value]) => value && name !== 'DATABASE_URL');
  return Object.fromEntries(set) as Env;
}

export function poolSize(databases: number): number {
  return Math.min(4, Math.max(1, Math.floor(MAX_CONNECTIONS / Math.max(1, databases))));
}
