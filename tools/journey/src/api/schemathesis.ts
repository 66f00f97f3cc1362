import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const VERSION = '4.32.5';
/** What no answer may break: no fault of ours, and nothing that the document does not say. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];
const run = promisify(execFile);

/** This machine cannot run it; the text says why. */
export class SchemathesisNotThere extends Error {
  override readonly name = 'SchemathesisNotThere';
}

export interface SchemathesisOptions {
  /** Where the OpenAPI document is. */
  readonly url: string;
  /** Access token of the caller; without it nobody is signed in. */
  readonly token: string | undefined;
  readonly seed: number;
  /** Requests at random for each operation, beside those of its examples and of its limits. */
  readonly maxExamples: number;
  /** Paths that are not asked. */
  readonly except: readonly string[];
  /** File to write the counts to. */
  readonly report: string;
}

/** The part of its report that we read. */
const Report = z.object({
  complete: z.boolean(),
  operations: z.object({ tested: z.int(), errored: z.int() }),
  test_cases: z.object({ generated: z.int() }),
  failures: z
    .array(z.object({ type: z.string(), count: z.int(), operations: z.array(z.string()) }))
    .default([]),
});

export interface SchemathesisResult {
  readonly operations: number;
  readonly requests: number;
  readonly serverErrors: number;
  /** Answers that the document does not declare, and operations that could not be tested. */
  readonly undeclared: number;
  /** What it printed: each finding with a command that repeats it. */
  readonly text: string;
}

/** Makes requests from an OpenAPI document and compares the answers with it: schemathesis.readthedocs.io */
export class Schemathesis {
  readonly #program: string;

  private constructor(program: string) {
    this.#program = program;
  }

  /**
   * Finds the program in the Python environment of the data folder, or installs it there.
   *
   * @throws SchemathesisNotThere
   */
  static async install(dataDir: string): Promise<Schemathesis> {
    const folder = resolve(dataDir, 'python');
    const program = join(folder, 'bin', 'schemathesis');
    try {
      const isThere =
        existsSync(program) && (await run(program, ['--version'])).stdout.includes(VERSION);
      if (!isThere) {
        await run('python3', ['-m', 'venv', folder]);
        await run(join(folder, 'bin', 'pip'), ['install', '-q', `schemathesis==${VERSION}`]);
      }
    } catch (cause) {
      const { stderr, stdout, message } = cause as Record<string, string | undefined>;
      const reason = (stderr || stdout || message || '').trim().split('\n').at(-1);
      throw new SchemathesisNotThere(`schemathesis ${VERSION} cannot be installed: ${reason}`, {
        cause,
      });
    }
    return new Schemathesis(program);
  }

  /** @throws Error when it could not be run to its end */
  async check(options: SchemathesisOptions): Promise<SchemathesisResult> {
    const { stdout } = await run(this.#program, argumentsOf(options), {
      maxBuffer: 2 ** 27,
      // It keeps a folder where it runs.
      cwd: dirname(options.report),
    }).catch((error: unknown) => {
      // Findings are no failure of the program.
      const { code, stdout } = error as { code?: unknown; stdout?: string };
      if (code === 1 && stdout !== undefined) return { stdout };
      throw error;
    });
    const report = Report.parse(JSON.parse(await readFile(options.report, 'utf8')));
    if (!report.complete) throw new Error(`schemathesis did not come to its end:\n${stdout}`);
    const sum = (isWanted: (type: string) => boolean) =>
      report.failures.reduce((all, { type, count }) => all + (isWanted(type) ? count : 0), 0);
    return {
      operations: report.operations.tested,
      requests: report.test_cases.generated,
      serverErrors: sum((type) => type === 'ServerError'),
      undeclared: sum((type) => type !== 'ServerError') + report.operations.errored,
      text: stdout,
    };
  }
}

function argumentsOf({ url, token, seed, maxExamples, except, report }: SchemathesisOptions) {
  return [
    'run',
    url,
    ...['--checks', CHECKS.join()],
    ...['--phases', 'examples,coverage,fuzzing'],
    ...['--max-examples', String(maxExamples)],
    ...['--seed', String(seed)],
    ...['--workers', '2'],
    ...['--generation-database', 'none'],
    ...['--suppress-health-check', 'all'],
    ...['--warnings', 'off'],
    ...['--report', 'json', '--report-json-path', report],
    ...['--continue-on-failure', '--no-shrink', '--no-color'],
    ...except.flatMap((path) => ['--exclude-path', path]),
    ...(token ? ['--header', `Authorization: Bearer ${token}`] : []),
  ];
}
