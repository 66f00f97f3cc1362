import type { StatementEffect } from '@edu/messaging';
import { statement } from './statement.ts';

export interface Once {
  /** A query that locks what it looks at: without a row of it, nothing happens. */
  readonly condition?: string;
  /**
   * Statements that take what they change `FROM first`, which has a row the first time a message is
   * handled and none later. Their parameters are $3 and following, cast to their types.
   */
  readonly writes: readonly string[];
}

/**
 * @deprecated idempotentStatement
 * An effect of one statement, for events that come often: it and the memory of the message commit
 * in one round trip, where a transaction takes four or more.
 *
 * @returns makes the effect of the values of $3 and following
 */
export function once({
  condition = 'SELECT',
  writes,
}: Once): (...values: unknown[]) => StatementEffect {
  const effects = writes.map((text, index) => `effect_${index} AS (${text})`);
  const whole = statement(`
    WITH condition AS MATERIALIZED (${condition}
    ), first AS (
      INSERT INTO inbox (consumer, message_id) SELECT $1::text, $2::uuid FROM condition
      ON CONFLICT DO NOTHING RETURNING message_id
    ), ${effects.join(', ')}
    SELECT message_id FROM first`);
  return (...values) => ({ statement: whole, values });
}
