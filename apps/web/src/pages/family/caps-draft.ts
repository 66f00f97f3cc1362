import type { Child } from '@edu/client';
import { minorUnits } from '../teaching/profile/profile-draft.ts';

export type CapsDraft = Readonly<
  Record<'amount' | 'currency' | 'from' | 'to', string> & {
    /** Ids of those whose lessons alone may be booked; null for everybody's. */
    readonly providers: readonly string[] | null;
  }
>;

const ADDRESS = /providers\/([a-z0-9-]+)|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g;

/** Whose pages a text leads to, each once: their ids, or the readable ends of their addresses. */
export function pagesIn(text: string): string[] {
  const found = [...text.toLowerCase().matchAll(ADDRESS)].map(([, name, id]) => name ?? id!);
  return [...new Set(found)];
}

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
