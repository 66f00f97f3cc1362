import type { Child } from '@edu/client';
import { minorUnits } from '../teaching/profile/profile-draft.ts';

export type CapsDraft = Readonly<
  Record<'amount' | 'currency' | 'providers' | 'from' | 'to', string> & { readonly only: boolean }
>;

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The caps that were typed: empty fields are no caps. Undefined when the amount is none. */
export function capsOf(draft: CapsDraft): Child['caps'] | undefined {
  const { amount, currency, only, providers, from, to } = draft;
  const minor = amount.trim() === '' ? null : minorUnits(amount, currency);
  if (minor === undefined) return undefined;
  return {
    monthly: minor === null ? null : { amount: minor, currency },
    // From links or ids, however they were pasted.
    providers: only ? [...new Set(providers.toLowerCase().match(ID) ?? [])] : null,
    hours: from && to ? { from, to } : null,
  } as Child['caps'];
}
