import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { choosePort } from './free-port.ts';
import { InfrastructureError, reasonOf } from './infrastructure-error.ts';
import type { ServerName } from './requirements.ts';
import { capture, runLogged } from './run-command.ts';

/** Servers that run in containers of this data folder. */
export interface Containers {
  urls: Map<ServerName, string>;
  stop(): Promise<void>;
}

const composeFile = join(import.meta.dirname, '..', '..', '..', 'docker-compose.yml');
const record = 'containers.json';

/**
 * How Compose is called on this machine (plugin or program of its own).
 * Undefined when no container engine runs.
 */
export async function findCompose(env: NodeJS.ProcessEnv): Promise<string[] | undefined> {
  const engine = await capture('docker', ['info'], { env, timeoutMs: 5_000 });
  if (engine.code !== 0) return undefined;
  for (const compose of [['docker', 'compose'], ['docker-compose']]) {
    const [command, ...args] = compose as [string, ...string[]];
    if ((await capture(command, [...args, 'version'], { env })).code === 0) return compose;
  }
  return undefined;
}

/** The environment docker-compose.yml reads: ports, passwords, and how careful to be with data. */
export function composeEnvironment(
  ports: Record<ServerName, number>,
  secrets: Record<ServerName, string>,
  throwaway: boolean,
): Record<string, string> {
  return {
    EDU_POSTGRES_PORT: String(ports.postgres),
    EDU_REDIS_PORT: String(ports.redis),
    EDU_NATS_PORT: String(ports.nats),
    EDU_POSTGRES_PASSWORD: secrets.postgres,
    EDU_REDIS_PASSWORD: secrets.redis,
    EDU_NATS_PASSWORD: secrets.nats,
    EDU_POSTGRES_OPTIONS: throwaway
      ? '-c fsync=off -c full_page_writes=off -c shared_buffers=128MB'
      : '',
    EDU_REDIS_APPENDONLY: throwaway ? 'no' : 'yes',
  };
}

/**
 * Starts the named services of docker-compose.yml as a project of this data folder and waits
 * until they are healthy.
 *
 * @throws InfrastructureError with the engine's own words when they do not come up
 */
export async function startContainers(
  names: readonly ServerName[],
  compose: readonly string[],
  folder: DataFolder,
  options: { env: NodeJS.ProcessEnv; throwaway: boolean },
): Promise<Containers> {
  const ports = {
    postgres: await choosePort(folder.state('postgres')?.port),
    redis: await choosePort(folder.state('redis')?.port),
    nats: await choosePort(folder.state('nats')?.port),
  };
  const secrets = folder.secrets();
  const env = { ...options.env, ...composeEnvironment(ports, secrets, options.throwaway) };
  const [command, ...args] = composeCommand(compose, folder);
  const log = folder.log('containers');
  const todo = 'see the log; or install the servers themselves, or set their addresses';
  writeFileSync(folder.runFile(record), JSON.stringify({ compose }));
  const guard = stopWhenOrphaned([command, ...args, 'stop'], env);
  const stop = async (): Promise<void> => {
    const how = options.throwaway ? ['down', '--volumes', '--timeout', '0'] : ['stop'];
    await runLogged('Stopping the containers', command, [...args, ...how], { env, log, todo });
    guard.kill('SIGKILL');
  };
  try {
    await runLogged(
      'Starting the containers',
      command,
      [...args, 'up', '--detach', '--wait', ...names],
      { env, log, todo, timeoutMs: 600_000 },
    );
  } catch (error) {
    await stop().catch(() => undefined);
    guard.kill('SIGKILL');
    throw error;
  }
  for (const name of names) folder.writeState(name, { port: ports[name] });
  const all: Record<ServerName, string> = {
    postgres: `postgres://postgres:${secrets.postgres}@127.0.0.1:${ports.postgres}/postgres`,
    redis: `redis://:${secrets.redis}@127.0.0.1:${ports.redis}`,
    nats: `nats://operator:${secrets.nats}@127.0.0.1:${ports.nats}`,
  };
  return { urls: new Map(names.map((name) => [name, all[name]])), stop };
}

/** Removes the containers and volumes of a data folder, if it ever had any. */
export async function removeContainers(folder: DataFolder, env: NodeJS.ProcessEnv): Promise<void> {
  const used = folder.readJson<{ compose: string[] }>(record);
  if (!used) return;
  const [command, ...args] = composeCommand(used.compose, folder);
  const remove = [...args, 'down', '--volumes'];
  try {
    const log = folder.log('containers');
    await runLogged('Removing the containers', command, remove, { env, log });
    rmSync(folder.runFile(record));
  } catch (error) {
    throw new InfrastructureError(reasonOf(error), {
      todo: `start the container engine and try again, or run: ${[command, ...remove].join(' ')}`,
    });
  }
}

function composeCommand(
  compose: readonly string[],
  folder: DataFolder,
): [command: string, ...args: string[]] {
  const project = ['--project-name', `educonnect-${folder.key}`, '--file', composeFile];
  return [...compose, ...project] as [string, ...string[]];
}

/** A shell that waits for this process to end, however it ends, and then stops the containers. */
function stopWhenOrphaned(command: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; exec "$@"', 'guard', ...command], {
    detached: true,
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.stdin?.on('error', () => undefined);
  (guard.stdin as unknown as { unref(): void } | null)?.unref();
  guard.unref();
  return guard;
}
