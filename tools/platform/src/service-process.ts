import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { HostOptions, ServicePorts } from './hosted-service.ts';

const STOP_TIMEOUT_MS = 25_000;
const START_TIMEOUT_MS = 60_000;

/** What becomes of a process. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** As in the images; many small processes share this machine. */
const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=16', '--single-threaded-gc'];

/** One process of a service, from its start to its end. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  /** Resolves when it has said that it is ready; undefined when it ended before, or is late. */
  readonly ready: Promise<ServicePorts | undefined>;
  readonly ended: Promise<Ending>;
  #ports: ServicePorts | undefined;
  #readyAt: number | undefined;

  /** @param own what is other than in the environment of its service: ports, mostly */
  constructor(
    { name, dir, env, log }: HostOptions,
    own: Readonly<Record<string, string>> = {},
    flags: readonly string[] = [],
  ) {
    const output = openSync(log, 'a');
    this.#child = spawn(process.execPath, [...NODE_FLAGS, ...flags, join(dir, `${name}.js`)], {
      // A session of its own: the terminal's Ctrl-C is for the platform, which drains in order.
      detached: true,
      env: { ...env, ...own },
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    this.ended = new Promise((resolve) => {
      this.#child.once('error', () => resolve({ code: null, signal: null }));
      this.#child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    this.ready = new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), START_TIMEOUT_MS);
      this.#child.once('message', (message) => {
        this.#ports = message as ServicePorts;
        this.#readyAt = Date.now();
        resolve(this.#ports);
      });
      void this.ended.then(() => {
        clearTimeout(timer);
        resolve(undefined);
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Known once it is ready. */
  get ports(): ServicePorts | undefined {
    return this.#ports;
  }

  /** Milliseconds since it became ready; 0 when it never was. */
  get lifeMs(): number {
    return this.#readyAt ? Date.now() - this.#readyAt : 0;
  }

  get wasReady(): boolean {
    return this.#readyAt !== undefined;
  }

  /** Drains it, and ends it when it does not end by itself in time. */
  async stop(): Promise<Ending> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), STOP_TIMEOUT_MS);
    const ending = await this.ended;
    clearTimeout(timer);
    return ending;
  }

  /** Ends it without warning. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
