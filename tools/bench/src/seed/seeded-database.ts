import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  inDatabase,
  migrate,
  provision,
  withClient,
  WORKSPACE,
  workspaceServices,
} from '@edu/database';
import { inParallel } from '@edu/journey';
import type { ServiceSources } from '../service-sources.ts';
import { copyIn } from './copy-in.ts';
import { Indexes } from './indexes.ts';
import { seedTables } from './seed-rows.ts';
import { anchorOf } from './seed-plan.ts';

export interface SeededDatabaseOptions {
  /** Superuser on the benchmark's own server. */
  readonly adminUrl: string;
  readonly psql: string;
  readonly listings: number;
  readonly seed: number;
  readonly sources: ServiceSources;
  readonly progress: (line: string) => void;
}

export interface SeededDatabase {
  /** Copied for each run, and never written to again. */
  readonly name: string;
  /** Of the present month; lessons lie around it. */
  readonly anchor: number;
}

/** Rows of this many tables go in at once: one for each core that a small machine has. */
const LANES = 2;

/**
 * The database that holds so many listings and all that belongs to them: the one kept from an
 * earlier run, or a new one. Those of other schemas or months are removed.
 */
export async function seededDatabase(options: SeededDatabaseOptions): Promise<SeededDatabase> {
  const { adminUrl, listings, progress } = options;
  const anchor = anchorOf(new Date());
  const prefix = `seed_${listings}_`;
  const name = `${prefix}${fingerprint(options.seed, anchor)}`;
  const known = await databases(adminUrl);
  const leftOver = known.filter(
    (other) => other.startsWith('educonnect') || (other.startsWith(prefix) && other !== name),
  );
  for (const other of leftOver) await dropDatabase(adminUrl, other);
  if (known.includes(name)) return { name, anchor };

  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1_000).toFixed(1)} s`;
  progress(`Seeding ${listings} listings, seed ${options.seed}; kept for the next runs`);
  const unfinished = `educonnect_${name}`;
  await build(unfinished, anchor, options, (what) => progress(`  ${what} (${seconds()})`));
  await withClient(adminUrl, (admin) =>
    admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`),
  );
  return { name, anchor };
}

async function build(
  database: string,
  anchor: number,
  options: SeededDatabaseOptions,
  report: (what: string) => void,
): Promise<void> {
  const { adminUrl, psql } = options;
  const services = workspaceServices();
  const secret = randomBytes(32).toString('hex'); // each run sets the roles' passwords anew
  const urls = await provision({ adminUrl, database, services, secret });
  for (const service of services.filter((s) => s.hasDatabase)) {
    await migrate(service, urls[service.name]!.owner);
  }
  const url = inDatabase(adminUrl, database);
  const tables = seedTables({ ...options, anchor });
  await withClient(url, async (client) => {
    await client.query('SET search_path = public, extensions');
    const names = tables.map(({ target }) => target.split(' ', 1)[0]!);
    const indexes = await Indexes.takeAway(client, names);
    await inParallel(tables.length, LANES, async (index) => {
      const { target, rows } = tables[index]!;
      await copyIn(psql, url, target, rows());
      report(target.split(' ', 1)[0]!);
    });
    await inParallel(indexes.tables.length, LANES, (index) =>
      withClient(url, async (other) => {
        const table = indexes.tables[index]!;
        await indexes.putBack(other, table);
        report(`indexes of ${table}`);
      }),
    );
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
    report('analyzed');
  });
}

/** Changes with whatever would make other rows: the schemas, this tool, the week. */
function fingerprint(seed: number, anchor: number): string {
  const hash = createHash('sha256').update(`${seed} ${anchor}`);
  const folders = [
    'libs/persistence/migrations',
    ...workspaceServices().map(({ name }) => `apps/${name}/prisma/migrations`),
    'apps/search/src/subject',
    'tools/bench/src/seed',
  ];
  for (const folder of folders) for (const file of filesIn(folder)) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(join(WORKSPACE, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return []; // a service without a schema
  }
}

async function databases(adminUrl: string): Promise<string[]> {
  return withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>('SELECT datname FROM pg_database');
    return rows.map(({ datname }) => datname);
  });
}

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, (admin) =>
    admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}
