import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { InfrastructureError, reasonOf } from './infrastructure-error.ts';

export interface CommandOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  timeoutMs?: number;
}

/** Exit code and output (both streams) of a command; code -1 when it could not run or took too long. */
export function capture(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<{ code: number; output: string }> {
  const { timeoutMs = 10_000, ...spawnOptions } = options;
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      ...spawnOptions,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', (error) => resolve({ code: -1, output: reasonOf(error) }));
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });
}

/**
 * Runs a command with its output appended to a log.
 *
 * @throws InfrastructureError with the end of the output when it fails
 */
export async function runLogged(
  what: string,
  command: string,
  args: readonly string[],
  options: CommandOptions & { log: string; todo?: string },
): Promise<void> {
  const { log, todo, timeoutMs = 120_000, ...spawnOptions } = options;
  const file = openLog(log);
  try {
    const failure = await new Promise<string | undefined>((resolve) => {
      const child = spawn(command, args, {
        ...spawnOptions,
        stdio: ['ignore', file.descriptor, file.descriptor],
        timeout: timeoutMs,
      });
      child.once('error', (error) => resolve(reasonOf(error)));
      child.once('exit', (code, signalName) => {
        if (code === 0) resolve(undefined);
        else resolve(signalName ? `ended by ${signalName}` : `exit code ${code}`);
      });
    });
    if (failure === undefined) return;
    throw new InfrastructureError(`${what} failed (${failure}).${indented(file.written())}`, {
      log,
      ...(todo !== undefined && { todo }),
    });
  } finally {
    file.close();
  }
}

/** A log opened for appending, which knows what was written to it since then. */
export interface OpenLog {
  descriptor: number;
  /** What was written since the log was opened, at most the last 16 kB. */
  written(): string;
  close(): void;
}

/** Opens a log; one that grew beyond 5 MB is set aside as `<path>.1` first. */
export function openLog(path: string): OpenLog {
  if (existsSync(path) && statSync(path).size > 5_000_000) renameSync(path, `${path}.1`);
  const descriptor = openSync(path, 'a+', 0o600);
  const start = fstatSync(descriptor).size;
  return {
    descriptor,
    written: () => {
      const size = fstatSync(descriptor).size;
      const from = Math.max(start, size - 16_384);
      const buffer = Buffer.alloc(Math.max(0, size - from));
      readSync(descriptor, buffer, 0, buffer.length, from);
      return buffer.toString('utf8');
    },
    close: () => closeSync(descriptor),
  };
}

/** The last lines of a text, each on a line of its own behind a bar, for the end of a message. */
export function indented(text: string, lines = 12): string {
  const last = text.trimEnd().split('\n').slice(-lines);
  return last.length === 1 && last[0] === '' ? '' : last.map((line) => `\n  | ${line}`).join('');
}
