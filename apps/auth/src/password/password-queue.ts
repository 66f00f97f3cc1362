import { authErrors } from '@edu/contracts-auth';
import { Semaphore } from '@edu/service';
import type { Standing } from '../throttle/throttle.service.ts';

const MAX_WAITING = 50;
/** A comparison that begins later is not answered before its caller gives up. */
const MAX_WAIT_MS = 4_000;
/** Guesses come from where nobody has signed in, mostly: what there is no time for is refused soon. */
const STRANGERS_WAIT_MS = 750;
/** So long after somebody known has asked, strangers leave time for the next. */
const KNOWN_MS = 1_000;
const MAX_REST_MS = 200;

const refusal = () => authErrors.busy();

/**
 * The order in which passwords are compared: from where the account has signed in, from where anybody has, then
 * from where nobody has, however many passwords are guessed there.
 */
export class PasswordQueue {
  readonly #all: Semaphore;
  /** From where nobody has signed in: one at a time. */
  readonly #strangers = new Semaphore({
    ...{ limit: 1, maxWaiting: MAX_WAITING, timeoutMs: STRANGERS_WAIT_MS, refusal },
  });
  #knownAt = -Infinity;

  /** @param limit of comparisons at once */
  constructor(limit: number) {
    this.#all = new Semaphore({
      ...{ limit, maxWaiting: MAX_WAITING, timeoutMs: MAX_WAIT_MS, refusal },
    });
  }

  /** @throws auth.busy */
  async compare<T>(task: () => Promise<T>, standing: Standing): Promise<T> {
    if (standing === 'strange') return this.#asStranger(task);
    this.#knownAt = performance.now();
    return this.#all.run(task, { priority: standing === 'own' ? 2 : 1 });
  }

  /** A password that is set: after all who sign in where somebody has. @throws auth.busy */
  set<T>(task: () => Promise<T>): Promise<T> {
    return this.#all.run(task);
  }

  /** While others sign in, as long a rest follows as it took: guesses leave them half of the time at least. */
  #asStranger<T>(task: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const inTurn = async () => {
      const began = performance.now();
      await this.#all.run(task, { timeoutMs: STRANGERS_WAIT_MS }).then(resolve, reject);
      const now = performance.now();
      if (now - this.#knownAt < KNOWN_MS) await pause(Math.min(now - began, MAX_REST_MS));
    };
    this.#strangers.run(inTurn).catch(reject);
    return promise;
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
