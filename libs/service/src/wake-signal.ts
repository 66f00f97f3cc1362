/**
 * Wakes a loop that sleeps between its rounds. A sleep with an aborted timer would make an error each
 * time, with its stack.
 */
export class WakeSignal {
  #woken = false;
  #end: (() => void) | undefined;

  /** Ends the sleep, or the next one if nobody sleeps now. */
  wake(): void {
    this.#woken = true;
    this.#end?.();
  }

  /**
   * Ends after `ms`, or sooner when woken; without `ms`, only when woken.
   *
   * @returns whether it was woken
   */
  async sleep(ms?: number): Promise<boolean> {
    if (!this.#woken) {
      await new Promise<void>((resolve) => {
        const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
        this.#end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#end = undefined;
    }
    const woken = this.#woken;
    this.#woken = false;
    return woken;
  }
}
