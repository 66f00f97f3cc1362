import type { CancellationPolicy } from '@edu/contracts-availability';

export type PolicyName = CancellationPolicy['name'];

/** Of countries that have none of their own. */
export const EVERYWHERE = '*';

/** A policy of a country, `[from, until)`; null where it has no such end. */
export interface DatedPolicy {
  readonly country: string;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly policy: CancellationPolicy;
}

/**
 * The policy of a name that counts at an instant: the country's own before the one of everywhere.
 *
 * @param country ISO 3166-1 alpha-2; null where it is not known
 * @throws Error where there is none: the table is not complete
 */
export function policyAt(
  policies: readonly DatedPolicy[],
  name: PolicyName,
  country: string | null,
  at: Date,
): CancellationPolicy {
  const valid = policies.filter(
    ({ policy, from, until }) =>
      policy.name === name && (from === null || from <= at) && (until === null || at < until),
  );
  const found =
    valid.find((one) => one.country === country) ?? valid.find((one) => one.country === EVERYWHERE);
  if (!found) throw new Error(`there is no cancellation policy ${name} at ${at.toISOString()}`);
  return found.policy;
}
