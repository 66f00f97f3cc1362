import {
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Binary } from './binary-source.ts';
import type { DataFolder } from './data-folder.ts';
import { postgresUser, preparePostgresHome } from './postgres-home.ts';
import { stopStale } from './private-server.ts';
import { worksIn } from './process-table.ts';
import { runLogged } from './run-command.ts';
import type { ServerPlan, SystemUser } from './server-plan.ts';

/** Fast shutdown: sessions are ended, the data is left clean. */
const orderly = { stopSignal: 'SIGINT', killSignal: 'SIGQUIT' } as const;
/** Immediate shutdown: nothing is written, for data nobody will read again. */
const immediate = { stopSignal: 'SIGQUIT', killSignal: 'SIGKILL' } as const;

/** Settings for a machine of two cores that runs the whole platform beside the database. */
export function postgresSettings(port: number, throwaway: boolean): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: throwaway ? '128MB' : '256MB',
    jit: 'off',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %q%u@%d ',
    logging_collector: 'off',
    // Details and statements repeat what people have written; services log the code of an error.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    // A crash of the machine may lose it. A crash of the server must not: commits are written before
    // they are answered (synchronous_commit), or proofs that end it would blame the services.
    ...(throwaway && { fsync: 'off', full_page_writes: 'off' }),
  };
}

/** The major version an existing cluster was made with; undefined when there is none yet. */
export function clusterMajor(home: string): number | undefined {
  try {
    return Number(readFileSync(join(home, 'data', 'PG_VERSION'), 'utf8').trim());
  } catch {
    return undefined;
  }
}

/** Makes the cluster where there is none, ends what an earlier run left, and says how to start. */
export async function planPostgres(
  binary: Binary,
  folder: DataFolder,
  options: { throwaway: boolean; progress: (line: string) => void },
): Promise<ServerPlan> {
  const { throwaway, progress } = options;
  const user = await postgresUser();
  const home = await preparePostgresHome(folder, user, throwaway);
  const password = folder.secrets().postgres;
  await stopStalePostgres(folder, home, progress);
  const data = join(home, 'data');
  if (!existsSync(data)) {
    progress('Creating the PostgreSQL data folder');
    await createCluster(binary, folder, { home, data, password, user, throwaway });
  }
  return {
    name: 'postgres',
    label: 'PostgreSQL',
    version: binary.version.text,
    command: binary.path,
    folder: home,
    ...(user && { user }),
    log: folder.log('postgres'),
    ...(throwaway ? immediate : orderly),
    readyWithinMs: 120_000,
    configure: (port) => [
      '-D',
      data,
      ...Object.entries(postgresSettings(port, throwaway)).flatMap(([key, value]) => [
        '-c',
        `${key}=${value}`,
      ]),
    ],
    url: (port) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
  };
}

/** Ends a PostgreSQL that an earlier run left in the home folder. */
export async function stopStalePostgres(
  folder: DataFolder,
  home: string,
  progress: (line: string) => void,
): Promise<void> {
  const pidFile = join(home, 'data', 'postmaster.pid');
  const pids = [folder.state('postgres')?.pid, pidIn(pidFile)];
  for (const pid of new Set(pids)) await stopStale('postgres', pid, home, orderly, progress);
  // After a crash the number may by now be that of any other process, and PostgreSQL would take
  // that process for a server on this data and refuse to start.
  const left = pidIn(pidFile);
  if (left !== undefined && !worksIn(left, home)) rmSync(pidFile, { force: true });
}

function pidIn(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isInteger(pid) ? Math.abs(pid) : undefined;
  } catch {
    return undefined;
  }
}

async function createCluster(
  binary: Binary,
  folder: DataFolder,
  cluster: {
    home: string;
    data: string;
    password: string;
    user: SystemUser | undefined;
    throwaway: boolean;
  },
): Promise<void> {
  const { home, data, password, user, throwaway } = cluster;
  // Under another name until it is complete: an interrupted initdb leaves no half cluster.
  const unfinished = join(home, 'data.unfinished');
  const passwordFile = join(home, 'password');
  for (const entry of readdirSync(home)) {
    if (entry.startsWith('data.')) rmSync(join(home, entry), { recursive: true });
  }
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const args = ['-D', unfinished, '-U', 'postgres', '-A', 'scram-sha-256'];
  args.push(`--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-instructions');
  args.push(`--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`);
  if (throwaway) args.push('--no-sync');
  try {
    await runLogged('Creating the PostgreSQL data folder', initdb(binary), args, {
      log: folder.log('postgres'),
      cwd: home,
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
      ...(user && { uid: user.uid, gid: user.gid }),
      todo: 'see the log; a full disk or a folder without the right owner are the usual reasons',
    });
    renameSync(unfinished, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function initdb(binary: Binary): string {
  return join(dirname(binary.path), 'initdb');
}

/**
 * Address, with the superuser's password, of the private PostgreSQL of the platform in a data folder.
 *
 * @returns undefined when no platform was ever started in the folder
 */
export function runningPostgresUrl(dataDir: string): string | undefined {
  const read = <T>(name: string): T | undefined => {
    const path = join(dataDir, 'run', `${name}.json`);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
  };
  const state = read<{ port: number }>('postgres');
  const secrets = read<{ postgres: string }>('secrets');
  if (!state || !secrets) return undefined;
  return `postgres://postgres:${secrets.postgres}@127.0.0.1:${state.port}/postgres`;
}
