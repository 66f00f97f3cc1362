import type { RunCommand } from '../cli-options.ts';

/** The median of the repeats, and the lowest and the highest of them. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface StreamResult {
  readonly name: string;
  /** Requests a second that were wanted. */
  readonly rate: number;
  /** Requests a second that were due, and that were answered, in the measured time. */
  readonly offered: number;
  readonly achieved: number;
  /** Samples of all repeats. */
  readonly n: number;
  /** Milliseconds from the time at which a request was due. */
  readonly p50: Spread;
  readonly p95: Spread;
  /** Null with too few samples. */
  readonly p99: Spread | null;
  readonly max: number;
  /** Answers by status; 0 is none at all. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers with another status than expected. */
  readonly errors: number;
}

export interface ScenarioResult {
  readonly name: string;
  readonly streams: readonly StreamResult[];
  /** Microseconds of CPU per request by process, what they do afterwards in the background included. */
  readonly cpu: Readonly<Record<string, number>>;
  /**
   * CPU of all watched processes, before anything is subtracted, by what `/proc/stat` says that the
   * machine used: near 1 on a machine that does nothing else.
   */
  readonly coverage: number;
  /** Bytes by process, shared ones divided. */
  readonly memory: Readonly<Record<string, number>>;
  /** Milliseconds by service: P99 of the delay of its event loop, the worst repeat. */
  readonly eventLoop: Readonly<Record<string, number>>;
  /** Milliseconds: P95 of what psps took to answer; null where none was asked. */
  readonly psp: number | null;
  readonly maxInFlight: number;
  /** Milliseconds: P99 of how late the generator itself was. */
  readonly generatorLate: number;
  /** A few unexpected answers. */
  readonly surprises: readonly string[];
}

/** The same work without the platform around it. */
export interface Floor {
  readonly name: string;
  readonly what: string;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly n: number;
  /** Requests a second; null where the rate was fixed. */
  readonly perSecond: number | null;
  /** Microseconds of CPU per request by process. */
  readonly cpu: Readonly<Record<string, number>>;
}

/** A cheap call through gateway, NATS and a service, against both parts alone. */
export interface Hop {
  readonly perSecond: number;
  readonly cpu: Readonly<Record<string, number>>;
  /** CPU of a bare server and a bare NATS echo by what the hop takes: 1 is no overhead. */
  readonly ofFloorCpu: number;
  /** Requests a second by those of both parts in series. */
  readonly ofFloorRate: number;
}

export interface Verdict {
  readonly scenario: string;
  readonly stream: string | null;
  readonly what: string;
  /** As it was measured and as it should be, for people. */
  readonly text: string;
  readonly holds: boolean;
  /** A broken promise fails the command; a missed aim is only reported. */
  readonly kind: 'bar' | 'aim';
}

export interface BenchResult {
  readonly format: 1;
  readonly at: string;
  readonly commit: string;
  readonly options: {
    readonly listings: number;
    readonly seconds: number;
    readonly warmup: number;
    readonly repeats: number;
    readonly seed: number;
    readonly telemetry: RunCommand['telemetry'];
    readonly quick: boolean;
  };
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memory: number;
    readonly kernel: string;
    /** Average load of the last minute, before and after. */
    readonly load: readonly [before: number, after: number];
  };
  readonly versions: Readonly<Record<string, string>>;
  /** Milliseconds from the start of the first service until all were ready. */
  readonly bootMs: number;
  readonly scenarios: readonly ScenarioResult[];
  readonly floors: readonly Floor[];
  readonly hop: Hop | null;
  readonly verdicts: readonly Verdict[];
}

/** CPU of all processes that belong to the platform. */
export function totalCpu(cpu: Readonly<Record<string, number>>): number {
  return Object.entries(cpu).reduce((sum, [name, us]) => (OUTSIDE.has(name) ? sum : sum + us), 0);
}

/** Processes that stand for the world around the platform. */
export const OUTSIDE: ReadonlySet<string> = new Set(['generator', 'simulators']);
