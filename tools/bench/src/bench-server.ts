import { existsSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startInfrastructure, type Infrastructure } from '@edu/infrastructure';

/** The benchmark's own PostgreSQL: durable as in production, and its data stays for the next run. */
export interface BenchServer {
  /** Superuser on the maintenance database. */
  readonly adminUrl: string;
  readonly pid: number;
  readonly version: string;
  /** Programs that came with the server. */
  readonly psql: string;
  readonly pgbench: string;
  stop(): Promise<void>;
}

/** @throws Error when its programs are not on this machine */
export async function startBenchServer(
  dataDir: string,
  progress: (line: string) => void,
): Promise<BenchServer> {
  // One that others run may be careless or busy, and its processes cannot be watched.
  const { EDU_POSTGRES_URL: _, ...env } = process.env;
  const infrastructure = await startInfrastructure({ dataDir, env, only: ['postgres'], progress });
  try {
    return describe(infrastructure);
  } catch (error) {
    await infrastructure.stop();
    throw error;
  }
}

function describe({ postgresUrl, servers, stop }: Infrastructure): BenchServer {
  const [server] = servers;
  if (!server?.pid) {
    throw new Error(
      'The benchmark watches PostgreSQL as a process of this machine: install it (Debian: postgresql)',
    );
  }
  const programs = dirname(readlinkSync(`/proc/${server.pid}/exe`));
  const program = (name: string) => {
    const path = join(programs, name);
    if (existsSync(path)) return path;
    throw new Error(`${name} is not beside PostgreSQL in ${programs}: install its client programs`);
  };
  return {
    adminUrl: postgresUrl,
    pid: server.pid,
    version: server.version,
    psql: program('psql'),
    pgbench: program('pgbench'),
    stop,
  };
}
