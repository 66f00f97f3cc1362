import { describe, expect, it } from 'vitest';
import { eventLoopP99, p95Between, pspBuckets } from './service-metrics.ts';

const NAME = 'edu_psp_duration_seconds';
const text = (...lines: [labels: string, count: number][]) =>
  lines.map(([labels, count]) => `${NAME}_bucket{${labels}} ${count}`).join('\n');

it('reads the delay of an event loop', () => {
  const line = 'nodejs_eventloop_lag_p99_seconds{service="booking"} 0.0123';
  expect(eventLoopP99(`# HELP\n${line}\n`)).toBeCloseTo(12.3);
  expect(eventLoopP99('nodejs_eventloop_lag_p99_seconds NaN')).toBeUndefined();
});

describe('the time that psps take', () => {
  const before = pspBuckets(
    text(
      ['le="0.01",psp="a",result="answered"', 1],
      ['le="0.03",psp="a",result="answered"', 1],
      ['le="+Inf",psp="a",result="answered"', 2],
    ),
  );

  it('is added up over psps', () => {
    const both = text(['le="0.01",psp="a"', 3], ['psp="b",le="0.01"', 4], ['le="+Inf",psp="a"', 9]);
    expect([...pspBuckets(both)]).toEqual([
      [0.01, 7],
      [Infinity, 9],
    ]);
  });

  it('counts what came between two readings, spread evenly within its bucket', () => {
    const after = new Map([
      [0.01, 51],
      [0.03, 101],
      [Infinity, 102],
    ]);
    // The 95th of 100 is the 45th of the 50 between 10 and 30 ms.
    expect(p95Between(before, after)).toBeCloseTo(28);
  });

  it('is unknown where nobody was asked, or too slow for the last bucket', () => {
    expect(p95Between(before, before)).toBeNull();
    expect(p95Between(before, new Map([...before, [Infinity, 50]]))).toBeNull();
  });
});
