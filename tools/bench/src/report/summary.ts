import type { BenchResult } from './result.ts';
import { totalCpu } from './result.ts';
import { ms, percent } from './scenario-lines.ts';
import { textTable } from './text-table.ts';

/** The whole result, for people. */
export function summary(result: BenchResult): string {
  const { scenarios, floors, hop, machine, versions, options, verdicts } = result;
  const rows = scenarios.flatMap(({ name, streams, cpu, coverage }) =>
    streams.map((stream, index) => {
      const floor = name === stream.name && floors.find((each) => each.name === name);
      return [
        stream.name === name ? name : `${name}: ${stream.name}`,
        `${stream.achieved.toFixed(0)}/s`,
        ms(stream.p50.median),
        ms(stream.p95.median),
        stream.p99 ? ms(stream.p99.median) : '–',
        ms(stream.max),
        floor ? ms(floor.p95) : '',
        floor ? (stream.p95.median / floor.p95).toFixed(1) : '',
        index === 0 ? totalCpu(cpu).toFixed(0) : '',
        index === 0 ? percent(coverage) : '',
      ];
    }),
  );
  const headings = [
    '',
    'rate',
    'P50',
    'P95',
    'P99',
    'max',
    'floor P95',
    '× floor',
    'CPU µs',
    'of /proc/stat',
  ];
  const transport = floors.filter(({ perSecond }) => perSecond !== null);
  return [
    '',
    textTable(headings, rows),
    '',
    ...transport.map(
      ({ name, what, perSecond, cpu }) =>
        `${name}: ${perSecond!.toFixed(0)}/s, ${totalCpu(cpu).toFixed(0)} µs CPU (${what})`,
    ),
    ...(hop
      ? [
          `hop: ${hop.perSecond.toFixed(0)}/s, ${totalCpu(hop.cpu).toFixed(0)} µs CPU ` +
            `(${perProcess(hop.cpu)}); ${hop.ofFloorRate.toFixed(2)} of both in series by rate, ` +
            `${hop.ofFloorCpu.toFixed(2)} by CPU`,
        ]
      : []),
    `boot: ${(result.bootMs / 1_000).toFixed(1)} s`,
    '',
    ...verdicts.map(
      ({ scenario, stream, what, text, holds, kind }) =>
        `${holds ? 'PASS' : kind === 'bar' ? 'FAIL' : 'MISS'}  ` +
        `${stream && stream !== scenario ? `${scenario}: ${stream}` : scenario}: ${what} ${text}`,
    ),
    '',
    `${options.listings} listings, ${options.repeats} × ${options.seconds} s after ` +
      `${options.warmup} s, seed ${options.seed}, traces ${options.telemetry}, commit ${result.commit}`,
    `${machine.cores} × ${machine.cpu}, ${(machine.memory / 2 ** 30).toFixed(0)} GB, ` +
      `load ${machine.load.map((load) => load.toFixed(2)).join(' → ')}; ` +
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    '',
  ].join('\n');
}

function perProcess(cpu: Readonly<Record<string, number>>): string {
  return Object.entries(cpu)
    .map(([name, us]) => `${name} ${us.toFixed(0)}`)
    .join(', ');
}
