import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { runtimeRole, schemaName, withClient } from './provision.ts';
import { withEngine } from './schema-engine.ts';
import { breaksBefore, schemaFiles, serviceMigrations, type Migration } from './schema-sources.ts';
import { WORKSPACE, type WorkspaceService } from './workspace-services.ts';

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
  const { pending, isRecorded } = await findPending(service.name, ownerUrl, migrations);
  if (pending.length === 0 && isRecorded) return [];
  for (const migration of migrations) breaksBefore(migration, migrations); // or say what is wrong
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
    await recordVersion(service, ownerUrl, migrations);
    return applied;
  } catch (cause) {
    throw new Error(`migrating ${service.name} failed: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Writes down what builds of the service must know, where they can read it. Tables that the owner
 * makes are open to the service; the records of migrations are not its own.
 */
async function recordVersion(
  service: WorkspaceService,
  ownerUrl: string,
  migrations: readonly Migration[],
): Promise<void> {
  const runtime = runtimeRole(service.name);
  const versions = migrations.map((migration) => ({
    migration: migration.name,
    breaks_before: breaksBefore(migration, migrations),
  }));
  await withClient(ownerUrl, async (client) => {
    await client.query(`
      REVOKE ALL ON _prisma_migrations FROM ${runtime};
      REVOKE INSERT, UPDATE, DELETE ON schema_version FROM ${runtime};`);
    await client.query(
      `INSERT INTO schema_version (migration, breaks_before)
       SELECT migration, breaks_before
       FROM jsonb_to_recordset($1::jsonb) AS v (migration text, breaks_before text)
       ON CONFLICT (migration) DO NOTHING`,
      [JSON.stringify(versions)],
    );
  });
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

/** Asking the tables ourselves spares loading the engine on every start. */
async function findPending(
  service: string,
  ownerUrl: string,
  migrations: readonly Migration[],
): Promise<{ pending: Migration[]; isRecorded: boolean }> {
  const { applied, recorded } = await withClient(ownerUrl, async (client) => {
    const rowsOf = async (table: string, sql: string) => {
      const there = await client.query('SELECT 1 WHERE to_regclass($1) IS NOT NULL', [table]);
      if (there.rowCount === 0) return [];
      return (await client.query<{ name: string; checksum: string }>(sql)).rows;
    };
    return {
      applied: await rowsOf(
        '_prisma_migrations',
        `SELECT migration_name AS name, checksum FROM _prisma_migrations
         WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      ),
      recorded: await rowsOf('schema_version', `SELECT migration AS name FROM schema_version`),
    };
  });
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  for (const { name, sql } of migrations) {
    const checksum = checksums.get(name);
    if (checksum && checksum !== createHash('sha256').update(sql).digest('hex')) {
      throw new Error(
        `migration ${name} of ${service} was changed after it had been applied: put it back and ` +
          `write a new one (on a demo platform: npm start -- --reset)`,
      );
    }
  }
  return {
    pending: migrations.filter(({ name }) => !checksums.has(name)),
    isRecorded: migrations.every(({ name }) => recorded.some((version) => version.name === name)),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : JSON.stringify(error);
}
