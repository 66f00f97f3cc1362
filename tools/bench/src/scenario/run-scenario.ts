import { percentile } from '@edu/journey';
import { burstArrivals, poissonArrivals } from '../load/arrivals.ts';
import { runLoad } from '../load/load.ts';
import type { LoadResult, PlannedRequest } from '../load/load-plan.ts';
import { latencyOf, median } from '../measure/latency.ts';
import { machineCpuTime } from '../measure/proc.ts';
import {
  coverage,
  perRequest,
  type CpuTimes,
  type ProcessGroup,
} from '../measure/process-group.ts';
import { p95Between, readMetrics } from '../measure/service-metrics.ts';
import type { ScenarioResult, Spread, StreamResult } from '../report/result.ts';
import { STREAMS, type Scenario, type StreamKind, type StreamName } from './scenarios.ts';
import type { Stage } from './stage.ts';
import type { Stream } from './stream.ts';

export interface RunOptions {
  readonly warmupMs: number;
  readonly measureMs: number;
  readonly repeats: number;
}

export interface Run {
  readonly scenario: Scenario;
  /** Opened once and used by every scenario: what was handed out is not handed out again. */
  readonly streams: Readonly<Record<StreamName, Stream>>;
  readonly stage: Stage;
  readonly processes: ProcessGroup;
}

interface Repeat {
  readonly load: LoadResult;
  readonly cpu: Readonly<Record<string, number>>;
  readonly coverage: number;
  readonly memory: Readonly<Record<string, number>>;
  readonly eventLoop: Readonly<Record<string, number>>;
  readonly psp: number | null;
}

/** Offers a scenario's load to the platform, some times over, each time when it has come to rest. */
export async function runScenario(run: Run, options: RunOptions): Promise<ScenarioResult> {
  const repeats: Repeat[] = [];
  for (let number = 0; number < options.repeats; number++) {
    repeats.push(await repeat(run, options));
  }
  const { name, rates } = run.scenario;
  for (const stream of Object.keys(rates)) await run.streams[stream as StreamName].check?.();
  const names = Object.entries(rates);
  return {
    name,
    streams: names.map(([stream, rate], index) =>
      streamResult({ stream, rate, index }, repeats, options.measureMs),
    ),
    cpu: byName(
      repeats.map(({ cpu }) => cpu),
      median,
    ),
    coverage: median(repeats.map((each) => each.coverage)),
    memory: byName(
      repeats.map(({ memory }) => memory),
      most,
    ),
    eventLoop: byName(
      repeats.map(({ eventLoop }) => eventLoop),
      most,
    ),
    psp: medianOf(repeats.flatMap(({ psp }) => psp ?? [])),
    maxInFlight: most(repeats.map(({ load }) => load.maxInFlight)),
    generatorLate: percentile(
      repeats.flatMap(({ load }) => [...load.lateMs]),
      0.99,
    ),
    surprises: repeats.flatMap(({ load }) => load.surprises).slice(0, 5),
  };
}

async function repeat(run: Run, options: RunOptions): Promise<Repeat> {
  const { stage, processes } = run;
  const { warmupMs, measureMs } = options;
  const requests = await plan(run, warmupMs + measureMs);
  await processes.untilQuiet();
  const { services, url } = stage.platform;
  const watched = (generator: number) => processes.with({ name: 'generator', pid: generator });
  let [before, after]: (CpuTimes | undefined)[] = [];
  let began = 0;
  let [ms, machine] = [0, 0];
  let memory: Record<string, number> = {};
  let first: ReturnType<typeof readMetrics> | undefined;
  let last: ReturnType<typeof readMetrics> | undefined;
  const load = await runLoad(
    { url, requests, warmupMs, measureMs },
    {
      measuring: (generator) => {
        first = readMetrics(services);
        before = watched(generator).cpu();
        began = performance.now();
        machine = machineCpuTime();
      },
      measured: (generator) => {
        after = watched(generator).cpu();
        ms = performance.now() - began;
        machine = machineCpuTime() - machine;
        memory = watched(generator).memory();
        last = readMetrics(services);
      },
    },
  );
  const count = load.latencyMs.length;
  if (!before || !after || !first || !last || count === 0) throw new Error('nothing was measured');
  const cpu = perRequest({ before, after, ms, idle: processes.idle }, count);
  const accounted = coverage(before, after, machine);
  const [begin, end] = [await first, await last];
  const psp = p95Between(begin.psp, end.psp);
  return { load, memory, cpu, coverage: accounted, eventLoop: end.eventLoop, psp };
}

/** The requests of all streams in the order in which they arrive. */
async function plan(run: Run, durationMs: number): Promise<PlannedRequest[]> {
  const { scenario, streams, stage } = run;
  const requests: PlannedRequest[] = [];
  for (const [index, [name, rate]] of Object.entries(scenario.rates).entries()) {
    const stream = streams[name as StreamName];
    const { burst }: StreamKind = STREAMS[name as StreamName];
    const arrivals = burst
      ? burstArrivals(rate, durationMs, burst)
      : poissonArrivals(rate, durationMs, stage.dice.random);
    await stream.prepare?.(arrivals.length);
    for (const at of arrivals) requests.push({ ...(await stream.next()), at, stream: index });
  }
  return requests.sort((a, b) => a.at - b.at);
}

function streamResult(
  { stream, rate, index }: { stream: string; rate: number; index: number },
  repeats: readonly Repeat[],
  measureMs: number,
): StreamResult {
  const mine = repeats.map(({ load }) => {
    const samples = load.stream.flatMap((of, sample) => (of === index ? [sample] : []));
    return {
      latency: latencyOf(samples.map((sample) => load.latencyMs[sample]!)),
      statuses: samples.map((sample) => load.status[sample]!),
      errors: samples.filter((sample) => !load.ok[sample]).length,
      answered: load.answered[index] ?? 0,
    };
  });
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const seconds = (repeats.length * measureMs) / 1_000;
  const n = sum(mine.map(({ latency }) => latency.n));
  const p99 = mine.flatMap(({ latency }) => latency.p99 ?? []);
  const statuses: Record<string, number> = {};
  for (const status of mine.flatMap((each) => each.statuses)) {
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return {
    name: stream,
    rate,
    offered: n / seconds,
    achieved: sum(mine.map(({ answered }) => answered)) / seconds,
    n,
    p50: spread(mine.map(({ latency }) => latency.p50)),
    p95: spread(mine.map(({ latency }) => latency.p95)),
    p99: p99.length === repeats.length ? spread(p99) : null,
    max: most(mine.map(({ latency }) => latency.max)),
    statuses,
    errors: sum(mine.map(({ errors }) => errors)),
  };
}

function spread(numbers: readonly number[]): Spread {
  return { median: median(numbers), low: Math.min(...numbers), high: most(numbers) };
}

function medianOf(numbers: readonly number[]): number | null {
  return numbers.length > 0 ? median(numbers) : null;
}

function most(numbers: readonly number[]): number {
  return Math.max(...numbers);
}

function byName(
  repeats: readonly Readonly<Record<string, number>>[],
  join: (numbers: readonly number[]) => number,
): Record<string, number> {
  const names = [...new Set(repeats.flatMap((repeat) => Object.keys(repeat)))];
  return Object.fromEntries(
    names.map((name) => [name, join(repeats.map((repeat) => repeat[name] ?? 0))]),
  );
}
