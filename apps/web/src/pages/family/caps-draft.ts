import type { Child } from '@edu/client';
import { minorUnits } from '../account/typed-amount.ts';

export type CapsDraft = Readonly<
  Record<'amount' | 'currency' | 'from' | 'to', string> & {
    /** Ids of those whose lessons alone may be booked; null for everybody's. */
    readonly providers: readonly string[] | null;
  }
>;

const ADDRESS = /providers\/([a-z0-9-]+)|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/;

/** Whose page a text leads to: an id, or the readable end of an address; undefined where to none. */
export function pageIn(text: string): string | undefined {
  const [, name, id] = ADDRESS.exec(text.toLowerCase()) ?? [];
  return name ?? id;
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
