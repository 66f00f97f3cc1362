import type { HostedService } from '@edu/platform';

const METRIC = /^nodejs_eventloop_lag_p99_seconds(?:\{[^}]*\})? (\S+)$/m;

/** Milliseconds from the text of `/metrics`; undefined where it is missing. */
export function parseEventLoopP99(text: string): number | undefined {
  const seconds = Number(METRIC.exec(text)?.[1]);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}

/**
 * The P99 of each service's event-loop delay since it was asked the last time, in milliseconds:
 * asking starts it anew.
 */
export async function eventLoopDelays(
  services: readonly HostedService[],
): Promise<Record<string, number>> {
  const asked = await Promise.all(
    services.map(async ({ name, healthPort }) => {
      const response = await fetch(`http://127.0.0.1:${healthPort}/metrics`);
      return [name, parseEventLoopP99(await response.text())] as const;
    }),
  );
  return Object.fromEntries(asked.flatMap(([name, ms]) => (ms === undefined ? [] : [[name, ms]])));
}
