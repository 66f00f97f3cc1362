/** A promise of the product that a program can check. */
export interface Proof {
  readonly summary: string;
  /** @throws when it cannot be run to its end */
  run(options: ProofOptions): Promise<ProofResult>;
}

export interface ProofOptions {
  readonly seed: number;
  /** With fewer people and rounds: to see whether it runs. */
  readonly small: boolean;
  readonly progress: Progress;
}

export interface ProofResult {
  readonly holds: boolean;
  /** This machine cannot run it; the summary says why. */
  readonly skipped?: true;
  /** One line of counts. */
  readonly summary: string;
}

/** Its logs are worth keeping. */
export const isFailure = ({ holds }: ProofResult): boolean => !holds;

/** Prints what a proof or a benchmark does, with the seconds since it began. */
export class Progress {
  readonly #began = performance.now();

  readonly say = (line: string): void => {
    const seconds = ((performance.now() - this.#began) / 1_000).toFixed(1);
    console.log(`${seconds.padStart(6)} s  ${line}`);
  };
}
