import { STREAMS, type Aim, type StreamName } from '../scenario/scenarios.ts';
import { BUDGETS } from './budgets.ts';
import type { BenchResult, Floor, ScenarioResult, StreamResult, Verdict } from './result.ts';
import { totalCpu } from './result.ts';
import { ms } from './scenario-lines.ts';

/** Of the requests that were due, so many must have been answered in time. */
const MIN_ACHIEVED = 0.98;
/** Microseconds of CPU from gateway through NATS to a service, and of its parts alone. */
const HOP_AIM_US = 250;
const HOP_AIM_OF_FLOOR = 0.8;
const BOOT_AIM_MS = 5_000;
/** A quick run on a shared machine is judged by what no noise explains. */
const QUICK = { bars: 3, minAchieved: 0.9 };

type Judged = Pick<BenchResult, 'scenarios' | 'floors' | 'hop' | 'bootMs' | 'options'>;

/** What was promised and what is aimed at, against what was measured. */
export function judge(result: Judged): Verdict[] {
  const { scenarios, floors, options } = result;
  return [
    ...scenarios.flatMap((scenario) => [
      ...scenario.streams.flatMap((stream) =>
        streamVerdicts(scenario, stream, { floors, quick: options.quick }),
      ),
      ...(options.quick ? budgetVerdicts(scenario) : []),
    ]),
    ...platformVerdicts(result),
  ];
}

function streamVerdicts(
  scenario: ScenarioResult,
  stream: StreamResult,
  { floors, quick }: { floors: readonly Floor[]; quick: boolean },
): Verdict[] {
  const about = { scenario: scenario.name, stream: stream.name };
  const { bar, aim }: { bar: Aim & { ms: number }; aim?: Aim } = STREAMS[stream.name as StreamName];
  // In a few seconds of a low rate nothing may be due at all: that is kept.
  const share = stream.offered === 0 ? 1 : stream.achieved / stream.offered;
  const limit = bar.ms * (quick ? QUICK.bars : 1);
  const measured = percentileOf(stream, bar.percentile);
  const alone = scenario.name === stream.name;
  return [
    {
      ...about,
      what: 'errors',
      text: `${stream.errors} of ${stream.n}`,
      holds: stream.errors === 0,
      kind: 'bar',
    },
    {
      ...about,
      what: 'rate kept',
      text: `${(100 * share).toFixed(1)} %`,
      holds: share >= (quick ? QUICK.minAchieved : MIN_ACHIEVED),
      kind: 'bar',
    },
    {
      ...about,
      what: measured.name,
      text: `${ms(measured.value)} ms, at most ${limit}`,
      holds: measured.value <= limit,
      kind: 'bar',
    },
    ...(alone && aim && !quick
      ? aimVerdict(about, stream, { aim, floors, psp: scenario.psp })
      : []),
  ];
}

function aimVerdict(
  about: { scenario: string; stream: string },
  stream: StreamResult,
  { aim, floors, psp }: { aim: Aim; floors: readonly Floor[]; psp: number | null },
): Verdict[] {
  const { name, value } = percentileOf(stream, aim.percentile);
  const what = `${name} aim`;
  if ('beyondPsp' in aim) {
    if (psp === null) return [];
    const text = `${ms(value)} ms, at most ${aim.beyondPsp} more than psps take, ${ms(psp)}`;
    return [{ ...about, what, text, holds: value - psp <= aim.beyondPsp, kind: 'aim' }];
  }
  if ('ms' in aim) {
    const text = `${ms(value)} ms, at most ${aim.ms}`;
    return [{ ...about, what, text, holds: value <= aim.ms, kind: 'aim' }];
  }
  const floor = floors.find((each) => each.name === stream.name);
  if (!floor) return [];
  const times = value / floor.p95;
  const text = `${times.toFixed(1)} × the floor of ${ms(floor.p95)} ms, at most ${aim.floors}`;
  return [{ ...about, what, text, holds: times <= aim.floors, kind: 'aim' }];
}

/** The percentile asked for, or the P95 where there are too few samples for it. */
function percentileOf(
  stream: StreamResult,
  percentile: 'p95' | 'p99',
): { name: string; value: number } {
  if (percentile === 'p99' && stream.p99) return { name: 'P99', value: stream.p99.median };
  const name = percentile === 'p99' ? 'P95 (too few for P99)' : 'P95';
  return { name, value: stream.p95.median };
}

function budgetVerdicts({ name, cpu }: ScenarioResult): Verdict[] {
  return Object.entries(BUDGETS[name] ?? {}).map(([process, budget]) => {
    const used = cpu[process] ?? 0;
    return {
      scenario: name,
      stream: null,
      what: `CPU of ${process}`,
      text: `${used.toFixed(0)} µs a request, at most ${budget}`,
      holds: used <= budget,
      kind: 'bar',
    };
  });
}

function platformVerdicts({ hop, bootMs, options }: Judged): Verdict[] {
  if (options.quick) return [];
  const about = { stream: null, kind: 'aim' } as const;
  const boot = {
    ...about,
    scenario: 'boot',
    what: 'all services ready',
    text: `${(bootMs / 1_000).toFixed(1)} s, at most ${BOOT_AIM_MS / 1_000}`,
    holds: bootMs <= BOOT_AIM_MS,
  };
  if (!hop) return [boot];
  const cpu = totalCpu(hop.cpu);
  return [
    {
      ...about,
      scenario: 'hop',
      what: 'CPU',
      text: `${cpu.toFixed(0)} µs, at most ${HOP_AIM_US}`,
      holds: cpu <= HOP_AIM_US,
    },
    {
      ...about,
      scenario: 'hop',
      what: 'of the floor',
      text: `${hop.ofFloorRate.toFixed(2)} by rate, ${hop.ofFloorCpu.toFixed(2)} by CPU, at least ${HOP_AIM_OF_FLOOR}`,
      holds: hop.ofFloorRate >= HOP_AIM_OF_FLOOR,
    },
    boot,
  ];
}
