/** A wait that can be ended early. An aborted timer would make an error each time, with its stack. */
export class Alarm {
  #rung = false;
  #end: (() => void) | undefined;

  /** Ends the wait; one that has not begun is over at once. */
  ring(): void {
    this.#rung = true;
    this.#end?.();
  }

  /** Waits so long, or until it rings; then it is set again. */
  async wait(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#end = undefined;
    }
    this.#rung = false;
  }
}
