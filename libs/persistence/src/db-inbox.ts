import { Inbox, type Effect, type StatementEffect } from '@edu/messaging';
import { SharedRuns } from '@edu/service';
import type { Db, Tx } from './db.ts';
import type { MESSAGES } from './idempotent-statement.ts';
import { statement, type Statement } from './statement.ts';

const RECORD = statement(
  { consumer: 'text', messageId: 'uuid' },
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

type Effects = Statement<typeof MESSAGES, { message_id: string }>;

interface HandledMessage {
  readonly messageId: string;
  /** Its rows for the statement, each as JSON. */
  readonly rows: readonly string[];
}

/** Whether each had its effect for the first time. Should it fail, each has it alone. */
type EffectRuns = SharedRuns<HandledMessage, boolean>;

/** Inbox in the service's own schema: the effect and the memory of it commit together. */
export class DbInbox extends Inbox {
  readonly #db: Db;
  /** By consumer and name of the statement. */
  readonly #runs = new Map<string, EffectRuns>();

  constructor(db: Db) {
    super();
    this.#db = db;
  }

  async process(consumer: string, messageId: string, effect: Effect): Promise<boolean> {
    if (!('statement' in effect)) return this.#transact(consumer, messageId, effect);
    const rows = effect.rows(messageId);
    const first = await this.#runsOf(consumer, effect).ask({ messageId, rows });
    if (first) {
      effect.afterCommit?.();
      return true;
    }
    return effect.otherwise ? this.#transact(consumer, messageId, effect.otherwise) : false;
  }

  async adopt(former: string, consumer: string): Promise<void> {
    await this.#db.query(ADOPT, { former, consumer });
  }

  #runsOf(consumer: string, effect: StatementEffect): EffectRuns {
    const effects = effect.statement as Effects;
    const key = `${consumer} ${effects.name}`;
    const known = this.#runs.get(key);
    if (known) return known;
    const runs: EffectRuns = new SharedRuns(
      async (messages) => {
        const rows = `[${messages.flatMap((message) => message.rows).join()}]`;
        const handled = await this.#db.query(effects, { consumer, messages: rows });
        const first = new Set(handled.map(({ message_id: id }) => id));
        return messages.map(({ messageId }) => first.has(messageId));
      },
      { apart: true },
    );
    this.#runs.set(key, runs);
    return runs;
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
