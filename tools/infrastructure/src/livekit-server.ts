import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RoomServiceClient } from 'livekit-server-sdk';
import { stringify } from 'yaml';
import { findBinary } from './binary-source.ts';
import type { DataFolder } from './data-folder.ts';
import { EXTRA_SERVERS, extraServerPath } from './extra-servers.ts';
import { InfrastructureError, reasonOf } from './infrastructure-error.ts';
import { startPrivateServer, stopStale } from './private-server.ts';
import { requirements, type SourceKind } from './requirements.ts';
import { capture } from './run-command.ts';
import type { ServerPlan } from './server-plan.ts';

/** Signs tokens for a LiveKit server. */
export interface LiveKitKey {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where a server that is started here reports who enters and leaves. */
  readonly webhookUrl?: string;
}

/** The classrooms' server in use. */
export interface LiveKitServer {
  /** For browsers and services, `ws://` or `wss://`. */
  readonly url: string;
  readonly source: SourceKind;
  /** Only of a server that was started here. */
  readonly stop?: () => Promise<void>;
}

interface Options {
  readonly env: NodeJS.ProcessEnv;
  readonly progress: (line: string) => void;
  /** Where a server lies that was built here, if it was. */
  readonly built?: string;
}

/** The first asks it to wait for everybody to leave, the second not to: it has nothing to lose. */
const twice = { stopSignal: 'SIGTERM', killSignal: 'SIGTERM' } as const;
const atOnce = { stopSignal: 'SIGKILL', killSignal: 'SIGKILL' } as const;
const { label, addressVariable } = requirements.livekit;
const built = EXTRA_SERVERS['livekit-server'];
const IMAGE = `livekit/livekit-server:v${built.version}`;

/**
 * Provides a LiveKit server, the first that there is: one named in EDU_LIVEKIT_URL, a program on
 * this machine, the one that `npm run servers` has built, a container.
 *
 * @throws InfrastructureError when a server is named and of no use, or does not come up
 */
export async function startLiveKit(
  key: LiveKitKey,
  folder: DataFolder,
  options: Options,
): Promise<LiveKitServer | undefined> {
  const { env, progress } = options;
  const given = env[addressVariable] || env['LIVEKIT_URL'];
  if (given) {
    await checkGiven(given, env);
    progress(`Using ${label} at ${given}`);
    return { url: given, source: 'environment' };
  }
  const found = await findProgram(env, options.built ?? extraServerPath('livekit-server'));
  const engine =
    !found && (await capture('docker', ['info'], { env, timeoutMs: 5_000 })).code === 0;
  if (!found && !engine) {
    progress(
      `Classrooms stay closed: there is no ${label} here; "npm run servers -- livekit-server" ` +
        `builds one (needs Go), ${addressVariable} names one that runs`,
    );
    return undefined;
  }
  await stopStaleLiveKit(folder, progress);
  const began = performance.now();
  const plan = found ? programPlan(found, key, folder) : containerPlan(key, folder, env);
  try {
    const { url, stop } = await startPrivateServer(plan, folder, progress);
    const took = Math.round(performance.now() - began);
    progress(`${label} ${plan.version} at 127.0.0.1:${new URL(url).port} (${took} ms)`);
    return { url, source: found ? 'binary' : 'container', stop };
  } catch (error) {
    if (found) throw error;
    // An engine without access to its registry is common.
    progress(`Classrooms stay closed: ${reasonOf(error)}`);
    return undefined;
  }
}

/** Ends a LiveKit server that an earlier run left in the data folder. */
export function stopStaleLiveKit(
  folder: DataFolder,
  progress: (line: string) => void,
): Promise<void> {
  return stopStale('livekit', folder.state('livekit')?.pid, homeOf(folder), twice, progress);
}

/**
 * The whole configuration of a private server. Media go over one UDP port of the same number; over
 * TCP they would be served to the whole network, whatever address it is to bind.
 *
 * @param boxed it runs in a container, where it is reached by the ports handed on
 */
