import { join, resolve } from 'node:path';
import { API_PREFIX } from '@edu/contract-kit';
import { workspaceServices } from '@edu/database';
import type { DemoResult } from '@edu/demo';
import type { Infrastructure } from '@edu/infrastructure';
import { startSimulators, type Simulators } from '@edu/simulators';
import type { Databases } from './databases.ts';
import { Endings } from './endings.ts';
import { prepareGround } from './ground.ts';
import { untilReady } from './health-check.ts';
import type { HostedService, ProcessOptions, Rollover } from './hosted-service.ts';
import { Ingress } from './ingress.ts';
import { PlatformError, reasonOf } from './platform-error.ts';
import { PortBook } from './port-book.ts';
import type { Secrets } from './secrets.ts';
import { serviceEnvs } from './service-env.ts';
import { EDGE, ServiceGroup, WEB } from './service-group.ts';
import { Steps } from './steps.ts';
import { startWatchServer } from './watch/watch-server.ts';

export type { Databases } from './databases.ts';
export type { HostedService, Rollover } from './hosted-service.ts';
export { PlatformError } from './platform-error.ts';

export interface PlatformOptions {
  /** Folder of this platform alone: data, logs, secrets. */
  readonly dataDir: string;
  /** Where the gateway listens. */
  readonly port: number;
  /** Names of the services wanted; all by default. */
  readonly only?: readonly string[];
  /** Fill it with demo data, when all services run. */
  readonly demo: boolean;
  /** Each service in a process of its own, as in production; else all in this one. */
  readonly processes: boolean;
  /** Put an ingress at `port`, gateway and web behind it: then these can be replaced too. */
  readonly ingress?: boolean;
  /** For proofs: fast and careless with data. */
  readonly throwaway?: boolean;
  /** A migrated database of the given server, of which the platform's own is made as a copy. */
  readonly template?: string;
  /** Run LiveKit, where a server can be had; without one, the classrooms stay closed. */
  readonly classrooms?: boolean;
  /** Stand-ins for the providers that `env` names no real account of. */
  readonly simulators: boolean;
  /** Show logs, metrics and traces on a page; traces go there unless `env` names a collector. */
  readonly watch?: boolean;
  /** Wins over the variables that the platform sets; `process.env` by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** Receives what happens, a line at a time, for people. */
  readonly progress?: (line: string) => void;
}

/** Those of simulators are missing where a real account is used. */
export interface PlatformUrls extends Partial<Simulators['urls']> {
  readonly api: string;
  readonly docs: string;
  /** The classrooms' server, for browsers; undefined where there is none. */
  readonly classrooms: string | undefined;
  /** Logs, metrics and traces; undefined where nobody watches. */
  readonly watch: string | undefined;
}

export interface Platform {
  readonly url: string;
  readonly urls: PlatformUrls;
  readonly services: readonly HostedService[];
  readonly infrastructure: Infrastructure;
  readonly databases: Databases;
  readonly simulators: Simulators | undefined;
  readonly demo: DemoResult | undefined;
  /** What was generated for it; the environment may have set others. */
  readonly secrets: Secrets;
  /** Folder of the logs, one per service and server. */
  readonly logs: string;
  /** Milliseconds from the start of the first service until all were ready. */
  readonly bootMs: number;
  /** Ends a service's process without warning; it is started again. Resolves when it has ended. */
  kill(service: string): Promise<void>;
  /** Replaces a service's process by a new one, without a gap. */
  roll(service: string): Promise<Rollover>;
  /** Runs one more process of a service beside its own; the function ends it. */
  join(service: string, how: ProcessOptions): Promise<() => Promise<void>>;
  /** How often a service was started again. */
  restartCount(service: string): number;
  /** Resolves when the service named, or every one, answers that it is ready. */
  untilReady(service?: string): Promise<void>;
  /** Drains the gateway, then the services, then ends the rest. */
  stop(say?: (line: string) => void): Promise<void>;
  /** Ends the services' processes at once; the servers follow when this process ends. */
  abort(): void;
}

