import { describe, expect, it } from 'vitest';
import { isSame, pointOf, rounded, textOf } from './typed-point.ts';

describe('a point in two fields', () => {
  it.each([
    ['5.36', '-3.99', { lat: 5.36, lng: -3.99 }],
    [' 5,36 ', '-3,99', { lat: 5.36, lng: -3.99 }],
    ['0', '0', { lat: 0, lng: 0 }],
    ['-90', '180', { lat: -90, lng: 180 }],
  ])('%o %o', (lat, lng, point) => expect(pointOf({ lat, lng })).toEqual(point));

  it.each([
    ['', ''],
    ['5.36', ''],
    ['', '-3.99'],
    ['91', '0'],
    ['0', '-181'],
    ['5° 21′', '-3.99'],
    ['north', 'west'],
  ])('%o %o is none', (lat, lng) => expect(pointOf({ lat, lng })).toBeNull());

  it('is rounded to what is kept', () => {
    const point = { lat: 5.360_127_4, lng: -3.995_5 };
    expect(rounded(point, 2)).toEqual({ lat: 5.36, lng: -4 });
    expect(rounded(point, 6)).toEqual({ lat: 5.360_127, lng: -3.995_5 });
  });

  it('is the same when it is read again', () => {
    const point = { lat: 5.360_127, lng: -3.5 };
    expect(isSame(pointOf(textOf(point)), point)).toBe(true);
    expect(isSame(pointOf(textOf(null)), null)).toBe(true);
    expect(isSame(point, null)).toBe(false);
  });
});