export function liveKitConfig(
  { apiKey, apiSecret, webhookUrl }: LiveKitKey,
  port: number,
  boxed: boolean,
) {
  return stringify({
    port,
    bind_addresses: [boxed ? '0.0.0.0' : '127.0.0.1'],
    keys: { [apiKey]: apiSecret },
    // From inside a container the platform has no address.
    ...(webhookUrl && !boxed && { webhook: { api_key: apiKey, urls: [webhookUrl] } }),
    rtc: {
      udp_port: port,
      tcp_port: 0,
      use_external_ip: false,
      ...(boxed
        ? { node_ip: '127.0.0.1' }
        : {
            interfaces: { includes: ['lo', 'lo0'] },
            ips: { includes: ['127.0.0.1/32'] },
            enable_loopback_candidate: true,
          }),
    },
    logging: { level: 'info', json: true },
  });
}

async function findProgram(
  env: NodeJS.ProcessEnv,
  path: string,
): Promise<{ path: string; version: string } | undefined> {
  const { found } = await findBinary('livekit', env);
  if (found) return { path: found.path, version: found.version.text };
  return existsSync(path) ? { path, version: built.version } : undefined;
}

const homeOf = (folder: DataFolder): string => join(folder.path, 'livekit');

function programPlan(
  { path, version }: { path: string; version: string },
  key: LiveKitKey,
  folder: DataFolder,
): ServerPlan {
  const config = prepareHome(folder);
  return {
    ...commonPlan(folder),
    ...atOnce,
    version,
    command: path,
    readyWithinMs: 30_000,
    configure: (port) => {
      writeFileSync(config, liveKitConfig(key, port, false), { mode: 0o600 });
      return ['--config', config];
    },
  };
}

/** The container is the engine's, but ends with its client, which is a process like the others. */
function containerPlan(key: LiveKitKey, folder: DataFolder, env: NodeJS.ProcessEnv): ServerPlan {
  const config = prepareHome(folder);
  return {
    ...commonPlan(folder),
    // At once would end Docker's client alone.
    ...twice,
    version: built.version,
    command: 'docker',
    env,
    readyWithinMs: 300_000, // the image may have to be fetched
    configure: (port) => {
      writeFileSync(config, liveKitConfig(key, port, true), { mode: 0o600 });
      const ports = [`127.0.0.1:${port}:${port}`, `127.0.0.1:${port}:${port}/udp`];
      return [
        ...['run', '--rm', '--init', '--volume', `${config}:/livekit.yaml:ro`],
        ...ports.flatMap((one) => ['--publish', one]),
        ...[IMAGE, '--config', '/livekit.yaml'],
      ];
    },
  };
}

function commonPlan(folder: DataFolder) {
  return {
    name: 'livekit',
    label,
    folder: homeOf(folder),
    log: folder.log('livekit'),
    url: (port: number) => `ws://127.0.0.1:${port}`,
  } as const;
}

/** @returns path of the configuration file */
function prepareHome(folder: DataFolder): string {
  const home = homeOf(folder);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return join(home, 'livekit.yaml');
}

async function checkGiven(url: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = env;
  if (!apiKey || !apiSecret) {
    throw new InfrastructureError(`${label} at ${url} needs its key.`, {
      todo: 'set LIVEKIT_API_KEY and LIVEKIT_API_SECRET, which that server knows',
    });
  }
  try {
    const options = { requestTimeout: 5, failover: false };
    await new RoomServiceClient(url, apiKey, apiSecret, options).listRooms(['none']);
  } catch (cause) {
    throw new InfrastructureError(
      `${label} at ${url} does not answer as it should: ${reasonOf(cause)}`,
      {
        todo: `start that server, correct ${addressVariable} and LIVEKIT_API_KEY, or unset them`,
        cause,
      },
    );
  }
}
