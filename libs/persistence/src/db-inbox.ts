import { Inbox, type Effect } from '@edu/messaging';
import type { Db, Tx } from './db.ts';
import { HANDLED } from './idempotent-statement.ts';
import { statement, type Statement } from './statement.ts';

const RECORD = statement(
  HANDLED,
  `INSERT INTO inbox (consumer, message_id) VALUES (:consumer, :messageId) ON CONFLICT DO NOTHING`,
);

/** As far back as the stream of events reaches. */
const ADOPT = statement(
  { former: 'text', consumer: 'text' },
  `INSERT INTO inbox (consumer, message_id, processed_at)
   SELECT :consumer, message_id, processed_at FROM inbox
   WHERE consumer = :former AND processed_at > now() - interval '8 days'
   ON CONFLICT DO NOTHING`,
);

/** Inbox in the service's own schema: the effect and the memory of it commit together. */
export class DbInbox extends Inbox {
  readonly #db: Db;

  constructor(db: Db) {
    super();
    this.#db = db;
  }

  async process(consumer: string, messageId: string, effect: Effect): Promise<boolean> {
    if (!('statement' in effect)) return this.#transact(consumer, messageId, effect);
    const { values, afterCommit, otherwise } = effect;
    const known = { ...values, consumer, messageId } as never;
    const rows = await this.#db.query(effect.statement as Statement, known);
    if (rows.length > 0) {
      afterCommit?.();
      return true;
    }
    return otherwise ? this.#transact(consumer, messageId, otherwise) : false;
  }

  async adopt(former: string, consumer: string): Promise<void> {
    await this.#db.query(ADOPT, { former, consumer });
  }

  #transact(
    consumer: string,
    messageId: string,
    effect: (tx: never) => Promise<unknown>,
  ): Promise<boolean> {
    return this.#db.tx(async (tx) => {
      const first = await tx.execute(RECORD, { consumer, messageId });
      if (first === 0) return false;
      await (effect as (tx: Tx) => Promise<unknown>)(tx);
      return true;
    });
  }
}
