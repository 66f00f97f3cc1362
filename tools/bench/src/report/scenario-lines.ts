import { totalCpu, type ScenarioResult, type Spread, type StreamResult } from './result.ts';

/** Milliseconds with as many digits as mean something. */
export function ms(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

export const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/** What a scenario gave, for people. */
export function scenarioLines(result: ScenarioResult): string[] {
  const { name, streams, cpu, memory, eventLoop } = result;
  const perProcess = Object.entries(cpu)
    .sort(([, a], [, b]) => b - a)
    .map(([process, us]) => `${process} ${us.toFixed(0)}`);
  const megabytes = Object.values(memory).reduce((sum, bytes) => sum + bytes, 0) / 2 ** 20;
  const slowest = Object.entries(eventLoop).sort(([, a], [, b]) => b - a)[0];
  return [
    ...streams.map((stream) => streamLine(name, stream)),
    `    CPU µs a request: ${totalCpu(cpu).toFixed(0)} (${perProcess.join(', ')}); the ` +
      `processes account for ${percent(result.coverage)} of what the machine used`,
    `    ${megabytes.toFixed(0)} MB · at most ${result.maxInFlight} under way · ` +
      `event loop P99 ${slowest ? `${ms(slowest[1])} ms (${slowest[0]})` : 'unknown'} · ` +
      `generator late P99 ${ms(result.generatorLate)} ms` +
      (result.psp === null ? '' : ` · psps P95 ${ms(result.psp)} ms`),
    ...result.surprises.map((surprise) => `    ! ${surprise}`),
  ];
}

function streamLine(scenario: string, stream: StreamResult): string {
  const name = scenario === stream.name ? scenario : `${scenario}: ${stream.name}`;
  const { offered, achieved, p50, p95, p99, n, errors, statuses } = stream;
  const counts = Object.entries(statuses).map(([status, count]) => `${status} × ${count}`);
  return [
    `${name.padEnd(16)} ${achieved.toFixed(1)}/s of ${offered.toFixed(1)}`,
    `P50 ${ms(p50.median)}`,
    `P95 ${spreadText(p95)}`,
    ...(p99 ? [`P99 ${spreadText(p99)}`] : []),
    `max ${ms(stream.max)} ms (n ${n})`,
    counts.join(', '),
    ...(errors > 0 ? [`${errors} ERRORS`] : []),
  ].join(' · ');
}

function spreadText({ median, low, high }: Spread): string {
  return low === high ? ms(median) : `${ms(median)} (${ms(low)}–${ms(high)})`;
}
