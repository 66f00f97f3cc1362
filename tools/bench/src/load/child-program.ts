import { fork, type ChildProcess } from 'node:child_process';
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
  const inbox = new Inbox(child, file);
  return {
    pid: child.pid!,
    next: <T>() => inbox.next() as Promise<T>,
    send: (message) => child.send(message),
    end: () => void child.kill(),
  };
}

class Inbox {
  readonly #messages: unknown[] = [];
  #waiting: { resolve(message: unknown): void; reject(error: Error): void } | undefined;
  #ended: Error | undefined;

  constructor(child: ChildProcess, file: string) {
    let errors = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('message', (message) => {
      if (this.#waiting) this.#waiting.resolve(message);
      else this.#messages.push(message);
      this.#waiting = undefined;
    });
    child.once('close', (code, signal) => {
      const why = errors.trim() || `it ended with ${signal ?? code}`;
      this.#ended = new Error(`${file} broke off: ${why}`);
      this.#waiting?.reject(this.#ended);
    });
  }

  next(): Promise<unknown> {
    if (this.#messages.length > 0) return Promise.resolve(this.#messages.shift());
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }
}
