import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runtimeRole, schemaName, withClient } from './provision.ts';
import { withEngine } from './schema-engine.ts';
import { schemaFiles } from './schema-files.ts';
import { WORKSPACE, type WorkspaceService } from './workspace-services.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Below the root of a checkout or an image. */
export const PLATFORM_MIGRATIONS = 'libs/persistence/migrations';

/**
 * Applies a service's migrations as its owner role: the platform's tables first, then its own, with
 * Prisma's engine, which keeps its record in `_prisma_migrations`.
 *
 * @param root where the platform's migrations lie: the checkout, or an image
 * @returns the names applied now
 * @throws Error that names the migration when one that was applied has been changed since
 */
export async function migrate(
  service: WorkspaceService,
  ownerUrl: string,
  root: string = WORKSPACE,
): Promise<string[]> {
  const migrations = serviceMigrations(service, root);
  const pending = await pendingMigrations(service.name, ownerUrl, migrations);
  if (pending.length === 0) return [];
  try {
    const applied = await withEngine(
      ownerUrl,
      schemaName(service.name),
      schemaFiles(service),
      async (engine) => {
        const { appliedMigrationNames } = await engine.applyMigrations({
          migrationsList: migrationList(service, migrations),
          filters: { externalTables: [], externalEnums: [] },
        });
        return appliedMigrationNames;
      },
    );
    // Tables that the owner makes are open to the service; the record of migrations is not its own.
    await withClient(ownerUrl, (client) =>
      client.query(`REVOKE ALL ON _prisma_migrations FROM ${runtimeRole(service.name)}`),
    );
    return applied;
  } catch (cause) {
    throw new Error(`migrating ${service.name} failed: ${messageOf(cause)}`, { cause });
  }
}

/** The platform's and the service's migrations, in the order in which they apply. */
export function serviceMigrations(
  service: WorkspaceService,
  root: string = WORKSPACE,
): Migration[] {
  const folders = [join(root, PLATFORM_MIGRATIONS), join(service.dir, 'prisma/migrations')];
  return folders.flatMap(readMigrations);
}

export function migrationList(service: WorkspaceService, migrations: readonly Migration[]) {
  return {
    baseDir: join(service.dir, 'prisma/migrations'),
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  };
}

function readMigrations(dir: string): Migration[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(dir, entry.name))
    .sort()
    .map((path) => ({
      name: basename(path),
      sql: readFileSync(join(path, 'migration.sql'), 'utf8'),
    }));
}

/** Asking the table ourselves spares loading the engine on every start. */
async function pendingMigrations(
  service: string,
  ownerUrl: string,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const applied = await withClient(ownerUrl, async (client) => {
    const { rows: table } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
    );
    if (!table[0]?.there) return new Map<string, string>();
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      `SELECT migration_name, checksum FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return new Map(rows.map((row) => [row.migration_name, row.checksum]));
  });
  for (const { name, sql } of migrations) {
    const checksum = applied.get(name);
    if (checksum && checksum !== createHash('sha256').update(sql).digest('hex')) {
      throw new Error(
        `migration ${name} of ${service} was changed after it had been applied: put it back and ` +
          `write a new one (on a demo platform: npm start -- --reset)`,
      );
    }
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : JSON.stringify(error);
}
