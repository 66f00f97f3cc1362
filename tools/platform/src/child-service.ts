import { Backoff } from './backoff.ts';
import { untilReady } from './health-check.ts';
import type {
  HostedService,
  HostOptions,
  ProcessOptions,
  Rollover,
  ServicePorts,
} from './hosted-service.ts';
import { prepareLog, readFrom, sizeOf, troubleIn } from './service-log.ts';
import { ServiceProcess, type Ending } from './service-process.ts';

/** The successor of a process that still holds the ports of the environment takes free ones. */
const FREE_PORTS = { HEALTH_PORT: '0', PORT: '0', WEB_PORT: '0' };

/** A service as a process of its own, started again whenever it ends. */
export class ChildService implements HostedService {
  readonly name: string;
  readonly #options: HostOptions;
  readonly #backoff = new Backoff();
  /** All that have not ended: one, or two while one replaces the other. */
  readonly #processes = new Set<ServiceProcess>();
  #current: ServiceProcess | undefined;
  #restart: NodeJS.Timeout | undefined;
  #restarts = 0;
  #stopping = false;

  private constructor(options: HostOptions) {
    this.#options = options;
    this.name = options.name;
  }

  /** @throws Error with the end of its log when its first process does not become ready */
  static async start(options: HostOptions): Promise<ChildService> {
    prepareLog(options.log);
    const service = new ChildService(options);
    const logStart = sizeOf(options.log);
    if (await service.#spawn().ready) return service;
    await service.stop();
    throw new Error(lastTrouble(options.log, logStart));
  }

  get pid(): number | undefined {
    return this.#current?.pid;
  }

  get healthPort(): number {
    return this.#current?.ports?.healthPort ?? this.#options.healthPort;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get replicas(): ServicePorts[] {
    return [...this.#processes].flatMap(({ ports }) => ports ?? []);
  }

  async kill(): Promise<void> {
    const killed = this.#current;
    killed?.kill();
    await killed?.ended;
  }

  async roll(): Promise<Rollover> {
    const old = this.#current;
    if (!old?.wasReady) throw new Error(`${this.name} is not running: there is nothing to replace`);
    const logStart = sizeOf(this.#options.log);
    const began = performance.now();
    const fresh = this.#spawn(FREE_PORTS, old);
    const ports = await fresh.ready;
    if (!ports) {
      await fresh.stop();
      throw new Error(`${this.name} was not replaced: ${lastTrouble(this.#options.log, logStart)}`);
    }
    await untilReady({ name: this.name, healthPort: ports.healthPort });
    const ready = performance.now();
    clearTimeout(this.#restart);
    this.#current = fresh;
    const others = [...this.#processes].filter((process) => process !== fresh);
    await Promise.all(others.map((process) => process.stop()));
    const { code } = await old.ended;
    return { readyMs: ready - began, exitMs: performance.now() - ready, exitCode: code };
  }

  async join({ env, flags }: ProcessOptions): Promise<() => Promise<void>> {
    const logStart = sizeOf(this.#options.log);
    const joined = new ServiceProcess(this.#options, { ...FREE_PORTS, ...env }, flags);
    this.#processes.add(joined);
    void joined.ended.then(() => this.#processes.delete(joined));
    if (!(await joined.ready)) {
      await joined.stop();
      throw new Error(`${this.name} was not joined: ${lastTrouble(this.#options.log, logStart)}`);
    }
    return async () => {
      await joined.stop();
    };
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    await Promise.all([...this.#processes].map((process) => process.stop()));
  }

  abort(): void {
    this.#stopping = true;
    clearTimeout(this.#restart);
    for (const process of this.#processes) process.kill();
  }

  /** @param current the process that goes on being the service until it is replaced */
  #spawn(ports = {}, current?: ServiceProcess): ServiceProcess {
    const started = new ServiceProcess(this.#options, ports);
    this.#processes.add(started);
    this.#current = current ?? started;
    void started.ended.then((ending) => {
      this.#processes.delete(started);
      if (this.#current !== started) return;
      this.#current = undefined;
      if (started.wasReady || this.#restarts > 0) this.#startAgain(started, ending);
    });
    return started;
  }

  #startAgain({ lifeMs }: ServiceProcess, { code, signal }: Ending): void {
    if (this.#stopping) return;
    const delay = this.#backoff.nextDelay(lifeMs);
    this.#options.progress(
      `${this.name} ended (${signal ?? `code ${code}`}); starting it again in ${delay} ms`,
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
