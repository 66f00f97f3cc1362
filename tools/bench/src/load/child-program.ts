import { fork } from 'node:child_process';
import { on } from 'node:events';
import { join } from 'node:path';

/** A program of the benchmark's own, in a process of its own. */
export interface ChildProgram {
  readonly pid: number;
  /** @returns the next message. @throws Error with what it said when it ends without one */
  next<T>(): Promise<T>;
  send(message: object): void;
  end(): void;
}

/** @param file within `src`, as in `load/generator.ts` */
export function startChild(file: string): ChildProgram {
  const child = fork(join(import.meta.dirname, '..', file), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const messages = on(child, 'message', { close: ['close'] });
  return {
    pid: child.pid!,
    next: async <T>() => {
      const { done, value } = await messages.next();
      if (!done) return (value as unknown[])[0] as T;
      const why = errors.trim() || `it ended with ${child.signalCode ?? child.exitCode}`;
      throw new Error(`${file} broke off: ${why}`);
    },
    send: (message) => child.send(message),
    end: () => void child.kill(),
  };
}
