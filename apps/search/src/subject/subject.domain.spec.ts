import { describe, expect, it } from 'vitest';
import { CATALOGUE } from './subject.catalogue.ts';
import { similarSubjects, subjectKeywords, subjectSlug, subjectSlugs } from './subject.domain.ts';

describe('subjects that a mistyped text may mean', () => {
  it.each([
    ['cours de matehmatiques', 'maths'],
    ['Phisique au lycée', 'physics'],
  ])('%s', (text, slug) => expect(similarSubjects(text)).toContain(slug));

  it('are none for words that are too short or too different', () => {
    expect(similarSubjects('de la xyzzyx')).toEqual([]);
  });
});

describe('the names of a subject', () => {
  it.each(['maths', 'math', 'Maths ', 'mathematiques', 'Mathématiques', 'mathematics', 'ALGÈBRE'])(
    'finds maths under %s',
    (term) => expect(subjectSlug(term)).toBe('maths'),
  );

  it('keeps the name of an unknown subject', () => {
    expect(subjectSlug('Tissage du bogolan')).toBe('tissage-du-bogolan');
    expect(subjectSlug('???')).toBe('');
  });

  it.each([
    ['chœur', 'choeur'],
    ['CHŒUR', 'choeur'],
    ['Lætitia', 'laetitia'],
    ['Straße', 'strasse'],
    ['Fɔngbè', 'fongbe'],
    ['العربية', 'العربية'],
  ])('loses no letter of %s', (term, key) => expect(subjectSlug(term)).toBe(key));

  it('joins subjects that are one', () => {
    expect(subjectSlugs(['mathematics', 'maths', 'physique'])).toEqual(['maths', 'physics']);
  });

  it('gives the words of both languages to be found by', () => {
    expect(subjectKeywords(['maths', 'bogolan-weaving'])).toMatch(
      /Mathématiques .*Mathematics .*math.* bogolan weaving$/,
    );
  });
});

describe('the catalogue', () => {
  it('has each slug once, and no word that means two subjects', () => {
    const slugs = CATALOGUE.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const { slug, fr, en, also } of CATALOGUE) {
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const name of [slug, fr, en, ...also]) expect(subjectSlug(name)).toBe(slug);
    }
  });
});
