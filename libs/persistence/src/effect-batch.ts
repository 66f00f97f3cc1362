export interface HandledMessage {
  readonly messageId: string;
  /** Its rows for the statement, each as JSON. */
  readonly rows: readonly string[];
}

/** Has the effects. @returns the ids of the messages that had theirs for the first time */
type Run = (messages: readonly HandledMessage[]) => Promise<ReadonlySet<string>>;

interface Waiting extends HandledMessage {
  resolve(first: boolean): void;
  reject(error: unknown): void;
}

/**
 * The messages of one consumer whose effect is one statement. Those that come in one turn of the
 * event loop, or while the statement runs, share the next run of it.
 */
export class EffectBatch {
  readonly #run: Run;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(run: Run) {
    this.#run = run;
  }

  /** @returns whether the message had its effect now */
  add(message: HandledMessage): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...message, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      setImmediate(() => void this.#runAll());
    });
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#settle(this.#waiting.splice(0));
    }
    this.#running = false;
  }

  async #settle(messages: readonly Waiting[]): Promise<void> {
    try {
      const handled = await this.#run(messages);
      for (const { messageId, resolve } of messages) resolve(handled.has(messageId));
    } catch (error) {
      if (messages.length === 1) return messages[0]!.reject(error);
      // None of them has had its effect; each alone, only those that cannot have it fail.
      for (const message of messages) await this.#settle([message]);
    }
  }
}
