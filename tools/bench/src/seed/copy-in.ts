import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CHUNK = 256 * 1_024;
/** Tables come in any order, so references are not checked; what is lost in a crash is made again. */
const FAST = '-c session_replication_role=replica -c synchronous_commit=off';

/**
 * Streams rows into a table with COPY, through psql.
 *
 * @param psql the program
 * @param target table and columns
 * @throws Error with PostgreSQL's own words
 */
export async function copyIn(
  psql: string,
  url: string,
  target: string,
  rows: Iterable<readonly unknown[]>,
): Promise<void> {
  const command = `COPY ${target.replaceAll(/\s+/g, ' ')} FROM STDIN`;
  const child = spawn(psql, ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-c', command], {
    env: { ...process.env, ...connectionEnv(url), PGOPTIONS: FAST },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close') as Promise<[number | null]>;
  await pipeline(Readable.from(chunks(rows)), child.stdin).catch(() => undefined); // its exit code is checked below
  const [code] = await ended;
  if (code !== 0) throw new Error(`COPY ${target} failed: ${errors.trim() || `code ${code}`}`);
}

/** An address as psql and pgbench read it; the password stays off the command line. */
export function connectionEnv(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    PGHOST: hostname,
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
}

function* chunks(rows: Iterable<readonly unknown[]>): Iterable<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += copyLine(row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** One row in the text format of COPY; a list becomes an array. */
export function copyLine(row: readonly unknown[]): string {
  return `${row.map((value) => (value === null ? '\\N' : escape(asText(value)))).join('\t')}\n`;
}

/** A value in PostgreSQL's text format; a list becomes an array. */
export function asText(value: unknown): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => `"${String(item).replaceAll(/["\\]/g, '\\$&')}"`);
    return `{${items.join(',')}}`;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function escape(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
