import { onSeededServer, withBenchPlatform } from './bench.ts';
import type { RunCommand } from './cli-options.ts';
import { startChild } from './load/child-program.ts';
import type { ClosedLoopMessage } from './load/closed-loop.ts';
import type { DraftCalls } from './load/draft-caller.ts';
import { latencyOf, type Latency } from './measure/latency.ts';
import { ms } from './report/scenario-lines.ts';
import { textTable } from './report/text-table.ts';
import { bookingStream } from './scenario/booking.stream.ts';
import { Stage } from './scenario/stage.ts';
import type { Draft } from './scenario/stream.ts';
import { settle } from './seed/settle.ts';

const CALLERS = [1, 4, 16];
/** Bookings made ready for each second: more than a caller, and than two cores, get through. */
const [READY_PER_CALLER, READY] = [400, 1_000];

export interface Throughput {
  readonly callers: number;
  readonly perSecond: number;
  readonly latency: Latency;
}

/** Bookings in a closed loop, each caller's next one as soon as it has its answer. */
export function bookingThroughput(
  options: RunCommand,
  say: (line: string) => void,
): Promise<Throughput[]> {
  const { listings, seed, seconds, warmup } = options;
  return onSeededServer(options, say, (ground) =>
    withBenchPlatform(ground, say, async (platform) => {
      const { server, sources } = ground;
      const stage = await Stage.open({ platform, sources, listings, seed, psql: server.psql });
      const stream = bookingStream(stage, { conflicts: 0 });
      const results: Throughput[] = [];
      for (const callers of CALLERS) {
        const count = (warmup + seconds) * Math.min(READY, callers * READY_PER_CALLER);
        say(`${callers} callers: ${count} bookings are made ready`);
        const drafts: Draft[] = [];
        while (drafts.length < count) drafts.push(await stream.next());
        await settle(platform.databases.adminUrl);
        const [warmupMs, measureMs] = [warmup * 1_000, seconds * 1_000];
        const latency = await closedLoop({
          url: platform.url,
          drafts,
          callers,
          warmupMs,
          measureMs,
        });
        results.push({ callers, perSecond: latency.n / seconds, latency });
      }
      return results;
    }),
  );
}

async function closedLoop(calls: DraftCalls): Promise<Latency> {
  const caller = startChild('load/draft-caller.ts');
  try {
    caller.send(calls);
    await caller.next<ClosedLoopMessage>();
    const { latencyMs } = await caller.next<Exclude<ClosedLoopMessage, string>>();
    return latencyOf(latencyMs);
  } finally {
    caller.end();
  }
}

export function throughputText(results: readonly Throughput[]): string {
  const rows = results.map(({ callers, perSecond, latency: { p50, p95, max } }) => [
    String(callers),
    perSecond.toFixed(0),
    ...[p50, p95, max].map(ms),
  ]);
  return textTable(['callers', 'bookings/s', 'P50 ms', 'P95 ms', 'max ms'], rows);
}
