import { describe, expect, it } from 'vitest';
import { parseBusy } from './proc.ts';
import { coverage, perRequest, steadyUse } from './process-group.ts';

const SECOND = 1e9;

describe('idle use', () => {
  // A vacuum of the seed that ends while one looks: three busy seconds, then calm.
  const vacuumed = [0, 0.9, 1.8, 2.1, 2.11, 2.12].map((seconds, at) => ({
    at: at * 1_000,
    cpu: { postgres: seconds * SECOND, gateway: at * 0.02 * SECOND },
  }));

  it('is what the calmest stretch used, not what was left to do', () => {
    const idle = steadyUse(vacuumed);
    expect(idle['postgres']! / 1e6).toBeCloseTo(0.01);
    expect(idle['gateway']! / 1e6).toBeCloseTo(0.02);
  });

  it('hides nothing of what requests cause', () => {
    const ms = 10_000;
    const caused = { postgres: 2 * SECOND };
    const idle = steadyUse(vacuumed);
    const used = perRequest({ before: { postgres: 0 }, after: caused, ms, idle }, 1_000);
    expect(used['postgres']).toBeCloseTo(1_900); // of 2 000 µs
  });

  it('is never less than nothing', () => {
    const cpu = (ns: number) => ({ nats: ns });
    expect(
      steadyUse([
        { at: 0, cpu: cpu(5) },
        { at: 1, cpu: cpu(3) },
      ]),
    ).toEqual({ nats: 0 });
  });
});

describe('coverage', () => {
  it('sets what the processes used against what the machine did', () => {
    const before = { a: 1 * SECOND, b: 0 };
    const after = { a: 2 * SECOND, b: 2 * SECOND, generator: 1 * SECOND };
    expect(coverage(before, after, 5 * SECOND)).toBeCloseTo(0.8);
  });

  it('counts the machine as busy while it waits for nothing', () => {
    const stat = 'cpu  100 10 50 900 400 5 5 77 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n';
    expect(parseBusy(stat)).toBe(170 * 1e7);
  });
});
