/** Whether a psp answered what it was asked, and when, in ms. */
export interface Outcome {
  readonly at: number;
  readonly answered: boolean;
}

/** What is older says nothing of now: a psp that nobody proposes is tried again after it. */
export const REMEMBERED_MS = 300_000;
/** Fewer than so many without an answer may be anybody's bad luck. */
const FEW = 3;

/** It leaves at least half of what it was asked lately without an answer. A refusal is an answer. */
export function isFailing(outcomes: readonly Outcome[], now: number): boolean {
  const recent = outcomes.filter(({ at }) => now - at < REMEMBERED_MS);
  const silent = recent.filter(({ answered }) => !answered).length;
  return silent >= FEW && silent * 2 >= recent.length;
}
