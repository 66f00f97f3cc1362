import { expect, it } from 'vitest';
import { changesBetween, compareText } from './compare.ts';
import type { BenchResult } from './result.ts';

const result = (commit: string, p50: number, cpu: string): BenchResult => {
  const at = { median: p50, low: p50, high: p50 };
  return {
    format: 1,
    at: '2026-01-01T00:00:00.000Z',
    commit,
    options: {
      listings: 1,
      seconds: 1,
      warmup: 0,
      repeats: 1,
      seed: 1,
      telemetry: 'off',
      quick: true,
    },
    machine: { cpu, cores: 2, memory: 1, kernel: '6', load: [0, 0] },
    versions: {},
    bootMs: 4_000,
    scenarios: [
      {
        name: 'token',
        streams: [
          {
            name: 'token',
            rate: 1,
            offered: 1,
            achieved: 1,
            n: 1,
            p50: at,
            p95: { median: 10, low: 10, high: 10 },
            p99: null,
            max: 1,
            statuses: {},
            errors: 0,
          },
        ],
        cpu: { gateway: 400, generator: 9_000 },
        coverage: 1,
        memory: {},
        eventLoop: {},
        psp: null,
        maxInFlight: 1,
        generatorLate: 0,
        surprises: [],
      },
    ],
    floors: [],
    hop: null,
    verdicts: [],
  };
};

it('reports what changed beyond the noise, and how much', () => {
  const changes = changesBetween(result('a', 4, 'x'), result('b', 8, 'x'));
  expect(changes).toContainEqual({
    what: 'token P50 ms',
    before: 4,
    after: 8,
    by: 1,
    kind: 'worse',
  });
  expect(changes).toContainEqual(expect.objectContaining({ what: 'token P95 ms', kind: 'noise' }));
});

it('counts the CPU of the platform, not that of the generator', () => {
  const changes = changesBetween(result('a', 4, 'x'), result('b', 4, 'x'));
  expect(changes).toContainEqual(expect.objectContaining({ what: 'token CPU µs', before: 400 }));
});

it('warns when the machines differ', () => {
  expect(compareText(result('a', 4, 'x'), result('b', 4, 'y'))).toContain('the machine differs');
  expect(compareText(result('a', 4, 'x'), result('b', 4, 'x'))).not.toContain('with care');
});
