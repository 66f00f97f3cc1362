/**
 * What a message does to the consuming service: a transaction of it, or one statement, which it
 * may share with other messages. What those are belongs to the persistence library.
 */
export type Effect<Tx = never> = ((tx: Tx) => Promise<unknown>) | StatementEffect;

export interface StatementEffect {
  readonly statement: { readonly name: string; readonly text: string };
  /** What the statement takes for a message, one or more rows of it, each as JSON. */
  readonly rows: (messageId: string) => readonly string[];
  /** Runs once the statement has had its effect: for hints, never for effects. */
  readonly afterCommit?: () => void;
  /** In place of a statement whose condition does not hold. */
  readonly otherwise?: (tx: never) => Promise<unknown>;
}

/** Stores which messages a consumer has handled, in the transaction of their effect. */
export abstract class Inbox {
  /**
   * Runs `effect` unless this message was handled before; both commit together.
   *
   * @returns false when it was handled before
   */
  abstract process(consumer: string, messageId: string, effect: Effect): Promise<boolean>;

  /** Counts what `former` has handled as handled by `consumer`, which takes its place. */
  abstract adopt(former: string, consumer: string): Promise<void>;
}
