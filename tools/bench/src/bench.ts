import { dataFolderOf } from '@edu/infrastructure';
import { execFileSync } from 'node:child_process';
import { arch, cpus, loadavg, release, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { WORKSPACE } from '@edu/database';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { startTraceCollector } from '@edu/simulators';
import { startBenchServer, type BenchServer } from './bench-server.ts';
import type { RunCommand } from './cli-options.ts';
import { sqlFloors } from './floor/sql-floors.ts';
import { measureTransport } from './floor/transport-floors.ts';
import { ProcessGroup } from './measure/process-group.ts';
import type { BenchResult, Floor, ScenarioResult } from './report/result.ts';
import { scenarioLines } from './report/scenario-lines.ts';
import { judge } from './report/verdict.ts';
import { runScenario } from './scenario/run-scenario.ts';
import { SCENARIOS, STREAMS, type Scenario, type StreamName } from './scenario/scenarios.ts';
import { Stage } from './scenario/stage.ts';
import type { Stream } from './scenario/stream.ts';
import { seededDatabase } from './seed/seeded-database.ts';
import { settle } from './seed/settle.ts';
import { loadServiceSources, type ServiceSources } from './service-sources.ts';

/** Seconds at most that a closed loop runs: it says the same after a few. */
const TRANSPORT_S = 5;

/**
 * Limits of networks are for people; holds must not run out while we measure. The generator is the proxy in
 * front, so that hostile requests come from networks of their own.
 */
const ENV = {
  RATE_LIMIT_FACTOR: '100000',
  HOLD_MINUTES: '240',
  LOG_LEVEL: 'info',
  TRUSTED_PROXIES: '127.0.0.1',
};

/** A seeded server, before there is a platform on it. */
export interface Ground {
  readonly server: BenchServer;
  readonly sources: ServiceSources;
  /** The database that the platform's is copied from. */
  readonly template: string;
}

/** Seeds a server for as long as it is used; it leaves nothing behind but the seed. */
export async function onSeededServer<T>(
  { listings, seed }: Pick<RunCommand, 'listings' | 'seed'>,
  say: (line: string) => void,
  use: (ground: Ground) => Promise<T>,
): Promise<T> {
  const sources = await loadServiceSources();
  const server = await startBenchServer(resolve(dataFolderOf(process.env), 'bench'), say);
  try {
    const seeding = { ...server, listings, seed, sources, progress: say };
    const { name: template } = await seededDatabase(seeding);
    return await use({ server, sources, template });
  } finally {
    await server.stop();
  }
}

/** Boots a platform on it, with a copy of the data. */
export function withBenchPlatform<T>(
  { server, template }: Ground,
  say: (line: string) => void,
  use: (platform: Platform) => Promise<T>,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const all = { ...ENV, EDU_POSTGRES_URL: server.adminUrl, ...env };
  return withPlatform({ template, progress: say, env: all }, use);
}

/** Offers every scenario to a platform of its own, and judges what came of it. */
export async function bench(
  options: RunCommand,
  say: (line: string) => void,
): Promise<BenchResult> {
  const loadBefore = loadavg()[0]!;
  const { listings, seed, telemetry } = options;
  const collector = telemetry === 'off' ? undefined : await startTraceCollector();
  try {
    return await onSeededServer(options, say, async (ground) => {
      const { server, sources, template } = ground;
      const seconds = Math.max(3, Math.round(options.seconds / 2));
      const bench = { options, scenarios: scenariosOf(options), server, sources, say };
      const floors = options.floors
        ? await sqlFloors({ ...bench, listings, seed, template, seconds })
        : [];
      const measured = async (platform: Platform) => {
        const figures = await measure({ ...bench, platform });
        const result = {
          format: 1 as const,
          at: new Date().toISOString(),
          commit: commit(),
          options: {
            ...{ listings, seed, telemetry },
            seconds: options.seconds,
            warmup: options.warmup,
            repeats: options.repeats,
            quick: options.quick,
          },
          machine: machine(loadBefore),
          versions: versions(platform, server),
          bootMs: platform.bootMs,
          ...figures,
          floors: [...floors, ...figures.floors],
        };
        return { ...result, verdicts: judge(result) };
      };
      return withBenchPlatform(ground, say, measured, {
        ...(collector && {
          OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
          TRACE_SAMPLE_RATIO: telemetry === 'sampled' ? '1' : '0',
        }),
      });
    });
  } finally {
    await collector?.close();
  }
}

interface Bench {
  readonly options: RunCommand;
  readonly scenarios: readonly Scenario[];
  readonly platform: Platform;
  readonly server: BenchServer;
  readonly sources: ServiceSources;
  readonly say: (line: string) => void;
}

async function measure(
  bench: Bench,
): Promise<{ scenarios: ScenarioResult[]; floors: Floor[]; hop: BenchResult['hop'] }> {
  const { options, platform, server, sources, say } = bench;
  const { listings, seed } = options;
  const stage = await Stage.open({ platform, sources, listings, seed, psql: server.psql });
  const streams = Object.fromEntries(
    Object.entries(STREAMS).map(([name, { open }]) => [name, open(stage)]),
  ) as Record<StreamName, Stream>;
  const processes = watch(platform, server);
  await settle(platform.databases.adminUrl);
  await processes.untilQuiet();
  await processes.learnIdle();
  say(processes.restInWords());
  const scenarios: ScenarioResult[] = [];
  for (const scenario of bench.scenarios) {
    const rates = Object.entries(scenario.rates).map(([name, rate]) => `${name} ${rate}/s`);
    say(`${scenario.name}: ${rates.join(', ')}`);
    const result = await runScenario(
      { scenario, streams, stage, processes },
      {
        warmupMs: options.warmup * 1_000,
        measureMs: options.seconds * 1_000,
        repeats: options.repeats,
      },
    );
    scenarios.push(result);
    for (const line of scenarioLines(result)) say(`  ${line}`);
  }
  if (!options.floors) return { scenarios, floors: [], hop: null };
  say('Bare Fastify, bare NATS, and a call through both');
  await processes.untilQuiet();
  const measureMs = Math.min(options.seconds, TRANSPORT_S) * 1_000;
  return { scenarios, ...(await measureTransport({ platform, measureMs })) };
}

/** Those asked for; a quick run offers half of the load. */
function scenariosOf({ only, quick }: RunCommand): readonly Scenario[] {
  const wanted = SCENARIOS.filter(({ name, wholeOnly }) =>
    only ? only.includes(name) : !(quick && wholeOnly),
  );
  if (!quick) return wanted;
  return wanted.map(({ name, rates }) => ({
    name,
    rates: Object.fromEntries(Object.entries(rates).map(([each, rate]) => [each, rate / 2])),
  }));
}

/** The processes of a platform and its servers. */
export function watch({ services, infrastructure }: Platform, server: BenchServer): ProcessGroup {
  const own = infrastructure.servers.flatMap(({ name, pid }) => (pid ? [{ name, pid }] : []));
  return new ProcessGroup([
    ...services.flatMap(({ name, pid }) => (pid ? [{ name, pid }] : [])),
    ...own,
    { name: 'postgres', pid: server.pid, family: true },
    { name: 'simulators', pid: process.pid },
  ]);
}

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: WORKSPACE, encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    return git('describe', '--always', '--dirty', '--abbrev=12');
  } catch {
    return 'unknown'; // no repository here
  }
}

function machine(before: number): BenchResult['machine'] {
  const processors = cpus();
  return {
    cpu: processors[0]?.model ?? arch(),
    cores: processors.length,
    memory: totalmem(),
    kernel: release(),
    load: [before, loadavg()[0]!],
  };
}

function versions({ infrastructure }: Platform, server: BenchServer): Record<string, string> {
  return {
    node: process.versions.node,
    postgres: server.version,
    ...Object.fromEntries(
      infrastructure.servers
        .filter(({ name }) => name !== 'postgres')
        .map(({ name, version }) => [name, version]),
    ),
  };
}
