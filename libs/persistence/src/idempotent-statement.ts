import type { StatementEffect } from '@edu/messaging';
import { statement, type Parameters, type Statement, type ValuesOf } from './statement.ts';

export interface IdempotentStatement<P extends Parameters> {
  readonly parameters: P;
  /** A query that locks what it looks at: without a row of it, nothing happens. */
  readonly condition?: string;
  /**
   * Statements that take what they change `FROM first`, which has a row the first time a message is
   * handled and none later.
   */
  readonly writes: readonly string[];
}

/** Which consumer handles which message; `DbInbox` gives their values. */
export const HANDLED = { consumer: 'text', messageId: 'uuid' } as const;

/**
 * An effect of one statement, for events that come often: it and the memory of the message commit
 * in one round trip, where a transaction takes four or more.
 *
 * @returns makes the effect of the values
 */
export function idempotentStatement<const P extends Parameters>({
  parameters,
  condition = 'SELECT',
  writes,
}: IdempotentStatement<P>): (values: ValuesOf<P>) => StatementEffect {
  const effects = writes.map((text, index) => `effect_${index} AS (${text})`);
  const whole: Statement = statement(
    { ...parameters, ...HANDLED },
    `
    WITH condition AS MATERIALIZED (${condition}
    ), first AS (
      INSERT INTO inbox (consumer, message_id) SELECT :consumer, :messageId FROM condition
      ON CONFLICT DO NOTHING RETURNING message_id
    ), ${effects.join(', ')}
    SELECT message_id FROM first`,
  );
  return (values) => ({ statement: whole, values });
}
