/** This year and those before it since a person's money moved first, the latest first; by the clock of UTC. */
export function yearsSince(first: string | null, now: number): number[] {
  const latest = new Date(now).getUTCFullYear();
  const earliest = first === null ? latest : new Date(first).getUTCFullYear();
  return Array.from({ length: Math.max(1, latest - earliest + 1) }, (_, ago) => latest - ago);
}
