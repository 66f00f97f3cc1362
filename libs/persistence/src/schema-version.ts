import type { Pool } from 'pg';

/** A migration that a schema has had. */
export interface AppliedMigration {
  readonly migration: string;
  /** The migration that builds must know to run on a schema that has this one, if any. */
  readonly breaksBefore: string | null;
}

/** What a schema is to a build of its service. */
export interface SchemaFit {
  /** Why the build cannot run on it, and what to do. */
  readonly refusal?: string;
  /** Migrations that the build does not know and can live with. */
  readonly unknown: readonly string[];
}

/**
 * Whether a build runs on a schema. An older schema lacks what the build needs. A newer one is what
 * every rollout begins with: the build runs on it unless a migration says that it cannot.
 *
 * @param known the migrations of the build
 */
export function fitSchema(
  service: string,
  known: readonly string[],
  applied: readonly AppliedMigration[],
): SchemaFit {
  const missing = known.filter((name) => !applied.some(({ migration }) => migration === name));
  const newer = applied.filter(({ migration }) => !known.includes(migration));
  const unknown = newer.map(({ migration }) => migration);
  if (missing.length > 0) {
    const refusal = `the schema of ${service} is older than this build: it lacks ${missing.join(', ')}; run the migrations first: npm run migrate`;
    return { refusal, unknown };
  }
  const breaking = newer.find(({ breaksBefore: b }) => b !== null && !known.includes(b));
  if (breaking) {
    const refusal = `the schema of ${service} is newer than this build: ${breaking.migration} needs a build that knows ${breaking.breaksBefore}; deploy a newer build`;
    return { refusal, unknown };
  }
  return { unknown };
}

/** The migrations that the service's own schema has had; none when it was never migrated. */
export async function appliedMigrations(pool: Pool): Promise<AppliedMigration[]> {
  const { rows } = await pool.query<{ there: boolean }>(
    `SELECT to_regclass('schema_version') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return [];
  const applied = await pool.query<AppliedMigration>(
    `SELECT migration, breaks_before AS "breaksBefore" FROM schema_version ORDER BY migration`,
  );
  return applied.rows;
}
