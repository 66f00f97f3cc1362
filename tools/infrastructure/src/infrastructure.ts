import { join } from 'node:path';
import { findBinary, type Binary, type BinarySearch } from './binary-source.ts';
import { findCompose, removeContainers, startContainers } from './container-source.ts';
import { DataFolder } from './data-folder.ts';
import { givenServer } from './environment-source.ts';
import { InfrastructureError } from './infrastructure-error.ts';
import {
  startLiveKit,
  stopStaleLiveKit,
  type LiveKitKey,
  type LiveKitServer,
} from './livekit-server.ts';
import { maskUrl } from './mask-url.ts';
import { natsUserUrls, planNats, stopStaleNats } from './nats-server.ts';
import { findRootAccess, installPackages, rootRunner, searchPostgis } from './package-source.ts';
import { outsideHome, removeOutsideHome } from './postgres-home.ts';
import { clusterMajor, planPostgres, stopStalePostgres } from './postgres-server.ts';
import { startPrivateServer } from './private-server.ts';
import { probes } from './probes.ts';
import { planRedis, stopStaleRedis } from './redis-server.ts';
import { requirements, serverNames, type ServerName, type SourceKind } from './requirements.ts';
import { resolveSources, type Finders, type Source } from './resolve-sources.ts';

export { dataFolderOf } from './data-folder.ts';
export { InfrastructureError } from './infrastructure-error.ts';
export { choosePort } from './free-port.ts';
export type { LiveKitKey, LiveKitServer } from './livekit-server.ts';
export { maskUrl } from './mask-url.ts';
export { runningNatsUrl } from './nats-server.ts';
export { natsOptions } from './probes.ts';
export { runningPostgresUrl } from './postgres-server.ts';
export type { ServerName, SourceKind } from './requirements.ts';

export interface InfrastructureOptions {
  /** Folder of this platform alone; made where missing, locked while the servers run. */
  dataDir: string;
  /** Where addresses and PATH are read; `process.env` by default. */
  env?: NodeJS.ProcessEnv;
  /** Receives what happens, a line at a time, for people. */
  progress?: (line: string) => void;
  /** The servers wanted; all by default. */
  only?: ServerName[];
  /** For tests: fast and careless with data. The caller deletes the folder after `stop()`. */
  throwaway?: boolean;
}

/** One server in use. */
export interface RunningServer {
  name: ServerName;
  source: SourceKind;
  version: string;
  /** Only of servers this process started. */
  pid?: number;
  /** Address with the password masked. */
  url: string;
  /** Path of its log, where we write one. */
  log?: string;
  /**
   * Only of servers this process started: ends it, for proofs of what happens without it. The
   * function returned starts it again, with its data and at the same address.
   */
  interrupt?: () => Promise<() => Promise<void>>;
}

export interface Infrastructure {
  /** Superuser on the maintenance database; empty when left out by `only`. */
  postgresUrl: string;
  /** Empty when left out by `only`. */
  redisUrl: string;
  /** The operator's, `nats://user:password@host:port`; empty when left out by `only`. */
  natsUrl: string;
  /** A service's own; where somebody else runs the server, the one that was given. */
  natsUrlOf(service: string): string;
  servers: RunningServer[];
  /**
   * Provides the classrooms' server in the same way. It ends with the others.
   *
   * @returns undefined where none can be had, which is said
   */
  startLiveKit(key: LiveKitKey): Promise<LiveKitServer | undefined>;
  /** Ends the servers started here and gives the data folder back; others are left alone. */
  stop(): Promise<void>;
}

interface Started {
  server: RunningServer;
  url: string;
  stop?: () => Promise<void>;
}

/**
 * Provides PostgreSQL, Redis and NATS: those named in EDU_POSTGRES_URL, EDU_REDIS_URL and
 * EDU_NATS_URL, or private ones from programs on this machine, containers or packages.
 * They end with this process however it ends; call `stop()` once the services have drained.
 *
 * @throws InfrastructureError with a message for people: what failed, the log, what to do
 */
