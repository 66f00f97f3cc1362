import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binary } from './binary-source.ts';
import type { DataFolder, ServerState } from './data-folder.ts';
import { stopStale } from './private-server.ts';
import type { ServerPlan } from './server-plan.ts';

const signals = { stopSignal: 'SIGTERM', killSignal: 'SIGKILL' } as const;

/** Every service and the operator, with what each may do: rendered, see deploy/services.yaml. */
const usersFile = join(import.meta.dirname, '../../../deploy/nats/rendered/users.conf');

/** The user that may do everything. */
const operator = 'operator';

/** The users of a configuration, by the variables that hold their passwords. */
export function natsUsers(conf: string): { user: string; variable: string }[] {
  return [...conf.matchAll(/user: "([\w-]+)", password: \$(\w+)/g)].map(([, user, variable]) => ({
    user: user!,
    variable: variable!,
  }));
}

/** Derived from the server's secret; begins with a letter, or NATS would read a number. */
function passwordOf(user: string, secret: string): string {
  return `p${createHmac('sha256', secret).update(`nats ${user}`).digest('hex')}`;
}

/**
 * The addresses of every user of a server, by name; the operator's is `url`.
 *
 * @param url `nats://operator:password@host:port`
 */
export function natsUserUrls(url: string, secret: string): Record<string, string> {
  const entries = natsUsers(readFileSync(usersFile, 'utf8')).map(({ user }) => {
    const address = new URL(url);
    address.username = user;
    address.password = passwordOf(user, secret);
    return [user, address.href] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The operator's address at the server of a platform that another process runs.
 *
 * @returns undefined when no platform was ever started in the folder
 */
export function runningNatsUrl(dataDir: string): string | undefined {
  const read = <T>(name: string): T | undefined => {
    const path = join(dataDir, 'run', `${name}.json`);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
  };
  const state = read<ServerState>('nats');
  const secrets = read<{ nats: string }>('secrets');
  if (!state || !secrets) return undefined;
  // The users of a container, which has no process here, share its password.
  const password = state.pid ? passwordOf(operator, secrets.nats) : secrets.nats;
  return `nats://${operator}:${password}@127.0.0.1:${state.port}`;
}

/**
 * The whole configuration file of a private NATS server. It keeps to what version 2.9 knows:
 * `sync_interval`, which production sets, is refused there.
 */
export function natsConfig(options: {
  port: number;
  dir: string;
  secret: string;
  users: string;
}): string {
  const { port, dir, secret, users } = options;
  return [
    'server_name: "educonnect"',
    `listen: "127.0.0.1:${port}"`,
    'max_payload: 1MB',
    'jetstream {',
    `  store_dir: ${JSON.stringify(dir)}`,
    '  max_memory_store: 64MB',
    '}',
    ...natsUsers(users).map(({ user, variable }) => `${variable}: ${passwordOf(user, secret)}`),
    users,
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
  const secret = folder.secrets().nats;
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
      writeFileSync(
        config,
        natsConfig({ port, dir: home, secret, users: readFileSync(usersFile, 'utf8') }),
        { mode: 0o600 },
      );
      return ['--config', config];
    },
    url: (port) => `nats://${operator}:${passwordOf(operator, secret)}@127.0.0.1:${port}`,
  };
}

/** Ends a NATS server that an earlier run left in the data folder. */
export function stopStaleNats(folder: DataFolder, progress: (line: string) => void): Promise<void> {
  const home = join(folder.path, 'nats');
  return stopStale('nats', folder.state('nats')?.pid, home, signals, progress);
}
