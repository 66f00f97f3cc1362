import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

const OBJECTS = `
  CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    created INTEGER NOT NULL, json TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, seq);
`;

export interface ListQuery {
  /** Members of the object and the values they must have; a dot reaches into an object. */
  readonly where?: Readonly<Record<string, SQLInputValue | undefined>>;
  /** Only objects stored after this instant, in milliseconds. */
  readonly after?: number | undefined;
  /** Only objects whose member is within these bounds, the upper one not included. */
  readonly within?: { readonly member: string; readonly from: number; readonly until: number };
  /** Only objects that were stored before the one with this id. */
  readonly beforeId?: string | undefined;
  readonly limit: number;
}

/**
 * The state of a simulator, in one SQLite file or in memory: provider objects as JSON, by kind
 * and id, and the tables of the kit. A simulator killed and started again on the same file goes on
 * where it stopped.
 */
export class ObjectStore<Kinds extends object> {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    if (file !== ':memory:') makePrivate(file);
    this.#database = new DatabaseSync(file, { timeout: 5_000 });
    // It survives a SIGKILL of the process, which is what simulators promise, not a power cut.
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    this.define(OBJECTS);
  }

  /** Makes tables, which must be written with IF NOT EXISTS. */
  define(schema: string): void {
    this.#database.exec(schema);
  }

  /** The prepared statement of a fixed SQL text. */
  sql(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known) return known;
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }

  /**
   * Runs `work` in one transaction. SQLite calls are synchronous, so no other request comes between;
   * nested calls join the outer transaction.
   */
  transaction<T>(work: () => T): T {
    if (this.#database.isTransaction) return work();
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Inserts the object or replaces the one with its id, which keeps its place in lists. */
  put<K extends keyof Kinds & string>(kind: K, id: string, object: Kinds[K]): void {
    this.sql(
      `INSERT INTO objects (id, kind, created, json) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
    ).run(id, kind, Date.now(), JSON.stringify(object));
  }

  find<K extends keyof Kinds & string>(kind: K, id: string): Kinds[K] | null {
    const row = this.sql('SELECT json FROM objects WHERE id = ? AND kind = ?').get(id, kind);
    return row ? (JSON.parse(String(row['json'])) as Kinds[K]) : null;
  }

  /** Newest first. */
  list<K extends keyof Kinds & string>(
    kind: K,
    { where = {}, after = 0, within, beforeId, limit }: ListQuery,
  ): Kinds[K][] {
    const members = Object.entries(where).filter((entry) => entry[1] !== undefined);
    const conditions = members.map(([name]) => ` AND json_extract(json, '$.${name}') = ?`);
    const values = members.map(([, value]) => value as SQLInputValue);
    if (beforeId !== undefined) {
      conditions.push(' AND seq < (SELECT seq FROM objects WHERE id = ?)');
      values.push(beforeId);
    }
    if (within) {
      const member = `json_extract(json, '$.${within.member}')`;
      conditions.push(` AND ${member} >= ? AND ${member} < ?`);
      values.push(within.from, within.until);
    }
    const text = `SELECT json FROM objects WHERE kind = ? AND created > ?${conditions.join('')}
       ORDER BY seq DESC LIMIT ?`;
    return this.sql(text)
      .all(kind, after, ...values, limit)
      .map((row) => JSON.parse(String(row['json'])) as Kinds[K]);
  }

  /** @returns whether there was one */
  delete(kind: keyof Kinds & string, id: string): boolean {
    return this.sql('DELETE FROM objects WHERE id = ? AND kind = ?').run(id, kind).changes > 0;
  }

  /** @returns how many there were */
  clear(kind: keyof Kinds & string): number {
    return Number(this.sql('DELETE FROM objects WHERE kind = ?').run(kind).changes);
  }

  /** Keeps the newest `capacity` objects of a kind. */
  trim(kind: keyof Kinds & string, capacity: number): void {
    this.sql(
      `DELETE FROM objects WHERE kind = ?1 AND seq <= (
         SELECT seq FROM objects WHERE kind = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)`,
    ).run(kind, capacity);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

/** Codes and messages of people are in it: nobody else on the machine may read them. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}
