import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asText, connectionEnv } from '../seed/copy-in.ts';
import type { Statement } from '../service-sources.ts';

/** SQL for pgbench, and its variables. */
export interface PgbenchScript {
  readonly sql: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface PgbenchRun {
  readonly pgbench: string;
  /** Of the role that runs the statement in the service: its settings count. */
  readonly url: string;
  /** One is chosen by chance for each transaction; at most 128. */
  readonly scripts: readonly PgbenchScript[];
  /** Transactions a second, Poisson arrivals as in the benchmark itself. */
  readonly rate: number;
  readonly seconds: number;
}

const CLIENTS = 4;

/**
 * A statement with one set of values. A null stands in the text, where the planner sees it as it
 * does in a plan made for its values; all else is a parameter.
 *
 * @param prefix makes the variables' names differ from those of other scripts
 */
export function withValues(
  { text }: { readonly text: string },
  values: readonly unknown[],
  prefix: string,
): PgbenchScript {
  const variables: Record<string, string> = {};
  const sql = text.replaceAll(/\$(\d+)/g, (_, digits: string) => {
    const value = values[Number(digits) - 1];
    if (value === null || value === undefined) return 'NULL';
    const name = `${prefix}_${digits}`;
    variables[name] = asText(value);
    return `:${name}`;
  });
  return { sql: `${sql.trim()};\n`, variables };
}

/** A statement whose values are expressions by their names, as of `:i`, a number by chance. */
export function withExpressions(
  { text, positions }: Statement,
  expressions: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): PgbenchScript {
  const names = positions.length > 0 ? positions : Object.keys(expressions);
  const sql = text.replaceAll(/\$(\d+)/g, (_, digits: string) => {
    const expression = expressions[names[Number(digits) - 1] ?? ''];
    if (expression === undefined) throw new Error(`the statement has a value $${digits}`);
    return `(${expression})`;
  });
  return { sql: `\\set i random(1, 1000000000)\n${sql.trim()};\n`, variables };
}

/** Latencies in milliseconds, from the time at which a transaction was due. */
export async function runPgbench(run: PgbenchRun): Promise<number[]> {
  const { pgbench, url, scripts, rate, seconds } = run;
  const dir = mkdtempSync(join(tmpdir(), 'educonnect-pgbench-'));
  try {
    const files = scripts.map(({ sql }, index) => {
      const file = join(dir, `${index}.sql`);
      writeFileSync(file, sql);
      return file;
    });
    const variables = Object.assign({}, ...scripts.map((script) => script.variables)) as Record<
      string,
      string
    >;
    const child = spawn(
      pgbench,
      [
        ...['-n', '-M', 'prepared', '-c', String(CLIENTS), '-T', String(seconds)],
        ...['-R', String(rate), '-l', '--log-prefix', join(dir, 'log')],
        ...Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
        ...files.flatMap((file) => ['-f', file]),
      ],
      { env: { ...process.env, ...connectionEnv(url) }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`pgbench failed: ${errors.trim().slice(-600)}`);
    const logs = readdirSync(dir).filter((name) => name.startsWith('log.'));
    return logs.flatMap((name) => parsePgbenchLog(readFileSync(join(dir, name), 'utf8')));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The third field of a line is the transaction's time in microseconds; it begins when it is due. */
export function parsePgbenchLog(text: string): number[] {
  return text.split('\n').flatMap((line) => {
    const time = line.split(' ')[2];
    return time && /^\d+$/.test(time) ? [Number(time) / 1_000] : [];
  });
}
