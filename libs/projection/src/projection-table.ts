import type { StatementEffect } from '@edu/messaging';
import {
  idempotentStatement,
  statement,
  type Parameters,
  type Statement,
  type ValuesOf,
} from '@edu/persistence';

type Nullable<P> = {
  [Name in keyof P]: P[Name] extends `${string}?` ? Name : never;
}[keyof P];

/** What a row is to say; what may be null may be left out. */
export type Facts<P extends Parameters> = Omit<ValuesOf<P>, Nullable<P>> &
  Partial<{ readonly [Name in Nullable<P>]: ValuesOf<P>[Name] | undefined }>;

const VERSION = { version: 'int' } as const;

export interface ProjectionOptions<K extends Parameters, C extends Parameters> {
  readonly table: string;
  /** The id of what the rows are about: one name and its type, `{ bookingId: 'uuid' }`. */
  readonly key: K;
  /** The other columns, besides `version`. The column of `startsAt` is `starts_at`. */
  readonly columns: C;
  /**
   * Columns that not every event carries, of facts that never change: the first event that carries
   * one sets it, be it older or newer than the row, and it stays.
   */
  readonly keeps?: readonly (keyof C & string)[];
  /** A column that gets the database's time whenever the row changes. */
  readonly stamp?: string;
}

/** Statements of a database or of a transaction. */
interface Queries {
  query(
    statement: Statement<{ rows: 'jsonb'; again: 'boolean' }>,
    values: object,
  ): Promise<object[]>;
}

/** A copy of what another service owns, one row for each thing, built from that service's events. */
export class Projection<P extends Parameters> {
  /** What `write` takes. */
  readonly parameters: P;
  /** The write of `put`, `FROM first`: to be one of several in an `idempotentStatement`. */
  readonly write: string;
  readonly #put: (...all: ValuesOf<P>[]) => StatementEffect;
  readonly #putAll: Statement<{ rows: 'jsonb'; again: 'boolean' }>;

  constructor(parameters: P, write: string, putAll: string) {
    this.parameters = parameters;
    this.write = write;
    this.#put = idempotentStatement({ parameters, writes: [write] });
    this.#putAll = statement({ rows: 'jsonb', again: 'boolean' }, putAll);
  }

  /** The values of all parameters: null for what is left out. */
  values(facts: Facts<P>): ValuesOf<P> {
    const given = facts as Readonly<Record<string, unknown>>;
    const entries = Object.keys(this.parameters).map((name) => [name, given[name] ?? null]);
    return Object.fromEntries(entries) as ValuesOf<P>;
  }

  /** What an event changes: each of its rows, if the event is newer than that. No key twice. */
  put(...rows: readonly Facts<P>[]): StatementEffect {
    return this.#put(...rows.map((facts) => this.values(facts)));
  }

  /**
   * Writes rows outside an event, each unless it is older than what is there. No key twice.
   *
   * @param again also writes those that are there in the same version, to repair them
   * @returns how many it wrote
   */
  async putAll(
    queries: Queries,
    rows: readonly Facts<P>[],
    { again = false } = {},
  ): Promise<number> {
    const values = { rows: JSON.stringify(rows), again };
    return (await queries.query(this.#putAll, values)).length;
  }
}

/**
 * Events come late, twice and out of order: only a newer version changes its row. What has ended
 * keeps its row as the memory of its version, marked by a column such as `closed`, so that no late
 * event brings it back: a projection never deletes.
 *
 * @example
 * const BOOKED_TIME = projection({
 *   table: 'booked_time', key: { bookingId: 'uuid' },
 *   columns: { busyFrom: 'timestamptz', busyUntil: 'timestamptz', freed: 'boolean' },
 * });
 */
export function projection<const K extends Parameters, const C extends Parameters>(
  options: ProjectionOptions<K, C>,
): Projection<K & C & typeof VERSION> {
  const { table, key, columns } = options;
  const parameters = { ...key, ...columns, ...VERSION };
  const names = Object.keys(parameters);
  const shape = options as unknown as Shape;
  const insert = insertInto(shape, names);
  const newer = `${table}.version < excluded.version`;
  const write = `${insert(names.map((name) => `:${name}`))} FROM first ${onConflict(shape, newer)}`;
  const fields = names.map((name) => `"${name}" ${parameters[name]!.replace('?', '')}`);
  const putAll = `${insert(names.map((name) => `"${name}"`))}
    FROM jsonb_to_recordset(:rows) AS item(${fields.join(', ')})
    ${onConflict(shape, `(${newer} OR :again AND ${table}.version = excluded.version)`)}
    RETURNING ${columnOf(names[0]!)}`;
  return new Projection(parameters, write, putAll);
}

type Shape = ProjectionOptions<Parameters, Parameters>;

function insertInto({ table, stamp }: Shape, names: readonly string[]) {
  const stamped = stamp ? [columnOf(stamp)] : [];
  const into = [...names.map(columnOf), ...stamped].join(', ');
  return (values: readonly string[]) =>
    `INSERT INTO ${table} (${into}) SELECT ${[...values, ...stamped.map(() => NOW)].join(', ')}`;
}

/** @param newer the condition under which what comes replaces what is there */
function onConflict({ table, key, columns, keeps = [], stamp }: Shape, newer: string): string {
  const replaced = [...Object.keys(columns).filter((name) => !keeps.includes(name)), 'version'];
  const kept = keeps.map(columnOf);
  // Without kept columns a row that is not older is not written at all.
  const value = (column: string) =>
    kept.length > 0
      ? `CASE WHEN ${newer} THEN excluded.${column} ELSE ${table}.${column} END`
      : `excluded.${column}`;
  const sets = [
    ...replaced.map(columnOf).map((column) => `${column} = ${value(column)}`),
    ...kept.map((column) => `${column} = coalesce(${table}.${column}, excluded.${column})`),
    ...(stamp ? [`${columnOf(stamp)} = ${NOW}`] : []),
  ];
  const fills = kept.map(
    (column) => `${table}.${column} IS NULL AND excluded.${column} IS NOT NULL`,
  );
  return `ON CONFLICT (${Object.keys(key).map(columnOf).join(', ')})
    DO UPDATE SET ${sets.join(', ')} WHERE ${[newer, ...fills].join(' OR ')}`;
}

/** Of the statement, not of the transaction: rows that change after a look have a later time. */
const NOW = 'clock_timestamp()';

function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
