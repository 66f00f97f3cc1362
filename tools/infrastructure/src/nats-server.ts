import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binary } from './binary-source.ts';
import type { DataFolder } from './data-folder.ts';
import { stopStale } from './private-server.ts';
import type { ServerPlan } from './server-plan.ts';

const signals = { stopSignal: 'SIGTERM', killSignal: 'SIGKILL' } as const;

/** User name of the one account of a private NATS server. */
const user = 'edu';

/**
 * The whole configuration file of a private NATS server. It keeps to what version 2.9 knows:
 * `sync_interval`, which production sets, is refused there.
 */
export function natsConfig(options: { port: number; dir: string; password: string }): string {
  const { port, dir, password } = options;
  return [
    'server_name: "educonnect"',
    `listen: "127.0.0.1:${port}"`,
    'max_payload: 1MB',
    'jetstream {',
    `  store_dir: ${JSON.stringify(dir)}`,
    '  max_memory_store: 64MB',
    '}',
    'authorization {',
    `  user: "${user}"`,
    `  password: "${password}"`,
    '}',
    '',
  ].join('\n');
}

/** Ends what an earlier run left and says how to start NATS. */
export async function planNats(
  binary: Binary,
  folder: DataFolder,
  options: { progress: (line: string) => void },
): Promise<ServerPlan> {
  const home = join(folder.path, 'nats');
  const config = join(home, 'nats.conf');
  const password = folder.secrets().nats;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  await stopStaleNats(folder, options.progress);
  return {
    name: 'nats',
    label: 'NATS',
    version: binary.version.text,
    command: binary.path,
    folder: home,
    log: folder.log('nats'),
    ...signals,
    readyWithinMs: 30_000,
    configure: (port) => {
      writeFileSync(config, natsConfig({ port, dir: home, password }), { mode: 0o600 });
      return ['--config', config];
    },
    url: (port) => `nats://${user}:${password}@127.0.0.1:${port}`,
  };
}

/** Ends a NATS server that an earlier run left in the data folder. */
export function stopStaleNats(folder: DataFolder, progress: (line: string) => void): Promise<void> {
  const home = join(folder.path, 'nats');
  return stopStale('nats', folder.state('nats')?.pid, home, signals, progress);
}
