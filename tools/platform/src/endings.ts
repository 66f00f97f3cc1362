type Say = (line: string) => void;

/** What has to be ended when a platform stops, last started first. */
export class Endings {
  readonly #ends: ((say: Say) => Promise<void>)[] = [];
  #running: Promise<void> | undefined;

  add(end: (say: Say) => Promise<void>): void {
    this.#ends.push(end);
  }

  /** One that fails does not keep the others from ending; its error is thrown at the end. */
  run(say: Say = () => undefined): Promise<void> {
    return (this.#running ??= this.#run(say));
  }

  async #run(say: Say): Promise<void> {
    const errors: unknown[] = [];
    for (const end of this.#ends.toReversed()) {
      await end(say).catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  }
}
