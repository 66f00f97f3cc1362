/** A way from one state to another. */
export type Edge<S extends string> = readonly [from: S, to: S];

/** The states of `states` that no path of edges leads to from the first one. */
export function unreachableStates<S extends string>(
  states: readonly S[],
  initial: S,
  edges: readonly Edge<S>[],
): S[] {
  const reached = new Set([initial]);
  // A set that grows while it is walked is walked to its new end.
  for (const state of reached) {
    for (const [from, to] of edges) if (from === state) reached.add(to);
  }
  return states.filter((state) => !reached.has(state));
}
