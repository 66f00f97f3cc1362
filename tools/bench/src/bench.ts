import { execFileSync } from 'node:child_process';
import { arch, cpus, loadavg, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { WORKSPACE } from '@edu/database';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { startBenchServer, type BenchServer } from './bench-server.ts';
import type { RunCommand } from './cli-options.ts';
import { ProcessGroup } from './measure/process-group.ts';
import type { BenchResult, ScenarioResult } from './report/result.ts';
import { scenarioLines } from './report/scenario-lines.ts';
import { runScenario } from './scenario/run-scenario.ts';
import { SCENARIOS, STREAMS, type StreamName } from './scenario/scenarios.ts';
import { Stage } from './scenario/stage.ts';
import type { Stream } from './scenario/stream.ts';
import { seededDatabase } from './seed/seeded-database.ts';
import { loadServiceSources, type ServiceSources } from './service-sources.ts';

/** Limits are for people; holds must not run out while we measure. */
const ENV = { RATE_LIMIT_FACTOR: '100000', HOLD_MINUTES: '240', LOG_LEVEL: 'info' };

/** Boots a platform on seeded data, measures it, and leaves nothing behind but the seed. */
export async function bench(
  options: RunCommand,
  say: (line: string) => void,
): Promise<BenchResult> {
  const dataDir = resolve(process.env['EDU_DATA_DIR'] || '.data', 'bench');
  const loadBefore = loadavg()[0]!;
  const sources = await loadServiceSources();
  const server = await startBenchServer(dataDir, say);
  try {
    const { listings, seed } = options;
    const database = await seededDatabase({ ...server, listings, seed, sources, progress: say });
    const began = performance.now();
    return await withPlatform(
      {
        template: database.name,
        progress: say,
        env: { ...ENV, EDU_POSTGRES_URL: server.adminUrl },
      },
      async (platform) => {
        const bootMs = performance.now() - began;
        const measured = await measure({ options, platform, server, sources, say });
        return {
          format: 1,
          at: new Date().toISOString(),
          commit: commit(),
          options: {
            listings,
            seconds: options.seconds,
            warmup: options.warmup,
            repeats: options.repeats,
            seed,
            quick: options.quick,
          },
          machine: machine(loadBefore),
          versions: versions(platform, server),
          bootMs,
          ...measured,
          verdicts: [],
        };
      },
    );
  } finally {
    await server.stop();
  }
}

interface Bench {
  readonly options: RunCommand;
  readonly platform: Platform;
  readonly server: BenchServer;
  readonly sources: ServiceSources;
  readonly say: (line: string) => void;
}

async function measure(bench: Bench): Promise<Pick<BenchResult, 'scenarios' | 'floors' | 'hop'>> {
  const { options, platform, server, sources, say } = bench;
  const { listings, seed } = options;
  const stage = await Stage.open({ platform, sources, listings, seed, psql: server.psql });
  const streams = Object.fromEntries(
    Object.entries(STREAMS).map(([name, { open }]) => [name, open(stage)]),
  ) as Record<StreamName, Stream>;
  const processes = watch(platform, server);
  const scenarios: ScenarioResult[] = [];
  for (const scenario of SCENARIOS) {
    if (options.only && !options.only.includes(scenario.name)) continue;
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
  return { scenarios, floors: [], hop: null };
}

function watch({ services, infrastructure }: Platform, server: BenchServer): ProcessGroup {
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

export const resultFile = (json: string | undefined) =>
  resolve(json ?? join(process.env['EDU_DATA_DIR'] || '.data', 'bench', 'result.json'));
