import { platformErrors, Problem } from '@edu/contract-kit';

type Translate = (error: unknown) => Problem | undefined;

/** Turns the errors of libraries into problems; libraries add what they know about theirs. */
export class ErrorTranslation {
  readonly #known: Translate[] = [];

  add(translate: Translate): void {
    this.#known.push(translate);
  }

  /** The problem a caller may see, with the error as its cause. */
  translate(error: unknown): Problem {
    if (error instanceof Problem) return error;
    for (const translate of this.#known) {
      const problem = translate(error);
      if (problem) return problem;
    }
    return platformErrors.internal({ cause: error });
  }
}
