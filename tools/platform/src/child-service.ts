import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Backoff } from './backoff.ts';
import type { HostedService, HostOptions } from './hosted-service.ts';
import { prepareLog, readFrom, sizeOf, troubleIn } from './service-log.ts';

const STOP_TIMEOUT_MS = 25_000;
const START_TIMEOUT_MS = 60_000;

/** A service as a process of its own, started again whenever it dies. */
export class ChildService implements HostedService {
  readonly name: string;
  readonly healthPort: number;
  readonly #options: HostOptions;
  readonly #backoff = new Backoff();
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #readyAt: number | undefined;
  #restart: NodeJS.Timeout | undefined;
  #restarts = 0;
  #stopping = false;

  private constructor(options: HostOptions) {
    this.#options = options;
    this.name = options.name;
    this.healthPort = options.healthPort;
  }

  /** @throws Error with the end of its log when its first process does not become ready */
  static async start(options: HostOptions): Promise<ChildService> {
    prepareLog(options.log);
    const service = new ChildService(options);
    const logStart = sizeOf(options.log);
    if (await service.#firstReady()) return service;
    await service.stop();
    throw new Error(lastTrouble(options.log, logStart));
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get restarts(): number {
    return this.#restarts;
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    this.#child?.kill('SIGTERM');
    const timer = setTimeout(() => this.abort(), STOP_TIMEOUT_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  abort(): void {
    this.#stopping = true;
    clearTimeout(this.#restart);
    this.#child?.kill('SIGKILL');
  }

  /** Whether the first process gets ready; from then on the service is kept running. */
  #firstReady(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), START_TIMEOUT_MS);
      const child = this.#spawn();
      child.once('message', () => {
        clearTimeout(timer);
        resolve(true);
      });
      void this.#ended.then(() => {
        clearTimeout(timer);
        resolve(false);
      });
    });
  }

  #spawn(): ChildProcess {
    const { name, dir, env, log } = this.#options;
    const output = openSync(log, 'a');
    const child = spawn(
      process.execPath,
      ['--max-semi-space-size=1', '--enable-source-maps', join(dir, `${name}.js`)],
      {
        // A session of its own: the terminal's Ctrl-C is for the platform, which drains in order.
        detached: true,
        env,
        stdio: ['ignore', output, output, 'ipc'],
      },
    );
    closeSync(output);
    this.#child = child;
    this.#readyAt = undefined;
    child.once('message', () => (this.#readyAt = Date.now()));
    this.#ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', () => resolve());
    }).then(() => {
      this.#child = undefined;
      if (this.#readyAt || this.#restarts > 0) this.#startAgain(child);
    });
    return child;
  }

  #startAgain({ exitCode, signalCode }: ChildProcess): void {
    if (this.#stopping) return;
    const lived = this.#readyAt ? Date.now() - this.#readyAt : 0;
    const delay = this.#backoff.nextDelay(lived);
    this.#options.progress(
      `${this.name} ended (${signalCode ?? `code ${exitCode}`}); starting it again in ${delay} ms`,
    );
    this.#restart = setTimeout(() => {
      this.#restarts++;
      this.#spawn();
    }, delay);
  }
}

function lastTrouble(log: string, start: number): string {
  const lines = readFrom(log, start)
    .text.split('\n')
    .flatMap((line) => troubleIn(line) ?? []);
  return lines.slice(-8).join('\n') || 'it did not become ready in time';
}
