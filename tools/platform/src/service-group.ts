import { join } from 'node:path';
import { ChildService } from './child-service.ts';
import { untilReady } from './health-check.ts';
import type { HostedService, Rollover } from './hosted-service.ts';
import { startInProcess } from './in-process-service.ts';
import { PlatformError, reasonOf } from './platform-error.ts';
import { allSettled } from './steps.ts';

export interface ServiceGroupOptions {
  readonly names: readonly string[];
  /** Folder of the bundles. */
  readonly dir: string;
  readonly envs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly healthPorts: Readonly<Record<string, number>>;
  readonly logs: string;
  readonly processes: boolean;
  /** True when something in front of gateway and web finds their replicas, wherever they listen. */
  readonly ingress: boolean;
  readonly progress: (line: string) => void;
}

/** Takes requests from outside, so it is the first to stop. */
export const EDGE = 'gateway';

/** Writes the pages; the edge forwards to it, where there is no ingress. */
export const WEB = 'web';

/** The services of one platform. */
export class ServiceGroup {
  readonly #options: ServiceGroupOptions;
  readonly #running: HostedService[] = [];

  constructor(options: ServiceGroupOptions) {
    this.#options = options;
  }

  get all(): readonly HostedService[] {
    return this.#running;
  }

  get(name: string): HostedService {
    const found = this.#running.find((service) => service.name === name);
    if (!found) throw new Error(`no service named ${name} runs on this platform`);
    return found;
  }

  /**
   * Starts all at once and waits until each is ready.
   *
   * @throws PlatformError that names the service
   */
  async start(): Promise<void> {
    await allSettled(this.#options.names.map((name) => this.#startOne(name)));
  }

  /** @throws Error when nobody would find the new process */
  async roll(name: string): Promise<Rollover> {
    if ([EDGE, WEB].includes(name) && !this.#options.ingress) {
      throw new Error(
        `${name} can be replaced behind an ingress only: start with { ingress: true }`,
      );
    }
    return this.get(name).roll();
  }

  /** Drains the edge first, so that what it has taken can still be answered; then the others. */
  async stop(progress: (line: string) => void): Promise<void> {
    const edge = this.#running.filter(({ name }) => name === EDGE);
    const inner = this.#running.filter(({ name }) => name !== EDGE);
    for (const services of [edge, inner]) {
      if (services.length === 0) continue;
      progress(`Draining ${services.map(({ name }) => name).join(', ')}`);
      await allSettled(services.map((service) => service.stop()));
    }
  }

  /** Ends every process at once. */
  abort(): void {
    for (const service of this.#running) service.abort();
  }

  async #startOne(name: string): Promise<void> {
    const { dir, envs, healthPorts, logs, processes, progress } = this.#options;
    const log = join(logs, `${name}.log`);
    const start = processes ? ChildService.start : startInProcess;
    try {
      const service = await start({
        name,
        dir,
        env: envs[name]!,
        healthPort: healthPorts[name]!,
        log,
        progress,
      });
      this.#running.push(service);
      await untilReady(service);
    } catch (cause) {
      throw new PlatformError(`${name} did not start: ${reasonOf(cause)}`, {
        log,
        todo: `correct what it names and try again; --only leaves services out`,
        cause,
      });
    }
  }
}
