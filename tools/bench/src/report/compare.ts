import type { BenchResult, ScenarioResult } from './result.ts';
import { totalCpu } from './result.ts';
import { textTable } from './text-table.ts';

/** Two runs of the same differ by up to this. */
const NOISE = 0.25;

export interface Change {
  readonly what: string;
  readonly before: number;
  readonly after: number;
  /** 0.5 is half as much again. */
  readonly by: number;
  readonly kind: 'worse' | 'better' | 'noise';
}

/** The figures of both results, lower being better: milliseconds and microseconds of CPU. */
export function changesBetween(before: BenchResult, after: BenchResult): Change[] {
  const [old, present] = [figuresOf(before), figuresOf(after)];
  return [...old].flatMap(([what, was]) => {
    const is = present.get(what);
    return is === undefined ? [] : [changeOf(what, was, is)];
  });
}

/** The table of the changes, with a word of caution where the runs are not alike. */
export function compareText(before: BenchResult, after: BenchResult): string {
  const rows = changesBetween(before, after).map(({ what, before: was, after: is, by, kind }) => [
    what,
    was.toFixed(1),
    is.toFixed(1),
    `${by >= 0 ? '+' : ''}${(100 * by).toFixed(0)} %`,
    kind === 'noise' ? '' : kind,
  ]);
  const unlike = [
    ...(before.machine.cpu === after.machine.cpu ? [] : ['the machine']),
    ...(JSON.stringify(before.options) === JSON.stringify(after.options) ? [] : ['the options']),
  ];
  return [
    `${before.commit} (${before.at}) → ${after.commit} (${after.at})`,
    ...unlike.map((what) => `Compare with care: ${what} differs.`),
    '',
    textTable(['', 'before', 'after', 'change', `beyond ±${100 * NOISE} %`], rows),
  ].join('\n');
}

function changeOf(what: string, before: number, after: number): Change {
  const by = before === 0 ? 0 : after / before - 1;
  const kind = Math.abs(by) <= NOISE ? 'noise' : by > 0 ? 'worse' : 'better';
  return { what, before, after, by, kind };
}

function figuresOf(result: BenchResult): Map<string, number> {
  const figures = result.scenarios.flatMap(scenarioFigures);
  const { hop, bootMs, floors } = result;
  return new Map<string, number>([
    ...figures,
    ...floors.map(({ name, p95 }) => [`floor ${name} P95 ms`, p95] as const),
    ...(hop ? [['hop CPU µs', totalCpu(hop.cpu)] as const] : []),
    ['boot ms', bootMs],
  ]);
}

function scenarioFigures({ name, streams, cpu }: ScenarioResult): [string, number][] {
  return [
    ...streams.flatMap((stream): [string, number][] => {
      const label = stream.name === name ? name : `${name}: ${stream.name}`;
      return [
        [`${label} P50 ms`, stream.p50.median],
        [`${label} P95 ms`, stream.p95.median],
      ];
    }),
    [`${name} CPU µs`, totalCpu(cpu)],
    ...Object.entries(cpu)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 4)
      .map(([process, us]): [string, number] => [`${name} CPU µs of ${process}`, us]),
  ];
}
