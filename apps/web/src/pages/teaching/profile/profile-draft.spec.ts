import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, profileToSave, subjectSlug } from './profile-draft.ts';

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
      subjectLevels: [],
      languageLevels: [],
      diplomas: [],
      goals: [],
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
      subjectLevels: [{ subject: 'maths', levels: ['lower_secondary' as const] }],
      languageLevels: [{ language: 'fr', level: 'native' as const }],
      diplomas: [{ title: 'Licence', institution: 'Université de Lomé', year: 2012 }],
      goals: ['Réussir', 'Comprendre'],
      introVideo: 'https://vimeo.com/76979871',
    };
    const about = { providerId: 'p', kind: 'tutor', state: 'draft' } as const;
    const rest = {
      ...about,
      missing: [],
      advised: [],
      completeness: 100,
      version: 1,
      updatedAt: '',
    };
    expect(profileToSave(draftOf({ ...profile, ...rest }))).toEqual(profile);
  });

  it('sends the levels of what it still names, and no empty lines', () => {
    const draft = {
      ...emptyDraft('Awa', 'fr'),
      subjects: ['maths'],
      levels: { maths: ['adult' as const], piano: ['primary' as const] },
      fluency: { fr: 'c1' as const, en: 'b1' as const },
      diplomas: [{ title: ' ', institution: 'Nowhere', year: '1999' }],
      goals: ' Réussir \n\n',
    };
    expect(profileToSave(draft)).toMatchObject({
      subjectLevels: [{ subject: 'maths', levels: ['adult'] }],
      languageLevels: [{ language: 'fr', level: 'c1' }],
      diplomas: [],
      goals: ['Réussir'],
    });
  });
});
