import { MAJORITY_AGE } from '@edu/contracts-profile';
import { expect, it } from 'vitest';
import { consentLaw } from './age-of-consent.ts';
import {
  consentBasis,
  endsOn,
  endYear,
  latestBirthYear,
  requireTakeOver,
  requireUnderAge,
} from './family.domain.ts';

const at = (iso: string) => new Date(iso);
const born = (birthYear: number, zone = 'Africa/Abidjan') => ({ birthYear, zone });

it('a child is of age for certain with the year after its eighteenth', () => {
  expect(endsOn(2008)).toBe('2027-01-01');
  const lastDay = at('2026-12-31T23:30:00Z');
  expect(() => requireUnderAge(born(2008), lastDay)).not.toThrow();
  expect(() => requireUnderAge(born(2008), at('2027-01-01T00:00:00Z'))).toThrow();
});

it('the clocks of the family say which year it is', () => {
  const midnight = at('2026-12-31T23:30:00Z');
  expect(() => requireUnderAge(born(2008, 'Europe/Paris'), midnight)).toThrow();
  expect(() =>
    requireUnderAge(born(2008, 'America/Toronto'), at('2027-01-01T01:00:00Z')),
  ).not.toThrow();
});

it('nobody is added before they are born', () => {
  expect(() => requireUnderAge(born(2027), at('2026-06-01T00:00:00Z'))).toThrow();
});

it('a child may say that it is of age in the year in which it turns 18', () => {
  expect(() => requireTakeOver(born(2008), at('2025-12-31T12:00:00Z'))).toThrow();
  expect(() => requireTakeOver(born(2008), at('2026-01-01T12:00:00Z'))).not.toThrow();
});

it('the job looks no further than a year that has ended somewhere', () => {
  expect(endYear(latestBirthYear(at('2027-01-01T04:00:00Z')))).toBe(2027);
  expect(latestBirthYear(at('2026-12-10T04:00:00Z'), 30)).toBe(2008);
  expect(latestBirthYear(at('2026-11-10T04:00:00Z'), 30)).toBe(2007);
});

it('what an agreement rests on is the law of the child’s country, at the age that it has at least', () => {
  const now = at('2026-11-26T00:00:00Z');
  expect(consentBasis('FR', born(2012), now)).toBe('joint');
  expect(consentBasis('FR', born(2011), now)).toBe('joint'); // 14 until its birthday
  expect(consentBasis('FR', born(2010), now)).toBe('own');
  expect(consentBasis('BE', born(2012), now)).toBe('own');
  expect(consentBasis('DE', born(2012), now)).toBe('parental');
});

it('where no age is known a child does not agree for itself', () => {
  expect(consentLaw('CI').age).toBe(MAJORITY_AGE);
  expect(consentBasis('CI', born(2009), at('2026-11-26T00:00:00Z'))).toBe('parental');
});
