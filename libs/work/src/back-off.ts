/** How long to wait after an attempt: the first has number 1. */
export type BackOff = (attempts: number) => number;

/** Twice as long after each attempt. */
export function doubling({ firstMs, maxMs }: { firstMs: number; maxMs: number }): BackOff {
  return (attempts) => Math.min(firstMs * 2 ** Math.min(attempts - 1, 30), maxMs);
}

/** As listed; the last one goes on. */
export function steps(first: number, ...more: number[]): BackOff {
  const all = [first, ...more];
  return (attempts) => all[Math.min(attempts, all.length) - 1]!;
}
