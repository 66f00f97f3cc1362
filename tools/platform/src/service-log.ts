import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  fstatSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';

const LARGE = 5_000_000;

/** Makes the folder of a log and sets a large one aside as `<path>.1`. */
export function prepareLog(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && statSync(path).size > LARGE) renameSync(path, `${path}.1`);
}

/** Text that was added to a file since `start`, at most the last 64 kB. */
export function readFrom(path: string, start: number): { text: string; end: number } {
  const descriptor = openSync(path, 'r');
  try {
    const end = fstatSync(descriptor).size;
    const buffer = Buffer.alloc(Math.min(Math.max(0, end - start), 65_536));
    readSync(descriptor, buffer, 0, buffer.length, end - buffer.length);
    return { text: buffer.toString('utf8'), end };
  } finally {
    closeSync(descriptor);
  }
}

export function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** A line of a log for people, or undefined when it is not about trouble. */
export function troubleIn(line: string): string | undefined {
  if (!line.startsWith('{')) return line.trim() || undefined;
  try {
    const { level, msg, err } = JSON.parse(line) as LogLine;
    if (!TROUBLE.has(level)) return undefined;
    return `${level}: ${msg}${err?.message ? ` (${err.message})` : ''}`;
  } catch {
    return undefined; // the part of a long line that the window cut
  }
}

interface LogLine {
  level: string;
  msg: string;
  err?: { message?: string };
}
const TROUBLE = new Set(['warn', 'error', 'fatal']);
