import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, minorUnits, profileToSave, subjectSlug } from './profile-draft.ts';

describe('an amount that somebody typed', () => {
  it.each([
    ['5000', 'XOF', 5_000],
    ['5 000', 'XOF', 5_000],
    ['5\u202f000', 'XAF', 5_000],
    ['25,50', 'EUR', 2_550],
    ['25.5', 'CAD', 2_550],
    ['19.99', 'USD', 1_999],
  ])('%s %s is %d minor units', (text, currency, amount) => {
    expect(minorUnits(text, currency)).toBe(amount);
  });

  it.each(['', '-5', 'cinq', '1e9', '5.0.0'])('%o is none', (text) => {
    expect(minorUnits(text, 'XOF')).toBeUndefined();
  });
});

describe('a subject in somebody’s words', () => {
  it.each([
    ['Mathématiques', 'mathematiques'],
    ['  Soutien scolaire ', 'soutien-scolaire'],
    ['C++ / Python', 'c-python'],
    ['🎹', ''],
  ])('%s is %o', (text, slug) => expect(subjectSlug(text)).toBe(slug));
});

describe('a draft', () => {
  it('sends nothing that was left empty', () => {
    expect(profileToSave(emptyDraft(' Awa Koné ', 'fr'))).toEqual({
      displayName: 'Awa Koné',
      subjects: [],
      languages: ['fr'],
      modes: ['online'],
    });
  });

  it('is the same profile when nothing was changed', () => {
    const profile = {
      displayName: 'Awa Koné',
      headline: 'Maths',
      bio: 'Dix ans.\nDe métier.',
      subjects: ['maths'],
      languages: ['fr', 'en'],
      modes: ['online' as const],
      hourlyRate: { amount: 2_550, currency: 'EUR' as const },
      city: 'Abidjan',
      country: 'CI',
      radiusKm: 12,
      location: { lat: 5.36, lng: -3.98 },
    };
    const about = { providerId: 'p', kind: 'tutor', state: 'draft' } as const;
    const rest = { ...about, missing: [], version: 1, updatedAt: '' };
    expect(profileToSave(draftOf({ ...profile, ...rest }))).toEqual(profile);
  });
});
