/** A step that failed, worded so that the reader can act: what, where it is logged, what to do. */
export class PlatformError extends Error {
  readonly todo: string | undefined;
  override readonly name = 'PlatformError';

  constructor(what: string, details: { log?: string; todo?: string; cause?: unknown } = {}) {
    const lines = [what];
    if (details.log) lines.push(`  log: ${details.log}`);
    if (details.todo) lines.push(`  to do: ${details.todo}`);
    super(lines.join('\n'), { cause: details.cause });
    this.todo = details.todo;
  }
}

/** The message of anything thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
