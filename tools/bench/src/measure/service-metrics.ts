import type { HostedService } from '@edu/platform';

const EVENT_LOOP = /^nodejs_eventloop_lag_p99_seconds(?:\{[^}]*\})? (\S+)$/m;
const PSP_BUCKET = /^edu_psp_duration_seconds_bucket\{(?:[^}]*,)?le="([^"]+)"[^}]*\} (\d+)$/gm;

/** Answers by their time: how many came within so many seconds, of all psps. */
export type Buckets = ReadonlyMap<number, number>;

/** What services say of themselves. */
export interface ServiceMetrics {
  /** By service, in milliseconds: P99 of the delay of its event loop since it was asked the last time. */
  readonly eventLoop: Readonly<Record<string, number>>;
  /** Of psps, since the service was started. */
  readonly psp: Buckets;
}

/** Asks all services; the delays of their event loops then start anew. */
export async function readMetrics(services: readonly HostedService[]): Promise<ServiceMetrics> {
  const texts = await Promise.all(
    services.map(async ({ name, healthPort }) => {
      const response = await fetch(`http://127.0.0.1:${healthPort}/metrics`);
      return [name, await response.text()] as const;
    }),
  );
  return {
    eventLoop: Object.fromEntries(
      texts.flatMap(([name, text]) => {
        const ms = eventLoopP99(text);
        return ms === undefined ? [] : [[name, ms]];
      }),
    ),
    psp: pspBuckets(texts.map(([, text]) => text).join('\n')),
  };
}

/** Milliseconds; undefined where it is missing. */
export function eventLoopP99(text: string): number | undefined {
  const seconds = Number(EVENT_LOOP.exec(text)?.[1]);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}

export function pspBuckets(text: string): Buckets {
  const buckets = new Map<number, number>();
  for (const [, le, count] of text.matchAll(PSP_BUCKET)) {
    const within = le === '+Inf' ? Infinity : Number(le);
    buckets.set(within, (buckets.get(within) ?? 0) + Number(count));
  }
  return buckets;
}

/**
 * What 95 of 100 answers between two readings took at most, in milliseconds: within its bucket as if they
 * were spread evenly. Null where there was none, or where it is beyond the last bucket.
 */
export function p95Between(before: Buckets, after: Buckets): number | null {
  const grown = [...after]
    .sort(([a], [b]) => a - b)
    .map(([le, n]) => [le, n - (before.get(le) ?? 0)]);
  const wanted = 0.95 * (grown.at(-1)?.[1] ?? 0);
  let [low, below] = [0, 0];
  for (const [le, count] of grown as [number, number][]) {
    if (wanted > 0 && count >= wanted) {
      if (le === Infinity) return null;
      return 1_000 * (low + ((le - low) * (wanted - below)) / (count - below));
    }
    [low, below] = [le, count];
  }
  return null;
}
