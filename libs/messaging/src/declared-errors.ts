import { Problem, platformErrors, type RpcContract } from '@edu/contract-kit';
import type { MessagingLog } from './messaging-log.ts';

/** What becomes of a problem that the contract of a call does not declare. */
export interface UndeclaredOptions {
  /** Answer a 500 in its place, so that the test that provoked it fails. */
  readonly refuse: boolean;
  readonly log: MessagingLog;
  count(subject: string, code: string): void;
}

/**
 * Holds the errors of calls to their contracts, which callers and documents are made from. In
 * production the caller still gets an undeclared problem, for it says more than a 500.
 */
export class DeclaredErrors {
  readonly #options: UndeclaredOptions;
  readonly #logged = new Set<string>();

  constructor(options: UndeclaredOptions) {
    this.#options = options;
  }

  /** The problem to answer with. */
  check(rpc: RpcContract, problem: Problem): Problem {
    if (isDeclared(rpc, problem)) return problem;
    const { subject } = rpc;
    const { code } = problem;
    const { refuse, log, count } = this.#options;
    count(subject, code);
    if (refuse) return undeclared(rpc, problem);
    const line = `${subject} ${code}`;
    if (!this.#logged.has(line)) {
      this.#logged.add(line);
      log.error({ subject, code }, 'a call answers an error that its contract does not declare');
    }
    return problem;
  }
}

/** Errors of the platform may happen to every call. */
export function isDeclared({ errors }: RpcContract, { code }: Problem): boolean {
  return code.startsWith('platform.') || errors.some((type) => type.code === code);
}

/** A failure that says what is missing where. */
export function undeclared({ subject }: RpcContract, { code }: Problem): Problem {
  const { status, code: internal } = platformErrors.internal;
  return new Problem({
    code: internal,
    status,
    title: `${subject} answers ${code}, which is not among the errors of its contract`,
  });
}
