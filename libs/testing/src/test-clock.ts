import { Clock } from '@edu/service';

/** A clock that shows what it was set to, and the real time until then. */
export class TestClock extends Clock {
  #fixed: Date | undefined;

  set(instant: Date | string): void {
    this.#fixed = new Date(instant);
  }

  /** Shows the real time again. */
  reset(): void {
    this.#fixed = undefined;
  }

  override now(): Date {
    return this.#fixed ?? super.now();
  }
}
