import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from './subject.catalogue.ts';
import {
  prefixDistance,
  similarSubjects,
  subjectKeywords,
  subjectSlug,
  subjectSlugs,
  suggestSubjects,
} from './subject.domain.ts';

const none = new Map<string, number>();
const suggested = (text: string, counts = none, limit = 8) =>
  suggestSubjects(text, 'fr', counts, limit).map(({ value }) => value);

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

describe('suggestions', () => {
  it('begin like the text, in either language and with or without accents', () => {
    expect(suggested('math')[0]).toBe('maths');
    expect(suggested('Mathé')[0]).toBe('maths');
    expect(suggested('англ')).toEqual([]);
    expect(suggested('angl')[0]).toBe('english');
    expect(suggested('econ')[0]).toBe('economics');
  });

  it('find a later word after the names that begin so', () => {
    expect(suggested('gestion')).toEqual(
      expect.arrayContaining(['stress', 'time-management', 'project-management', 'leadership']),
    );
    expect(suggested('stress')[0]).toBe('stress');
  });

  it.each([
    ['matehmatiques', 'maths'],
    ['phisique', 'physics'],
    ['fransais', 'french'],
    ['comptabilte', 'accounting'],
    ['chemsitry', 'chemistry'],
  ])('forgive %s', (typed, slug) => expect(suggested(typed)[0]).toBe(slug));

  it('do not guess from two letters', () => {
    expect(suggested('zq')).toEqual([]);
  });

  it('speak the reader’s language and count listings', () => {
    const counts = new Map([['maths', 12]]);
    expect(suggestSubjects('math', 'en', counts, 1)).toEqual([
      { value: 'maths', label: 'Mathematics', count: 12 },
    ]);
    expect(suggestSubjects('math', 'fr', counts, 1)[0]!.label).toBe('Mathématiques');
  });

  it('put what more people offer first, and know what only listings name', () => {
    const counts = new Map([
      ['piano', 1],
      ['photography', 3],
      ['physics', 9],
      ['philosophy', 5],
    ]);
    expect(suggested('ph', counts)).toEqual([
      'physics',
      'philosophy',
      'photography',
      'graphic-design',
    ]);
  });

  const odd = fc.constantFrom('🎹', 'ﬃ', '\u0301', 'İ', '\ud800', '英语', 'ß', '---', '');
  const anything = fc.oneof(fc.string({ maxLength: 60 }), odd);
  it('never fail or exceed the limit, whatever is typed', () => {
    fc.assert(
      fc.property(anything, fc.nat(20), (text, limit) => {
        expect(suggested(text, none, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('the distance to a prefix', () => {
  it('is 0 for a prefix, and at most 1 after one mistake', () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(
        word,
        fc.nat(11),
        fc.constantFrom('drop', 'replace', 'insert'),
        (name, n, how) => {
          const at = n % name.length;
          expect(prefixDistance(name.slice(0, at), name)).toBe(0);
          const inserted = how === 'drop' ? '' : 'z';
          const rest = name.slice(how === 'insert' ? at : at + 1);
          expect(prefixDistance(name.slice(0, at) + inserted + rest, name)).toBeLessThanOrEqual(1);
        },
      ),
    );
    expect(prefixDistance('amths', 'maths')).toBe(1);
  });
});
