export interface Step {
  readonly name: string;
  readonly ms: number;
}

/** A step did not go as it had to; `cause` says how. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  readonly step: string;

  constructor(step: string, cause: unknown) {
    super(`${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.step = step;
  }
}

/** Runs named steps one after the other and times them. */
export class Steps {
  readonly done: Step[] = [];
  readonly #report: (step: Step) => void;

  /** @param report is called with every step as it is done */
  constructor(report: (step: Step) => void = () => undefined) {
    this.#report = report;
  }

  /** @throws StepFailed */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      const result = await work();
      const step = { name, ms: performance.now() - began };
      this.done.push(step);
      this.#report(step);
      return result;
    } catch (error) {
      throw new StepFailed(name, error);
    }
  }

  get totalMs(): number {
    return this.done.reduce((sum, { ms }) => sum + ms, 0);
  }
}
