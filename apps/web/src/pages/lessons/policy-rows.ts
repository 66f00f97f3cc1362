import type { CancellationPolicy } from '@edu/client';

const HOUR_MS = 3_600_000;

/** What a cancellation gives back until an instant, after the row before it. */
export interface PolicyRow {
  /** ISO 8601; null for the start of the lesson. */
  readonly until: string | null;
  /** Percent of the price. */
  readonly refundPct: number;
}

/**
 * The tiers of a policy for one lesson, as they follow each other until it begins. Those that give the
 * same are one; those that are over are left out.
 *
 * @param startsAt of the lesson
 * @param now ms since 1970; undefined: nothing is over
 */
export function policyRows(
  { tiers }: Pick<CancellationPolicy, 'tiers'>,
  startsAt: string,
  now?: number,
): PolicyRow[] {
  const start = Date.parse(startsAt);
  const ordered = [...tiers].sort((a, b) => b.hoursBefore - a.hoursBefore);
  // Below the last tier nothing goes back.
  if (ordered[ordered.length - 1]?.hoursBefore !== 0) {
    ordered.push({ hoursBefore: 0, refundPct: 0, providerSharePct: 100 });
  }
  const rows: PolicyRow[] = [];
  for (const { hoursBefore, refundPct } of ordered) {
    const until = start - hoursBefore * HOUR_MS;
    if (now !== undefined && until <= now) continue;
    if (rows[rows.length - 1]?.refundPct === refundPct) rows.pop();
    rows.push({ until: hoursBefore === 0 ? null : new Date(until).toISOString(), refundPct });
  }
  return rows;
}
