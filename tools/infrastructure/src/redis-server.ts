import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binary } from './binary-source.ts';
import type { DataFolder } from './data-folder.ts';
import { stopStale } from './private-server.ts';
import type { ServerPlan } from './server-plan.ts';

const signals = { stopSignal: 'SIGTERM', killSignal: 'SIGKILL' } as const;

/** The whole configuration file of a private Redis. */
export function redisConfig(options: {
  port: number;
  dir: string;
  password: string;
  throwaway: boolean;
}): string {
  const { port, dir, password, throwaway } = options;
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    'protected-mode yes',
    'daemonize no',
    `dir ${JSON.stringify(dir)}`,
    `requirepass ${password}`,
    // Queues and locks live here: refusing a write is better than forgetting one.
    'maxmemory-policy noeviction',
    'save ""',
    ...(throwaway ? ['appendonly no'] : ['appendonly yes', 'appendfsync everysec']),
    'set-proc-title no',
    '',
  ].join('\n');
}

/** Ends what an earlier run left and says how to start Redis. */
export async function planRedis(
  binary: Binary,
  folder: DataFolder,
  options: { throwaway: boolean; progress: (line: string) => void },
): Promise<ServerPlan> {
  const home = join(folder.path, 'redis');
  const config = join(home, 'redis.conf');
  const password = folder.secrets().redis;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  await stopStaleRedis(folder, options.progress);
  return {
    name: 'redis',
    label: 'Redis',
    version: binary.version.text,
    command: binary.path,
    folder: home,
    log: folder.log('redis'),
    ...signals,
    readyWithinMs: 30_000,
    configure: (port) => {
      const { throwaway } = options;
      writeFileSync(config, redisConfig({ port, dir: home, password, throwaway }), { mode: 0o600 });
      return [config];
    },
    url: (port) => `redis://:${password}@127.0.0.1:${port}`,
  };
}

/** Ends a Redis that an earlier run left in the data folder. */
export function stopStaleRedis(
  folder: DataFolder,
  progress: (line: string) => void,
): Promise<void> {
  const home = join(folder.path, 'redis');
  return stopStale('redis', folder.state('redis')?.pid, home, signals, progress);
}
