import pg from 'pg';
import { isLate } from './database-errors.ts';

/**
 * A connection that ends when it owes an answer for too long (`query_timeout`). `pg` alone only stops
 * listening: the answer would come in the middle of whoever uses the connection next, and a
 * transaction that could not be rolled back would swallow what they write.
 */
export class ImpatientClient extends pg.Client {
  override query(...args: never[]): never {
    const answer = (super.query as (...args: never[]) => unknown)(...args);
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        if (isLate(error)) void this.end().catch(() => undefined);
      });
    }
    return answer as never;
  }
}
