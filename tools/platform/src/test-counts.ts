/** What Vitest's JSON reporter writes, as far as it is counted. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly VitestResult[];
  }[];
}

interface VitestResult {
  readonly status: string;
  readonly fullName: string;
  /** The suites that it is in, the outermost first. */
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  /** Of a test that passed too, if it was tried before. */
  readonly failureMessages: readonly string[];
}

/**
 * One line for people and for scripts: `12 passed, 0 failed`, and `, 1 skipped` where some were.
 *
 * @param report undefined when the run ended before it could write one
 * @param ok whether the run says that all is well
 */
export function countsLine(report: VitestReport | undefined, ok: boolean): string {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that does not load has no tests that could fail, and an error may come from none.
  const brokenFiles = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failures = (report?.numFailedTests ?? 0) + brokenFiles.length;
  const failed = ok ? failures : Math.max(failures, 1);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A line for each test that passed only when it was tried once more, with what its first try said. */
export function secondTries(report: VitestReport | undefined): string[] {
  const results = (report?.testResults ?? []).flatMap(({ assertionResults }) => assertionResults);
  return results
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(({ fullName, failureMessages }) => {
      const [why] = failureMessages[0]!.split('\n');
      return `Passed at the second try: ${fullName} (${why})`;
    });
}
