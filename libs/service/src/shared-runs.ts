import { setTimeout as sleep } from 'node:timers/promises';

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export interface SharedRunsOptions {
  /** How long a run waits for more to share it, ms; without it, for the rest of the turn of the event loop. */
  readonly gatherMs?: number;
  /** Should a run fail, each asks alone, and only those fail that cannot be answered. */
  readonly apart?: boolean;
}

/**
 * Those who ask in one turn of the event loop, or while others are being answered, share the next run: one
 * call or statement where each would have its own.
 */
export class SharedRuns<Ask, Answer> {
  readonly #run: (asks: readonly Ask[]) => Promise<readonly Answer[]>;
  readonly #options: SharedRunsOptions;
  #waiting: Waiting<Ask, Answer>[] = [];
  #running = false;

  /** @param run answers in the order of what is asked */
  constructor(
    run: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
    options: SharedRunsOptions = {},
  ) {
    this.#run = run;
    this.#options = options;
  }

  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ask, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      setImmediate(() => void this.#runAll());
    });
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      if (this.#options.gatherMs) await sleep(this.#options.gatherMs);
      await this.#settle(this.#waiting.splice(0));
    }
    this.#running = false;
  }

  async #settle(all: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await this.#run(all.map(({ ask }) => ask));
      for (const [index, { resolve }] of all.entries()) resolve(answers[index]!);
    } catch (error) {
      if (!this.#options.apart || all.length === 1) {
        for (const { reject } of all) reject(error);
      } else {
        for (const one of all) await this.#settle([one]);
      }
    }
  }
}
