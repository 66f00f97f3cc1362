const SHOWN = 24;

/** The months up to now, the latest first, as in `2026-11`; by the clock of UTC. */
export function latestMonths(now: number): string[] {
  const today = new Date(now);
  return Array.from({ length: SHOWN }, (_, ago) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - ago)).toISOString().slice(0, 7),
  );
}
