import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { WORKSPACE, type WorkspaceService } from './workspace-services.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Below the root of a checkout or an image. */
export const PLATFORM_MIGRATIONS = 'libs/persistence/migrations';

/** Path and text of each file of a service's Prisma schema, by name. */
export function schemaFiles({ dir }: WorkspaceService): [string, string][] {
  const schema = join(dir, 'prisma/schema');
  return readdirSync(schema)
    .filter((file) => file.endsWith('.prisma'))
    .sort()
    .map((file) => [join(schema, file), readFileSync(join(schema, file), 'utf8')]);
}

/** The platform's and the service's migrations, in the order in which they apply: by their names. */
export function serviceMigrations(
  service: WorkspaceService,
  root: string = WORKSPACE,
): Migration[] {
  const folders = [join(root, PLATFORM_MIGRATIONS), join(service.dir, 'prisma/migrations')];
  return folders.flatMap(readMigrations).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const BREAKS_BEFORE = /^-- breaks-before: *(\S+) *$/m;

/**
 * The migration that builds must know to run on a schema that has this one, from its line
 * `-- breaks-before: <migration>`; null when older builds run on it too, as they mostly must.
 *
 * @throws Error when it names no earlier migration
 */
export function breaksBefore(
  { name, sql }: Migration,
  migrations: readonly Migration[],
): string | null {
  const needed = BREAKS_BEFORE.exec(sql)?.[1];
  if (needed === undefined) return null;
  const names = migrations.map((migration) => migration.name);
  if (names.includes(needed) && names.indexOf(needed) <= names.indexOf(name)) return needed;
  throw new Error(
    `migration ${name} breaks builds before ${needed}, which is no earlier migration`,
  );
}

function readMigrations(dir: string): Migration[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(dir, entry.name))
    .map((path) => ({
      name: basename(path),
      sql: readFileSync(join(path, 'migration.sql'), 'utf8'),
    }));
}
