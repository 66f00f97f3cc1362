import { readFileSync } from 'node:fs';
import { newId } from '@edu/contract-kit';
import { Db, DbInbox, type PrismaLike } from '@edu/persistence';
import { testServers, testPool } from '@edu/testing';
import pg from 'pg';

const TABLES = new URL(
  '../../persistence/migrations/00000000000000_platform/migration.sql',
  import.meta.url,
);

/** A database of its own with a table `lesson`, for projections. */
export class ProjectionHarness {
  readonly db: Db;
  readonly inbox: DbInbox;
  readonly sql: pg.Pool;
  readonly #admin: pg.Client;
  readonly #database: string;

  private constructor(admin: pg.Client, database: string) {
    const url = new URL(testServers().postgresUrl);
    url.pathname = `/${database}`;
    this.#admin = admin;
    this.#database = database;
    this.sql = testPool({ connectionString: url.toString(), max: 8 });
    this.db = new Db(transactionsOf(this.sql), this.sql, { wake: () => undefined } as never);
    this.inbox = new DbInbox(this.db);
  }

  static async start(): Promise<ProjectionHarness> {
    const admin = new pg.Client({ connectionString: testServers().postgresUrl });
    await admin.connect();
    const database = `projection_${newId().replaceAll('-', '')}`;
    await admin.query(`CREATE DATABASE ${database}`);
    const harness = new ProjectionHarness(admin, database);
    await harness.sql.query(readFileSync(TABLES, 'utf8'));
    await harness.sql.query(`
      CREATE TABLE lesson (lesson_id uuid PRIMARY KEY, starts_at timestamptz(3) NOT NULL,
        topics text[] NOT NULL, amount bigint, zone text, closed boolean NOT NULL,
        version int NOT NULL, changed_at timestamptz NOT NULL)`);
    return harness;
  }

  /** What the table says, in the order of the ids. */
  async rows(): Promise<Record<string, unknown>[]> {
    const { rows } = await this.sql.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(lesson) - 'changed_at' AS row FROM lesson ORDER BY lesson_id`,
    );
    return rows.map(({ row }) => row);
  }

  async stop(): Promise<void> {
    await this.sql.end();
    await this.#admin.query(`DROP DATABASE ${this.#database} WITH (FORCE)`);
    await this.#admin.end();
  }
}

/** As much of a Prisma client as transactions of statements need. */
function transactionsOf(pool: pg.Pool): PrismaLike {
  return {
    async $transaction(fn: (client: unknown) => Promise<unknown>) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await fn({
          $queryRawUnsafe: async (sql: string, ...values: unknown[]) =>
            (await client.query(sql, values)).rows,
          $executeRawUnsafe: async (sql: string, ...values: unknown[]) =>
            (await client.query(sql, values)).rowCount,
        });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    },
  } as unknown as PrismaLike;
}
