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
const LOOK_MS = 500;
/** At rest uses at most this share of a core more than when nobody asks for anything. */
const QUIET_SHARE = 0.1;
const PATIENCE_MS = 15_000;
const IDLE_AFTER_MS = 1_500;
/** Idle use is what was used in the calmest of so many stretches of so many milliseconds. */
const IDLE_STRETCHES = 6;
const IDLE_MS = 1_000;

/** More than this share of a core at rest is work: figures taken beside it are not those of the requests. */
const BUSY_SHARE = 0.5;

/** The processes that share the machine: services, servers, simulators. */
export class ProcessGroup {
  readonly #watched: readonly Watched[];
  /** Nanoseconds of CPU a millisecond by name, as `learnIdle` found it. */
  readonly idle: Record<string, number>;
  /** All of them together, at rest on average: queues are polled, so it comes in bursts. */
  #atRest = 0;

  constructor(watched: readonly Watched[], idle: Record<string, number> = {}) {
    this.#watched = watched;
    this.idle = idle;
  }

  with(more: Watched): ProcessGroup {
    return new ProcessGroup([...this.#watched, more], this.idle);
  }

  cpu(): CpuTimes {
    return this.#each(({ pid, family }) => (family ? familyCpuTime(pid) : cpuTime(pid)));
  }

  /** Bytes by name. */
  memory(): Record<string, number> {
    return this.#each(({ pid, family }) => (family ? familyMemory(pid) : memory(pid)));
  }

  /**
   * Looks how much they use when nobody asks for anything: timers, polls, heartbeats. Work that
   * happens to be left from before is not idle use, so the calmest stretch counts for each.
   */
  async learnIdle(): Promise<void> {
    await sleep(IDLE_AFTER_MS);
    const looks: Look[] = [{ cpu: this.cpu(), at: performance.now() }];
    for (let stretch = 0; stretch < IDLE_STRETCHES; stretch++) {
      await sleep(IDLE_MS);
      looks.push({ cpu: this.cpu(), at: performance.now() });
    }
    Object.assign(this.idle, steadyUse(looks));
    const [first, last] = [looks[0]!, looks.at(-1)!];
    this.#atRest = (sumOf(last.cpu) - sumOf(first.cpu)) / (last.at - first.at);
  }

  /** What they do at rest in words, as `learnIdle` found it. */
  restInWords(): string {
    const share = (this.#atRest / 1e6).toFixed(2);
    if (this.#atRest < BUSY_SHARE * 1e6) return `At rest: ${share} of a core`;
    const most = Object.entries(this.idle)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 3)
      .map(([name, ns]) => `${name} ${(ns / 1e6).toFixed(2)}`);
    return `NOT AT REST: ${share} of a core (${most.join(', ')}); what follows is measured beside that`;
  }

  /**
   * Waits until the work that was left is done: events handled, mails sent.
   *
   * @returns whether it was
   */
  async untilQuiet(patienceMs = PATIENCE_MS): Promise<boolean> {
    const until = performance.now() + patienceMs;
    let [before, at] = [sumOf(this.cpu()), performance.now()];
    let quiet = 0;
    while (quiet < 2 && performance.now() < until) {
      await sleep(LOOK_MS);
      const [total, now] = [sumOf(this.cpu()), performance.now()];
      const share = ((total - before) / (now - at) - this.#atRest) / 1e6;
      quiet = share < QUIET_SHARE ? quiet + 1 : 0;
      [before, at] = [total, now];
    }
    return quiet === 2;
  }

  #each(value: (watched: Watched) => number): Record<string, number> {
    return Object.fromEntries(this.#watched.map((watched) => [watched.name, value(watched)]));
  }
}

const sumOf = (cpu: CpuTimes) => Object.values(cpu).reduce((sum, ns) => sum + ns, 0);

interface Look {
  readonly cpu: CpuTimes;
  /** Milliseconds. */
  readonly at: number;
}

/** Nanoseconds a millisecond that each used between any two looks. */
export function steadyUse(looks: readonly Look[]): Record<string, number> {
  const names = Object.keys(looks[0]!.cpu);
  const between = (name: string) =>
    looks.slice(1).map(({ cpu, at }, index) => {
      const before = looks[index]!;
      return (cpu[name]! - before.cpu[name]!) / (at - before.at);
    });
  return Object.fromEntries(names.map((name) => [name, Math.max(0, Math.min(...between(name)))]));
}

/** The share of what the machine used that those processes account for: 1 is all of it. */
export function coverage(before: CpuTimes, after: CpuTimes, machineNs: number): number {
  const used = Object.entries(after).reduce((sum, [name, ns]) => sum + ns - (before[name] ?? 0), 0);
  return machineNs > 0 ? used / machineNs : 0;
}

export interface Usage {
  readonly before: CpuTimes;
  readonly after: CpuTimes;
  /** Time between the two. */
  readonly ms: number;
  /** What would have been used anyway, in nanoseconds a millisecond. */
  readonly idle: Readonly<Record<string, number>>;
}

/** Microseconds per request by name, those that did nothing left out. */
export function perRequest(
  { before, after, ms, idle }: Usage,
  requests: number,
): Record<string, number> {
  const used = Object.entries(after).map(([name, ns]) => {
    const caused = ns - (before[name] ?? 0) - (idle[name] ?? 0) * ms;
    return [name, caused / 1_000 / requests] as const;
  });
  return Object.fromEntries(used.filter(([, us]) => us >= 1));
}
