import type { Child } from '@edu/client';
import { minorUnits } from '../teaching/profile/profile-draft.ts';

export type CapsDraft = Readonly<
  Record<'amount' | 'currency' | 'from' | 'to', string> & {
    /** Ids; null for everybody. */
    readonly providers: readonly string[] | null;
  }
>;

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The id in an address of somebody’s page, or in whatever was pasted; undefined when there is none. */
export const idIn = (text: string): string | undefined => ID.exec(text)?.[0].toLowerCase();

/** The caps that were typed: empty fields are no caps. Undefined when the amount is none. */
export function capsOf(draft: CapsDraft): Child['caps'] | undefined {
  const { amount, currency, providers, from, to } = draft;
  const minor = amount.trim() === '' ? null : minorUnits(amount, currency);
  if (minor === undefined) return undefined;
  return {
    monthly: minor === null ? null : { amount: minor, currency },
    providers,
    hours: from && to ? { from, to } : null,
  } as Child['caps'];
}
