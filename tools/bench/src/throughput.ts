import { onSeededServer, watch, withBenchPlatform } from './bench.ts';
import { THROUGHPUT, type RunCommand } from './cli-options.ts';
import { startChild } from './load/child-program.ts';
import type { ClosedLoopMessage } from './load/closed-loop.ts';
import type { DraftCalls } from './load/draft-caller.ts';
import { latencyOf, type Latency } from './measure/latency.ts';
import { perRequest, type ProcessGroup } from './measure/process-group.ts';
import { totalCpu } from './report/result.ts';
import { ms } from './report/scenario-lines.ts';
import { textTable } from './report/text-table.ts';
import { bookingStream } from './scenario/booking.stream.ts';
import { Stage } from './scenario/stage.ts';
import type { Draft, Stream } from './scenario/stream.ts';
import { webhookStream } from './scenario/webhook.stream.ts';
import { settle } from './seed/settle.ts';

const CALLERS = [1, 4, 16];
const WARMUP_CALLERS = 4;
/** What follows the last of them is waited for this long: messages and receipts of webhooks fall behind. */
const PATIENCE_MS = 180_000;

type Kind = (typeof THROUGHPUT)[number];

/**
 * What is asked for, and how many are made ready for each second: more than a caller, and than two
 * cores, get through.
 */
const KINDS = {
  booking: {
    open: (stage: Stage) => bookingStream(stage, { conflicts: 0 }),
    readyPerCaller: 400,
    ready: 1_000,
  },
  webhook: {
    open: (stage: Stage) => webhookStream(stage, { duplicates: 0 }),
    readyPerCaller: 200,
    ready: 500,
  },
} as const satisfies Record<Kind, object>;

export interface Throughput {
  readonly kind: Kind;
  readonly callers: number;
  readonly perSecond: number;
  readonly latency: Latency;
  /** Microseconds of CPU of each by process, until all that follows the last is done. */
  readonly cpu: Readonly<Record<string, number>>;
}

/** Bookings, and webhooks of payments, in a closed loop: each caller's next one as soon as it has its answer. */
export function throughput(
  options: RunCommand,
  say: (line: string) => void,
): Promise<Throughput[]> {
  const { listings, seed, seconds, warmup, only } = options;
  return onSeededServer(options, say, (ground) =>
    withBenchPlatform(ground, say, async (platform) => {
      const { server, sources } = ground;
      const stage = await Stage.open({ platform, sources, listings, seed, psql: server.psql });
      const processes = watch(platform, server);
      await settle(platform.databases.adminUrl);
      await processes.untilQuiet();
      await processes.learnIdle();
      const results: Throughput[] = [];
      for (const kind of THROUGHPUT) {
        if (only && !only.includes(kind)) continue;
        const { open, readyPerCaller, ready } = KINDS[kind];
        const stream = open(stage);
        const run = async (callers: number, lasts: number) => {
          const count = lasts * Math.min(ready, callers * readyPerCaller);
          say(`${kind}: ${count} are made ready for ${callers} callers`);
          const drafts = await draw(stream, count);
          await settle(platform.databases.adminUrl);
          const calls = { url: platform.url, drafts, callers, measureMs: lasts * 1_000 };
          return measured(processes, { ...calls, warmupMs: 0 });
        };
        if (warmup > 0) await run(WARMUP_CALLERS, warmup);
        for (const callers of CALLERS) {
          const { latency, cpu } = await run(callers, seconds);
          const result = { kind, callers, perSecond: latency.n / seconds, latency, cpu };
          results.push(result);
          say(`  ${inWords(result)}`);
        }
        await stream.check?.();
      }
      return results;
    }),
  );
}

async function draw(stream: Stream, count: number): Promise<Draft[]> {
  await stream.prepare?.(count);
  const drafts: Draft[] = [];
  while (drafts.length < count) drafts.push(await stream.next());
  return drafts;
}

/** @throws Error when what follows does not end */
async function measured(
  processes: ProcessGroup,
  calls: DraftCalls,
): Promise<Pick<Throughput, 'latency' | 'cpu'>> {
  const caller = startChild('load/draft-caller.ts');
  try {
    await processes.untilQuiet();
    const [before, began] = [processes.cpu(), performance.now()];
    caller.send(calls);
    await caller.next<ClosedLoopMessage>();
    const { latencyMs } = await caller.next<Exclude<ClosedLoopMessage, string>>();
    if (!(await processes.untilQuiet(PATIENCE_MS))) {
      throw new Error(`what follows was not done within ${PATIENCE_MS / 1_000} s`);
    }
    const usage = { before, after: processes.cpu(), ms: performance.now() - began };
    const cpu = perRequest({ ...usage, idle: processes.idle }, latencyMs.length);
    return { latency: latencyOf(latencyMs), cpu };
  } finally {
    caller.end();
  }
}

function inWords({ perSecond, latency: { p95 }, cpu }: Throughput): string {
  const parts = Object.entries(cpu)
    .sort(([, a], [, b]) => b - a)
    .map(([name, us]) => `${name} ${us.toFixed(0)}`);
  return `${perSecond.toFixed(0)}/s · P95 ${ms(p95)} ms · CPU µs each: ${totalCpu(cpu).toFixed(0)} (${parts.join(', ')})`;
}

export function throughputText(results: readonly Throughput[]): string {
  const rows = results.map(({ kind, callers, perSecond, latency: { p50, p95, max }, cpu }) => [
    ...[kind, String(callers), perSecond.toFixed(0)],
    ...[p50, p95, max].map(ms),
    totalCpu(cpu).toFixed(0),
  ]);
  const times = ['P50 ms', 'P95 ms', 'max ms'];
  return textTable(['', 'callers', 'each second', ...times, 'CPU µs each, all done'], rows);
}
