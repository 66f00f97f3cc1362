import {
  CONSENT_VERSIONS,
  MAJORITY_AGE,
  profileErrors,
  type Consent,
  type ConsentKind,
} from '@edu/contracts-profile';
import { consentLaw } from './age-of-consent.ts';

/** How long an invitation can be accepted. */
export const INVITATION_DAYS = 7;
/** Invitations that one parent may have open. */
export const MAX_INVITATIONS = 10;
/** How long before the links end everybody gets a notice. */
export const NOTICE_DAYS = 30;

const DAY = 86_400_000;

export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * DAY);
}

/** The year that the clocks of a zone show. */
export function yearIn(zone: string, at: Date): number {
  return Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(zone).year;
}

/**
 * The year with which the links end. Only the year of birth is known, so that it is the one after
 * that in which the child turns 18: nobody is taken for of age too early.
 */
export const endYear = (birthYear: number) => birthYear + MAJORITY_AGE + 1;

/** The first day on which a child is of age for certain. */
export const endsOn = (birthYear: number) => `${endYear(birthYear)}-01-01`;

/** From this year on a child may say itself that it is of age. */
export const takeOverYear = (birthYear: number) => birthYear + MAJORITY_AGE;

interface Born {
  readonly birthYear: number;
  readonly zone: string;
}

/** @throws profile.child_of_age for who is of age for certain, and for who is not born */
export function requireUnderAge({ birthYear, zone }: Born, now: Date): void {
  const year = yearIn(zone, now);
  if (birthYear > year || year >= endYear(birthYear)) throw profileErrors.childOfAge();
}

/** @throws profile.under_age before the year in which the child turns 18 */
export function requireTakeOver({ birthYear, zone }: Born, now: Date): void {
  const year = takeOverYear(birthYear);
  if (yearIn(zone, now) < year) throw profileErrors.underAge({ params: { year: String(year) } });
}

/** The years of birth whose links have ended, or end within so many days, wherever the child lives. */
export function latestBirthYear(now: Date, withinDays = 0): number {
  const at = new Date(now.getTime() + withinDays * DAY);
  return yearIn('UTC', at) - MAJORITY_AGE - 1;
}

/** What an agreement rests on, at the age that the child has at least. */
export function consentBasis(country: string, { birthYear, zone }: Born, now: Date) {
  const law = consentLaw(country);
  const ageAtLeast = yearIn(zone, now) - birthYear - 1;
  if (ageAtLeast >= law.age) return 'own' satisfies Consent['basis'];
  return (law.joint ? 'joint' : 'parental') satisfies Consent['basis'];
}

/** @throws profile.consent_outdated for another text than the present one */
export function requirePresentText(kind: ConsentKind, version: string): void {
  if (version !== CONSENT_VERSIONS[kind]) throw profileErrors.consentOutdated();
}
