import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advisedFields,
  blur,
  completenessOf,
  kindOf,
  missingFields,
  unique,
  type Draft,
} from './profile.domain.ts';

const tutor: Draft = {
  kind: 'tutor',
  headline: 'Maths, from college to university',
  subjects: ['maths'],
  languages: ['fr'],
  modes: ['online', 'in_person'],
  hourlyRate: { amount: 5_000, currency: 'XOF' },
  location: { lat: 5.36, lng: -3.98 },
  city: 'Abidjan',
  radiusKm: 10,
  subjectLevels: [],
  languageLevels: [],
  diplomas: [],
  goals: [],
};
const missing = (change: Partial<Draft>) =>
  missingFields({ ...tutor, ...change }).map(({ pointer }) => pointer);

describe('what a profile is better with', () => {
  const full: Draft = {
    ...tutor,
    bio: 'Ten years.',
    photo: {},
    subjectLevels: [{ subject: 'maths' }],
    languageLevels: [{ language: 'fr' }],
    diplomas: [{}],
    goals: ['Succeed'],
  };
  const advised = (change: Partial<Draft>) =>
    advisedFields({ ...full, ...change }).map(({ pointer }) => pointer);

  it.each<[string[], Partial<Draft>]>([
    [[], {}],
    [['/bio'], { bio: ' ' }],
    [['/photo'], { photo: null }],
    [['/subjectLevels'], { subjects: ['maths', 'piano'] }],
    [['/languageLevels'], { languages: ['fr', 'en'] }],
    [['/diplomas'], { diplomas: [] }],
    [[], { goals: [] }],
    [['/goals'], { kind: 'coach', goals: [], diplomas: [], subjectLevels: [] }],
    [['/goals'], { kind: 'mentor', goals: [] }],
  ])('is %j', (pointers, change) => {
    expect(advised(change)).toEqual(pointers);
    expect(completenessOf({ ...full, ...change }) === 100).toBe(pointers.length === 0);
    expect(missingFields({ ...full, ...change })).toEqual([]);
  });

  it('counts with what is needed', () => {
    expect(completenessOf(full)).toBe(100);
    expect(completenessOf({ ...full, headline: null, bio: null })).toBe(85);
  });
});

describe('what a published profile needs', () => {
  it('takes a complete one', () => {
    expect(missing({})).toEqual([]);
  });

  it.each([
    ['headline', undefined],
    ['headline', null],
    ['headline', '   '],
    ['subjects', []],
    ['languages', []],
    ['modes', []],
    ['hourlyRate', undefined],
    ['location', null],
    ['city', undefined],
    ['radiusKm', undefined],
  ])('points at %s when it is %j', (field, value) => {
    expect(missing({ [field]: value })).toEqual([`/${field}`]);
  });

  it('names every missing field at once', () => {
    expect(missing({ headline: undefined, city: undefined, subjects: [] })).toEqual([
      '/headline',
      '/subjects',
      '/city',
    ]);
  });

  it.each([
    ['a tutor who only teaches online', { modes: ['online'] }],
    ['a coach', { kind: 'coach' }],
    ['a mentor', { kind: 'mentor' }],
  ])('asks no place of %s', (_who, change) => {
    const placeless = { location: undefined, city: undefined, radiusKm: undefined };
    expect(missing({ ...change, ...placeless })).toEqual([]);
  });
});

describe('the kind of a provider', () => {
  it('is the first of tutor, coach, mentor, whatever the order of the roles', () => {
    expect(kindOf(['mentor', 'student', 'tutor'])).toBe('tutor');
    expect(kindOf(['mentor', 'coach'])).toBe('coach');
    expect(kindOf(['mentor'])).toBe('mentor');
    expect(kindOf(['student', 'admin'])).toBeUndefined();
  });
});

describe('a public coordinate', () => {
  it('has two decimals and stays within half of a hundredth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -18e6, max: 18e6 }).map((n) => n / 1e5),
        (degrees) => {
          const shown = blur(degrees);
          expect(Math.abs(shown - degrees)).toBeLessThanOrEqual(0.005 + 1e-9);
          expect(String(shown)).toMatch(/^-?\d+(\.\d{1,2})?$/);
        },
      ),
    );
  });
});

it('keeps the first of equal values', () => {
  expect(unique(['maths', 'physics', 'maths'])).toEqual(['maths', 'physics']);
});
