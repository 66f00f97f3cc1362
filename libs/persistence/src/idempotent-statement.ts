import type { StatementEffect } from '@edu/messaging';
import { replaceNames, statement, type Parameters, type ValuesOf } from './statement.ts';

export interface IdempotentStatement<P extends Parameters> {
  readonly parameters: P;
  /** Joins rows as they must be, as in `JOIN booking ON …`: without them nothing happens. */
  readonly condition?: string;
  /**
   * Statements that take what they change `FROM first`, which has the rows of each message that is
   * handled for the first time. A parameter is a column of it, so `DO UPDATE` takes it from `excluded`.
   */
  readonly writes: readonly string[];
}

/** Which of the rows of which message it is. */
const MESSAGE = { messageId: 'uuid', item: 'int' } as const;

/** Messages of one consumer: a JSON array of what `StatementEffect.rows` makes. */
export const MESSAGES = { consumer: 'text', messages: 'jsonb' } as const;

/**
 * An effect of one statement, for events that come often: it and the memory of the message commit
 * in one round trip, where a transaction takes four or more. Events that come together share it.
 *
 * @returns makes the effect of the values, of one row or of several that are written together
 * @throws Error, when the module loads, unless what is declared is what is used
 */
export function idempotentStatement<const P extends Parameters>({
  parameters,
  condition = '',
  writes,
}: IdempotentStatement<P>): (...all: ValuesOf<P>[]) => StatementEffect {
  const columns = Object.entries({ ...MESSAGE, ...parameters }).map(
    ([name, type]) => `":${name}" ${type.replace('?', '')}`,
  );
  const used = new Set<string>();
  const columnsOf = (source: string, sql: string) =>
    replaceNames(sql, (name) => {
      if (!(name in parameters)) throw new Error(`:${name} is not declared, in ${sql}`);
      used.add(name);
      return `${source}.":${name}"`;
    });
  const given = columnsOf('given', condition);
  const effects = writes.map((write, index) => `effect_${index} AS (${columnsOf('first', write)})`);
  const unused = Object.keys(parameters).filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`:${unused.join(', :')} is not used, in ${writes.join()}`);
  const whole = statement(
    MESSAGES,
    `
    WITH given AS MATERIALIZED (
      SELECT given.* FROM jsonb_to_recordset(:messages) AS given(${columns.join(', ')}) ${given}
    ), handled AS (
      INSERT INTO inbox (consumer, message_id) SELECT DISTINCT :consumer, ":messageId" FROM given
      ON CONFLICT DO NOTHING RETURNING message_id
    ), first AS MATERIALIZED (
      SELECT DISTINCT ON (message_id, ":item") given.*
      FROM given JOIN handled ON message_id = ":messageId"
    ), ${effects.join(', ')}
    SELECT message_id FROM handled`,
  );
  const types = { ...MESSAGE, ...parameters };
  return (...all) => ({
    statement: whole,
    rows: (messageId) => all.map((values, item) => rowOf(types, { messageId, item, ...values })),
  });
}

/** As JSON; what is JSON text already goes in as it is. */
function rowOf(parameters: Parameters, values: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(parameters).map(([name, type]) => {
    const value = values[name] ?? null;
    const isJson = type.startsWith('jsonb') && typeof value === 'string';
    return `":${name}":${isJson ? value : jsonOf(value)}`;
  });
  return `{${members.join()}}`;
}

const jsonOf = (value: unknown) =>
  JSON.stringify(typeof value === 'bigint' ? String(value) : value);
