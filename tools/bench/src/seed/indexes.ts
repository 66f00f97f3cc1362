import type pg from 'pg';

interface Definition {
  readonly table: string;
  readonly drop: string;
  readonly create: string;
}

const FIND = `
  SELECT relation.oid::regclass::text AS "table",
    CASE WHEN con.oid IS NULL THEN format('DROP INDEX %s', index.indexrelid::regclass)
      ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', relation.oid::regclass, con.conname) END AS "drop",
    CASE WHEN con.oid IS NULL THEN pg_get_indexdef(index.indexrelid)
      ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', relation.oid::regclass, con.conname,
        pg_get_constraintdef(con.oid)) END AS "create"
  FROM pg_index index
  JOIN pg_class relation ON relation.oid = index.indrelid
  LEFT JOIN pg_constraint con ON con.conindid = index.indexrelid AND con.contype IN ('p', 'u', 'x')
  WHERE relation.oid = ANY ($1::text[]::regclass[]) AND con.contype IS DISTINCT FROM 'p'`;

/** Indexes that are built once over all rows, which is faster than row by row. Primary keys stay. */
export class Indexes {
  readonly #definitions: readonly Definition[];

  private constructor(definitions: readonly Definition[]) {
    this.#definitions = definitions;
  }

  static async takeAway(client: pg.Client, tables: readonly string[]): Promise<Indexes> {
    const { rows } = await client.query<Definition>(FIND, [tables]);
    for (const { drop } of rows) await client.query(drop);
    return new Indexes(rows);
  }

  get tables(): string[] {
    return [...new Set(this.#definitions.map(({ table }) => table))];
  }

  async putBack(client: pg.Client, table: string): Promise<void> {
    await client.query(`SET search_path = public, extensions; SET maintenance_work_mem = '256MB'`);
    for (const { create } of this.#definitions.filter((d) => d.table === table)) {
      await client.query(create);
    }
  }
}
