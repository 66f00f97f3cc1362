import { encodeCursor } from '@edu/persistence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  matchValues,
  orderOf,
  placeOf,
  readCursor,
  scoreOf,
  toKm,
  walkOf,
  walkValues,
  type Criteria,
} from './listing.domain.ts';

const all: Criteria = { kind: 'tutor', sort: 'best', limit: 20 };
const place = { lat: 5.36, lng: -3.98, radiusKm: 10 };
const code = (value: string) => expect.objectContaining({ code: value, status: 400 });

describe('a place', () => {
  it('is both of lat and lng, or none', () => {
    expect(placeOf(place)).toEqual(place);
    expect(placeOf({ lat: 0, lng: 0, radiusKm: 1 })).toEqual({ lat: 0, lng: 0, radiusKm: 1 });
    expect(placeOf({ lat: undefined, lng: undefined, radiusKm: 10 })).toBeUndefined();
  });

  it.each([
    ['/lng', { lat: 5, lng: undefined }],
    ['/lat', { lat: undefined, lng: 5 }],
  ])('says that %s is missing', (pointer, half) => {
    const errors = [expect.objectContaining({ pointer })];
    expect(() => placeOf({ ...half, radiusKm: 10 })).toThrow(
      expect.objectContaining({ code: 'search.place_incomplete', status: 400, errors }),
    );
  });
});

describe('the order of a list', () => {
  it.each<[string, Partial<Criteria>]>([
    ['score', {}],
    ['score', { subject: 'maths', mode: 'online' }],
    ['text', { q: 'koffi' }],
    ['near', { place }],
    ['near', { place, q: 'koffi', mode: 'in_person' }],
    ['score', { place, mode: 'online' }],
    ['text', { place, mode: 'online', q: 'koffi' }],
    ['distance', { place, sort: 'distance' }],
    ['price', { place, sort: 'price', currency: 'XOF' }],
  ])('is %s for %j', (order, criteria) => expect(orderOf({ ...all, ...criteria })).toBe(order));

  it('by distance needs a place', () => {
    expect(() => orderOf({ ...all, sort: 'distance' })).toThrow(code('search.place_incomplete'));
  });

  it.each<Partial<Criteria>>([{ sort: 'price' }, { minRate: 0 }, { maxRate: 5_000 }])(
    'by %j needs a currency',
    (criteria) => {
      expect(() => orderOf({ ...all, ...criteria })).toThrow(code('search.currency_missing'));
      expect(() => orderOf({ ...all, ...criteria, currency: 'XOF' })).not.toThrow();
    },
  );
});

describe('prices', () => {
  it('are refused when the least is above the most', () => {
    const prices = { currency: 'XOF', minRate: 5_001, maxRate: 5_000 } as const;
    const errors = [expect.objectContaining({ pointer: '/maxRate' })];
    expect(() => orderOf({ ...all, ...prices })).toThrow(
      expect.objectContaining({ code: 'platform.invalid_input', errors }),
    );
    expect(() => orderOf({ ...all, ...prices, minRate: 5_000 })).not.toThrow();
  });
});

describe('values of a statement', () => {
  it('limit the distance unless lessons are online only', () => {
    const radius = (criteria: Partial<Criteria>) =>
      walkValues({ ...all, ...criteria }, undefined).radius;
    expect(radius({ place })).toBe(10_000);
    expect(radius({ place, mode: 'in_person' })).toBe(10_000);
    expect(radius({ place, mode: 'online' })).toBeNull();
    expect(radius({})).toBeNull();
  });

  it('walk who offers the subject, where one is asked for', () => {
    expect(walkOf({ ...all, subject: 'maths' })).toBe('subject');
    expect(walkOf({ ...all, subject: 'maths', q: 'koffi' })).toBe('subject');
    expect(walkOf({ ...all, q: 'koffi' })).toBe('score');
    expect(walkOf({ ...all, subject: 'maths', place })).toBe('near');
  });

  it('match every filter as a tag', () => {
    const filters = {
      subject: 'maths',
      lang: 'fr',
      country: 'CI',
      currency: 'XOF',
      place,
    } as const;
    expect(matchValues({ ...all, ...filters }, undefined, undefined).tags).toEqual([
      'kind:tutor',
      'subject:maths',
      'lang:fr',
      'mode:in_person',
      'country:CI',
      'currency:XOF',
    ]);
    expect(matchValues({ ...all, place, mode: 'online' }, undefined, undefined).tags).toEqual([
      'kind:tutor',
      'mode:online',
    ]);
  });

  it('match the bands of prices between the limits, rounding aside', () => {
    const rates = (minRate?: number, maxRate?: number) =>
      matchValues({ ...all, currency: 'XOF', minRate, maxRate }, undefined, undefined).rates;
    expect(rates()).toBeNull();
    expect(rates(0, 0)).toEqual(['rate:XOF:0', 'rate:XOF:1']);
    expect(rates(1_000, 1_001)).toEqual([18, 19, 20].map((band) => `rate:XOF:${band}`));
    expect(rates(undefined, Number.MAX_SAFE_INTEGER)!.length).toBeLessThan(120);
  });
});

describe('a cursor', () => {
  const id = '01890000-0000-7000-8000-000000000000';
  const near: Criteria = { ...all, q: 'koffi', place };

  it('goes on where the page ended, in the same way', () => {
    expect(readCursor(encodeCursor(['tutor:near', 'mistyped', 12.5, id]), near)).toEqual({
      way: 'mistyped',
      key: 12.5,
      id,
    });
  });

  it.each([
    ['of another order', encodeCursor(['tutor:price', 'walk', 12, id])],
    ['of another list', encodeCursor([id])],
    ['of other providers', encodeCursor(['coach:near', 'mistyped', 12, id])],
    ['of an unknown way', encodeCursor(['tutor:near', 'toString', 12, id])],
    ['of a text that named a subject', encodeCursor(['tutor:near', 'subject', 12, id])],
    ['without a number', encodeCursor(['tutor:near', 'walk', '12', id])],
    ['without an id', encodeCursor(['tutor:near', 'walk', 12, 'x'])],
    ['of nothing', 'abc'],
  ])('%s is refused', (_which, cursor) => {
    expect(() => readCursor(cursor, near)).toThrow(code('platform.invalid_input'));
  });
});

describe('the score of a listing', () => {
  it('is from 0 to 1000, and never falls when a profile has more text, languages or modes', () => {
    const listing = (bio: string, languages: string[], modes: ('online' | 'in_person')[]) =>
      scoreOf({ bio, languages, modes } as Parameters<typeof scoreOf>[0]);
    fc.assert(
      fc.property(
        fc.string({ maxLength: 500 }),
        fc.string({ maxLength: 500 }),
        fc.uniqueArray(fc.constantFrom('fr', 'en', 'es'), { minLength: 1 }),
        (bio, more, languages) => {
          const score = listing(bio, languages, ['online']);
          const better = listing(bio + more, [...languages, 'wo'], ['online', 'in_person']);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(better).toBeGreaterThanOrEqual(score);
          expect(better).toBeLessThanOrEqual(1_000);
        },
      ),
    );
  });
});

it('shows metres as kilometres with one decimal', () => {
  expect([null, 0, 49, 50, 1_234.5, 10_000].map(toKm)).toEqual([null, 0, 0, 0.1, 1.2, 10]);
});