export async function startInfrastructure(options: InfrastructureOptions): Promise<Infrastructure> {
  const { env = process.env, progress = () => undefined, throwaway = false } = options;
  const names = options.only ?? [...serverNames];
  const folder = await DataFolder.open(options.dataDir);
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    const results = await Promise.allSettled(stops.splice(0).map((stopOne) => stopOne()));
    if (throwaway) removeOutsideHome(folder);
    folder.close();
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  };
  try {
    folder.secrets();
    const finders = findersFor(folder, { env, progress, throwaway });
    const { sources, containers } = await resolveSources(names, finders, progress);
    if (containers) stops.push(() => containers.stop());
    const outcomes = await Promise.allSettled(
      names.map(async (name) => {
        const started = await startOne(name, sources.get(name)!, folder, { progress, throwaway });
        if (started.stop) stops.push(started.stop);
        return started;
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    const started = outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []));
    const url = (name: ServerName): string =>
      started.find(({ server }) => server.name === name)?.url ?? '';
    let stopping: Promise<void> | undefined;
    return {
      postgresUrl: url('postgres'),
      redisUrl: url('redis'),
      natsUrl: url('nats'),
      natsUrlOf: natsUrlsFor(sources.get('nats')?.kind, url('nats'), folder),
      servers: started.map(({ server }) => server),
      startLiveKit: async (key) => {
        const livekit = await startLiveKit(key, folder, { env, progress });
        if (livekit?.stop) stops.push(livekit.stop);
        return livekit;
      },
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/**
 * Removes all data of the platform in the folder: what its servers left, wherever it lies.
 * A folder in which no platform was ever started is not touched.
 *
 * @throws InfrastructureError when a platform runs on the folder
 */
export async function resetInfrastructure(
  options: Pick<InfrastructureOptions, 'dataDir' | 'env' | 'progress'>,
): Promise<void> {
  const { env = process.env, progress = () => undefined } = options;
  const folder = await DataFolder.open(options.dataDir);
  try {
    if (!folder.isOurs) return;
    progress(`Removing the data in ${folder.path}`);
    await stopStalePostgres(folder, postgresHome(folder), progress);
    await stopStaleRedis(folder, progress);
    await stopStaleNats(folder, progress);
    await stopStaleLiveKit(folder, progress);
    await removeContainers(folder, env);
    removeOutsideHome(folder);
    folder.clear();
  } finally {
    folder.close();
  }
}

function findersFor(
  folder: DataFolder,
  options: Required<Pick<InfrastructureOptions, 'env' | 'progress' | 'throwaway'>>,
): Finders {
  const { env, progress, throwaway } = options;
  return {
    given: (name) => givenServer(name, env),
    binary: (name): Promise<BinarySearch> => {
      const major = name === 'postgres' ? clusterMajor(postgresHome(folder)) : undefined;
      return findBinary(name, env, major);
    },
    containers: async (wanted) => {
      const compose = await findCompose(env);
      if (!compose) return undefined;
      progress(`Starting containers: ${labels(wanted)}`);
      return startContainers(wanted, compose, folder, { env, throwaway });
    },
    packages: async (wanted) => {
      const access = await findRootAccess(env);
      if (access === 'none') return false;
      progress(`Not on this machine: ${labels(wanted)}`);
      const runAsRoot = rootRunner(access, env, folder.log('apt'));
      await installPackages(wanted, runAsRoot, () => searchPostgis(env), progress);
      return true;
    },
  };
}

async function startOne(
  name: ServerName,
  source: Source,
  folder: DataFolder,
  options: { progress: (line: string) => void; throwaway: boolean },
): Promise<Started> {
  const { progress } = options;
  if (source.kind !== 'binary') {
    const { kind, url } = source;
    const version = kind === 'environment' ? source.version : (await probes[name](url)).version;
    const where = `${requirements[name].label} ${version} at ${maskUrl(url)}`;
    progress(kind === 'environment' ? `Using ${where}` : `${where} (container)`);
    return { url, server: { name, source: kind, version, url: maskUrl(url) } };
  }
  const began = performance.now();
  const plan = await plans[name](source.binary, folder, options);
  let running = await startPrivateServer(plan, folder, progress);
  const { pid, url } = running;
  const took = Math.round(performance.now() - began);
  progress(`${plan.label} ${plan.version} at 127.0.0.1:${new URL(url).port} (${took} ms)`);
  const { version, log } = plan;
  const server: RunningServer = { name, source: 'binary', version, pid, url: maskUrl(url), log };
  server.interrupt = async () => {
    await running.stop();
    return async () => {
      running = await startPrivateServer(plan, folder, progress);
      server.pid = running.pid;
      if (running.url !== url) throw new Error(`${plan.label} had to move to another port`);
    };
  };
  return { url, stop: () => running.stop(), server };
}

const plans: Record<
  ServerName,
  (
    binary: Binary,
    folder: DataFolder,
    options: { progress: (line: string) => void; throwaway: boolean },
  ) => ReturnType<typeof planPostgres>
> = { postgres: planPostgres, redis: planRedis, nats: planNats };

function natsUrlsFor(
  source: SourceKind | undefined,
  url: string,
  folder: DataFolder,
): (service: string) => string {
  // The users of a container share its password, and not their rights.
  if (source === 'container')
    return (service) => Object.assign(new URL(url), { username: service }).href;
  if (source !== 'binary') return () => url;
  const urls = natsUserUrls(url, folder.secrets().nats);
  return (service) => {
    const own = urls[service];
    if (own) return own;
    throw new InfrastructureError(`NATS has no user ${service}.`, {
      todo: 'enter it in deploy/services.yaml, then: npm run gen',
    });
  };
}

function postgresHome(folder: DataFolder): string {
  return outsideHome(folder) ?? join(folder.path, 'postgres');
}

function labels(names: readonly ServerName[]): string {
  return names.map((name) => requirements[name].label).join(', ');
}
