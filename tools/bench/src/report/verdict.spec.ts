import { describe, expect, it } from 'vitest';
import type { ScenarioResult, StreamResult } from './result.ts';
import { judge } from './verdict.ts';

const at = (median: number) => ({ median, low: median, high: median });
const stream = (more: Partial<StreamResult> = {}): StreamResult => ({
  name: 'booking',
  rate: 100,
  offered: 100,
  achieved: 100,
  n: 2_000,
  p50: at(5),
  p95: at(10),
  p99: at(20),
  max: 30,
  statuses: { 201: 2_000 },
  errors: 0,
  ...more,
});
const scenario = (streams: StreamResult[], more: Partial<ScenarioResult> = {}): ScenarioResult => ({
  name: 'booking',
  streams,
  cpu: { gateway: 500 },
  coverage: 1,
  memory: {},
  eventLoop: {},
  psp: null,
  maxInFlight: 1,
  generatorLate: 0,
  surprises: [],
  ...more,
});
const options = {
  listings: 1,
  seconds: 1,
  warmup: 0,
  repeats: 1,
  seed: 1,
  telemetry: 'off' as const,
  quick: false,
};
const floors = [{ name: 'booking', what: '', p50: 1, p95: 3, n: 9, perSecond: null, cpu: {} }];
const judged = (scenarios: ScenarioResult[], quick = false) =>
  judge({ scenarios, floors, hop: null, bootMs: 4_000, options: { ...options, quick } });
const failed = (...args: Parameters<typeof judged>) =>
  judged(...args).flatMap(({ holds, kind, what }) => (holds ? [] : `${kind}: ${what}`));

it('holds when every bar and aim is kept', () => {
  expect(failed([scenario([stream()])])).toEqual([]);
});

it('holds where nothing was due', () => {
  expect(failed([scenario([stream({ offered: 0, achieved: 0 })])])).toEqual([]);
});

describe('a broken promise', () => {
  it.each([
    ['an error', { errors: 1 }, 'bar: errors'],
    ['a rate that was not kept', { achieved: 90 }, 'bar: rate kept'],
    ['a slow percentile', { p95: at(151) }, 'bar: P95'],
  ])('is %s', (_what, more, verdict) => {
    expect(failed([scenario([stream(more)])])).toContain(verdict);
  });

  it('is CPU beyond its budget in a quick run, whose bars are wider', () => {
    const slow = stream({ p95: at(400) });
    expect(failed([scenario([slow])], true)).toEqual([]);
    const costly = scenario([stream()], { cpu: { gateway: 50_000 } });
    expect(failed([costly], true)).toEqual(['bar: CPU of gateway']);
  });
});

it('reports a missed aim as a multiple of the floor', () => {
  expect(failed([scenario([stream({ p95: at(16) })])])).toEqual(['aim: P95 aim']);
});

it('asks for no more than psps leave', () => {
  const slow = stream({ name: 'intent', p95: at(100) });
  const of = (psp: number) => failed([scenario([slow], { name: 'intent', psp })]);
  expect(of(70)).toEqual([]);
  expect(of(69)).toEqual(['aim: P95 aim']);
});

it('does not take the mixture for the path alone', () => {
  expect(failed([scenario([stream({ p95: at(16) })], { name: 'mixed' })])).toEqual([]);
});
