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

  /** Ends after `ms`, or sooner when woken. */
  async sleep(ms: number): Promise<void> {
    if (!this.#woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#end = undefined;
    }
    this.#woken = false;
  }
}
