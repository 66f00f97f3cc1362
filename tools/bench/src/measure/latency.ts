import { percentile } from '@edu/journey';

/** Of this many samples the highest hundredth says something: ten values lie beyond. */
export const MIN_FOR_P99 = 1_000;

/** Milliseconds. */
export interface Latency {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  /** Null with too few samples. */
  readonly p99: number | null;
  readonly max: number;
}

export function latencyOf(samples: readonly number[]): Latency {
  return {
    n: samples.length,
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    p99: samples.length >= MIN_FOR_P99 ? percentile(samples, 0.99) : null,
    max: samples.reduce((most, sample) => Math.max(most, sample), 0),
  };
}

/** The value in the middle; of two in the middle the mean. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
