import type { QueryResultRow } from 'pg';
import { statementName } from './statement-name.ts';

/** What a value of a PostgreSQL type is in a program. `jsonb` is JSON text. */
interface SqlTypes {
  uuid: string;
  text: string;
  int: number;
  bigint: number | bigint | string;
  float8: number;
  boolean: boolean;
  timestamptz: Date | string;
  date: string;
  interval: string;
  jsonb: string;
  bytea: Uint8Array;
}

/** A PostgreSQL type, or an array of it, with `?` when the value may be null. */
export type SqlType = `${keyof SqlTypes}${'' | '[]'}${'' | '?'}`;

type ValueOf<T> = T extends `${infer Known}?`
  ? ValueOf<Known> | null
  : T extends `${infer Element}[]`
    ? readonly ValueOf<Element>[]
    : T extends keyof SqlTypes
      ? SqlTypes[T]
      : never;

/** The parameters of a statement, by name. */
export type Parameters = Readonly<Record<string, SqlType>>;
/** A value for each of them. */
export type ValuesOf<P extends Parameters> = { readonly [Name in keyof P]: ValueOf<P[Name]> };

/** Prepared once per connection under its name; a changed text has another name. */
export class Statement<P extends Parameters = Parameters, R extends QueryResultRow = object> {
  readonly name: string;
  /** With `$1` to `$n`, as PostgreSQL takes it. */
  readonly text: string;
  /** The name of each position. */
  readonly positions: readonly (keyof P & string)[];
  /** Exists in types only. */
  declare readonly row: R;

  constructor(text: string, positions: readonly (keyof P & string)[]) {
    this.name = statementName(text);
    this.text = text;
    this.positions = positions;
  }

  /** Says what its rows look like. */
  returns<Row extends object>(): Statement<P, Row & QueryResultRow> {
    return this as unknown as Statement<P, Row & QueryResultRow>;
  }

  /** The values in the order of the positions. */
  bind(values: ValuesOf<P>): unknown[] {
    return this.positions.map((name) => values[name]);
  }
}

/** What a colon means nothing in (strings, names, comments, casts), or else a parameter. */
const TOKEN =
  /\bE'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$([A-Za-z_]\w*|)\$[\s\S]*?\$\1\$|::|(?<!\w):(?<name>[A-Za-z_]\w*)/g;

/** Puts something in place of each `:name`. */
export function replaceNames(sql: string, replacement: (name: string) => string): string {
  return sql.replace(TOKEN, (token, ...rest) => {
    const { name } = rest.at(-1) as { name?: string };
    return name === undefined ? token : replacement(name);
  });
}

/**
 * A statement whose parameters have names: `:learner` is sent as `$1::uuid` when what is declared
 * begins with `{ learner: 'uuid' }`, and is one position however often it is used.
 *
 * @throws Error, when the module loads, unless what is declared is what is used
 */
export function statement<const P extends Parameters>(parameters: P, sql: string): Statement<P> {
  const positions = Object.keys(parameters);
  const used = new Set<string>();
  const text = replaceNames(sql, (name) => {
    const position = positions.indexOf(name) + 1;
    if (position === 0) throw new Error(`:${name} is not declared, in ${sql}`);
    used.add(name);
    return `$${position}::${parameters[name]!.replace('?', '')}`;
  });
  const unused = positions.filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`:${unused.join(', :')} is not used, in ${sql}`);
  return new Statement<P>(text, positions);
}
