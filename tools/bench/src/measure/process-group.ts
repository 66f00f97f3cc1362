import { setTimeout as sleep } from 'node:timers/promises';
import { cpuTime, familyCpuTime, familyMemory, memory } from './proc.ts';

export interface Watched {
  readonly name: string;
  readonly pid: number;
  /** Counts with the processes that it started itself, as PostgreSQL's. */
  readonly family?: boolean;
}

/** Nanoseconds on the CPU by name of the process. */
export type CpuTimes = Readonly<Record<string, number>>;

/** How often one looks whether the processes have come to rest. */
const LOOK_MS = 250;
/** At rest is who uses less than this share of one core. */
const QUIET_SHARE = 0.12;
const PATIENCE_MS = 30_000;

/** The processes that share the machine: services, servers, simulators. */
export class ProcessGroup {
  readonly #watched: readonly Watched[];

  constructor(watched: readonly Watched[]) {
    this.#watched = watched;
  }

  with(more: Watched): ProcessGroup {
    return new ProcessGroup([...this.#watched, more]);
  }

  cpu(): CpuTimes {
    return this.#each(({ pid, family }) => (family ? familyCpuTime(pid) : cpuTime(pid)));
  }

  /** Bytes by name. */
  memory(): Record<string, number> {
    return this.#each(({ pid, family }) => (family ? familyMemory(pid) : memory(pid)));
  }

  /** Waits until the work that was left is done: events handled, mails sent. */
  async untilQuiet(): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    let [before, at] = [this.#total(), performance.now()];
    for (let quiet = 0; quiet < 2 && performance.now() < until;) {
      await sleep(LOOK_MS);
      const [total, now] = [this.#total(), performance.now()];
      quiet = total - before < QUIET_SHARE * (now - at) * 1e6 ? quiet + 1 : 0;
      [before, at] = [total, now];
    }
  }

  #total(): number {
    return Object.values(this.cpu()).reduce((sum, ns) => sum + ns, 0);
  }

  #each(value: (watched: Watched) => number): Record<string, number> {
    return Object.fromEntries(this.#watched.map((watched) => [watched.name, value(watched)]));
  }
}

/** Microseconds per request by name, those that did nothing left out. */
export function perRequest(
  before: CpuTimes,
  after: CpuTimes,
  requests: number,
): Record<string, number> {
  const used = Object.entries(after).map(
    ([name, ns]) => [name, (ns - (before[name] ?? 0)) / 1_000 / requests] as const,
  );
  return Object.fromEntries(used.filter(([, us]) => us >= 0.5));
}
