import type { Currency, LedgerAccountName, LedgerKindName } from '@edu/client';
import { endOfDay, startOfDay } from '../days.ts';
import { minorUnits } from '../minor-units.ts';

/** What stands in the address of a search, as it was typed: days, and amounts with decimals. */
const NAMES = [
  'account',
  'owner',
  'bookingId',
  'paymentId',
  'pspRef',
  'kind',
  'from',
  'to',
  'amount',
  'currency',
] as const;
export type LedgerCriteria = Readonly<Partial<Record<(typeof NAMES)[number], string>>>;

export function criteriaOf(search: string): LedgerCriteria {
  const values = new URLSearchParams(search);
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = values.get(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );
}

/** Where a search is, without the language. */
export function ledgerPath(criteria: LedgerCriteria): string {
  const chosen = NAMES.flatMap((name) => {
    const value = criteria[name]?.trim();
    return value ? [[name, value] as [string, string]] : [];
  });
  const query = new URLSearchParams(chosen).toString();
  return `/staff/ledger${query && `?${query}`}`;
}

/** What the platform is asked for; it says itself what it does not take. */
export function queryOf({ account, kind, currency, from, to, amount, ...rest }: LedgerCriteria) {
  return {
    ...rest,
    ...(account && { account: account as LedgerAccountName }),
    ...(kind && { kind: kind as LedgerKindName }),
    ...(currency && { currency: currency as Currency }),
    ...(isDay(from) && { from: startOfDay(from).toISOString() }),
    ...(isDay(to) && { to: endOfDay(to).toISOString() }),
    ...(amount && { amount: minorUnits(amount, currency as Currency | undefined) }),
  };
}

const isDay = (day: string | undefined): day is string =>
  day !== undefined && !Number.isNaN(startOfDay(day).getTime());
