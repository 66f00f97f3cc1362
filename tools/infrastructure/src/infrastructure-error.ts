/** A failed step of the set-up, worded so that the reader can act: what, where it is logged, what to do. */
export class InfrastructureError extends Error {
  readonly log: string | undefined;
  readonly todo: string | undefined;

  /**
   * @param what one or more lines: the step that failed and why
   * @param details.log path of the log with the whole story
   * @param details.todo what the reader can do about it
   */
  constructor(what: string, details: { log?: string; todo?: string; cause?: unknown } = {}) {
    const lines = [what];
    if (details.log) lines.push(`  log: ${details.log}`);
    if (details.todo) lines.push(`  to do: ${details.todo}`);
    super(lines.join('\n'), 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'InfrastructureError';
    this.log = details.log;
    this.todo = details.todo;
  }
}

/** The message of anything thrown, in one line where it is not one of ours. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
