import type { StatementEffect } from '@edu/messaging';
import { statement } from './db.ts';

/**
 * An effect of one statement, for events that come often: it and the memory of the message commit
 * in one round trip, where a transaction takes four or more.
 *
 * @param text takes what it changes `FROM first`, which has a row the first time a message is
 *   handled and none later; its parameters are $3 and following, cast to their types
 * @returns makes the effect of the values of $3 and following
 */
export function once(text: string): (...values: unknown[]) => StatementEffect {
  const whole = statement(`
    WITH first AS (
      INSERT INTO inbox (consumer, message_id) VALUES ($1, $2::uuid) ON CONFLICT DO NOTHING
      RETURNING message_id
    ), effect AS (${text})
    SELECT message_id FROM first`);
  return (...values) => ({ statement: whole, values });
}