/**
 * Starts a whole platform and waits until every service is ready.
 *
 * @throws PlatformError or InfrastructureError with a message for people; what was started is ended
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const endings = new Endings();
  try {
    return await start(options, endings);
  } catch (error) {
    await endings.run().catch(() => undefined); // the first error is the one to report
    throw error;
  }
}

async function start(options: PlatformOptions, endings: Endings): Promise<Platform> {
  const { port, env = process.env, progress = () => undefined, throwaway = false } = options;
  const url = `http://127.0.0.1:${port}`;
  const dataDir = resolve(options.dataDir);
  const logs = join(dataDir, 'logs');
  const steps = new Steps(progress);
  const ground = await prepareGround(
    { ...options, env, progress, throwaway, dataDir },
    steps,
    endings,
  );
  const { build, secrets, infrastructure, databases, livekit } = ground;
  const ports = new PortBook(dataDir);

  let simulators: Simulators | undefined;
  if (options.simulators && env['NODE_ENV'] !== 'production') {
    simulators = await startSimulators({
      ...(!throwaway && { dataDir: join(dataDir, 'simulators') }),
      port: (name) => ports.get(name),
      secrets,
      platformUrl: url,
      isSet: (variable) =>
        Boolean(env[variable]) || (variable === 'LIVEKIT_API_KEY' && livekit !== undefined),
    });
    const { close } = simulators;
    endings.add((say) => {
      say('Stopping the simulators');
      return close();
    });
  }

  let watched: readonly HostedService[] = [];
  const watch = options.watch
    ? await startWatchServer({ port: await ports.get('watch'), logs, services: () => watched })
    : undefined;
  if (watch) endings.add(() => watch.close());

  const healthPorts: Record<string, number> = {};
  for (const name of build.services) healthPorts[name] = await ports.get(`${name}-health`);
  const services = new ServiceGroup({
    names: build.services,
    dir: build.dir,
    envs: serviceEnvs(build.services, {
      env,
      secrets,
      port,
      ...(options.ingress && { gatewayPort: await ports.get(`${EDGE} behind the ingress`) }),
      natsUrls: Object.fromEntries(
        workspaceServices()
          .filter(({ name, usesNats }) => usesNats && build.services.includes(name))
          .map(({ name }) => [name, infrastructure.natsUrlOf(name)]),
      ),
      ...(build.services.includes(WEB) && { webPort: await ports.get(WEB) }),
      redisUrl: infrastructure.redisUrl,
      simulators,
      livekitUrl: livekit?.url,
      watch: watch?.url,
      databases: databases.urls,
      healthPorts,
      storageFolder: join(dataDir, 'objects'),
      ...(!options.processes && { logFolder: logs }),
    }),
    healthPorts,
    logs,
    processes: options.processes,
    ingress: options.ingress ?? false,
    progress,
  });
  watched = services.all;
  endings.add((say) => services.stop(say));
  const began = performance.now();
  await steps.run(
    'Starting the services',
    () => services.start(),
    () => `Services ready: ${build.services.join(', ')}`,
  );
  const bootMs = performance.now() - began;

  if (options.ingress) {
    const ingress = new Ingress({
      gateway: () => services.get(EDGE).replicas,
      web: () => services.all.find(({ name }) => name === WEB)?.replicas ?? [],
    });
    await ingress.listen(port);
    endings.add(() => ingress.close());
  }
  const demo =
    options.demo && !options.only
      ? await steps.run(
          'Adding demo data',
          () => addDemoData(infrastructure.natsUrl, secrets.DEMO_SECRET),
          ({ created }) => (created ? 'Demo data added' : undefined),
        )
      : undefined;
  return {
    url,
    urls: {
      api: url + API_PREFIX,
      docs: `${url}/docs`,
      ...simulators?.urls,
      classrooms: livekit?.url,
      watch: watch?.url,
    },
    services: services.all,
    infrastructure,
    databases,
    simulators,
    demo,
    secrets,
    logs,
    bootMs,
    kill: (name) => services.get(name).kill(),
    roll: (name) => services.roll(name),
    join: (name, how) => services.get(name).join(how),
    restartCount: (name) => services.get(name).restarts,
    untilReady: async (name) => {
      const wanted = name ? [services.get(name)] : services.all;
      await Promise.all(wanted.map((service) => untilReady(service)));
    },
    stop: (say) => endings.run(say),
    abort: () => services.abort(),
  };
}

async function addDemoData(natsUrl: string, secret: string): Promise<DemoResult> {
  const { seedDemo } = await import('@edu/demo');
  try {
    return await seedDemo({ natsUrl, secret });
  } catch (cause) {
    throw new PlatformError(`The demo data could not be added: ${reasonOf(cause)}`, {
      todo: '"npm start -- --no-demo" starts without; "npm start -- --reset" begins with empty data',
      cause,
    });
  }
}
