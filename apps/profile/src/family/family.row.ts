import type { Currency, EventInput, Money } from '@edu/contract-kit';
import type { Caps, Child, Consent, profileEvents } from '@edu/contracts-profile';
import { consentLaw } from './age-of-consent.ts';
import { endsOn } from './family.domain.ts';
import type {
  Child as ChildRow,
  ChildParent,
  Consent as ConsentRow,
  Prisma,
} from '../generated/prisma/client.ts';

/** A child with who is linked to it. */
export type ChildWithParents = ChildRow & { readonly parents: readonly ChildParent[] };
export type WholeChild = ChildWithParents & { readonly consents: readonly ConsentRow[] };

/** What queries load with a child. */
export const WHOLE = {
  parents: { orderBy: [{ linkedAt: 'asc' }, { parentId: 'asc' }] },
  consents: { orderBy: [{ givenAt: 'desc' }, { id: 'desc' }] },
} satisfies Prisma.ChildInclude;

export const parentIdsOf = ({ parents }: ChildWithParents) =>
  parents.map(({ parentId }) => parentId);

export function toChild(row: WholeChild): Child {
  return {
    id: row.id,
    firstName: row.firstName,
    birthYear: row.birthYear,
    country: row.country,
    zone: row.zone,
    hasAccount: row.hasAccount,
    parentIds: parentIdsOf(row),
    caps: toCaps(row),
    recordingAgreed: row.recordingAgreed,
    consents: row.consents.map(toConsent),
    ageOfConsent: consentLaw(row.country).age,
    closed: row.closed,
    endsOn: endsOn(row.birthYear),
    version: row.version,
  };
}

/** What others keep of a child. */
export function toChanged(row: ChildWithParents): EventInput<typeof profileEvents.childChanged> {
  return {
    childId: row.id,
    parentIds: parentIdsOf(row),
    hasAccount: row.hasAccount,
    closed: row.closed,
    zone: row.zone,
    monthly: toMonthly(row),
    providers: row.capsProviders ? row.providers : null,
    hoursFrom: row.hoursFrom,
    hoursTo: row.hoursTo,
    recordingAgreed: row.recordingAgreed,
    version: row.version,
  };
}

/** The columns of caps. */
export function capColumns({ monthly, providers, hours }: Caps) {
  return {
    capAmount: monthly && BigInt(monthly.amount),
    capCurrency: monthly?.currency ?? null,
    capsProviders: providers !== null,
    providers: [...new Set(providers)].sort(),
    hoursFrom: hours?.from ?? null,
    hoursTo: hours?.to ?? null,
  };
}

function toCaps(row: ChildRow): Caps {
  const { hoursFrom: from, hoursTo: to, capsProviders, providers } = row;
  return {
    monthly: toMonthly(row),
    providers: capsProviders ? providers : null,
    hours: from !== null && to !== null ? { from, to } : null,
  };
}

function toMonthly({ capAmount, capCurrency }: ChildRow): Money | null {
  if (capAmount === null) return null;
  return { amount: Number(capAmount), currency: capCurrency as Currency };
}

function toConsent(row: ConsentRow): Consent {
  return {
    kind: row.kind as Consent['kind'],
    version: row.version,
    locale: row.locale as Consent['locale'],
    givenBy: row.givenBy,
    givenAt: row.givenAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    basis: row.basis as Consent['basis'],
  };
}
