import { describe, expect, it } from 'vitest';
import { CountryCode } from '@edu/contract-kit';
import type { Geocoder } from './geocoder.ts';
import type { Place } from './place.domain.ts';

const shown = ({ name, within, country }: Place) => [name, within, country];

/** What every geocoder does, whoever it asks. */
export function geocoderConformance(geocoder: () => Geocoder): void {
  describe('finds', () => {
    it.each([
      ['Cocody', ['Cocody', 'Abidjan', 'CI']],
      ['cocody, abidjan', ['Cocody', 'Abidjan', 'CI']],
      ['Abidjan', ['Abidjan', null, 'CI']],
      ['Yaoundé', ['Yaoundé', null, 'CM']],
      ['yaounde', ['Yaoundé', null, 'CM']],
    ] as const)('%s', async (text, wanted) => {
      const [first] = await geocoder().find(text, 'fr', 5);
      expect(first && shown(first)).toEqual(wanted);
    });

    it('no more than was asked for, each with a country and a point to about a kilometre', async () => {
      const found = await geocoder().find('abidjan', 'fr', 2);
      expect(found).toHaveLength(2);
      for (const { country, location } of found) {
        expect(CountryCode.safeParse(country).success).toBe(true);
        expect(Math.abs(location.lat - 5.34)).toBeLessThan(0.2);
        expect(Math.abs(location.lng + 4)).toBeLessThan(0.2);
      }
    });

    it('nothing for words that name no place', async () => {
      expect(await geocoder().find('xqzwvkj pfttt', 'fr', 5)).toEqual([]);
    });
  });

  describe('names what is around a point', () => {
    it.each([
      ['a part of a city', { lat: 5.36, lng: -3.97 }, ['Cocody', 'Abidjan', 'CI']],
      ['a city', { lat: 3.87, lng: 11.52 }, ['Yaoundé', null, 'CM']],
    ] as const)('%s', async (_what, point, wanted) => {
      const place = await geocoder().nearest(point, 'fr');
      expect(place && shown(place)).toEqual(wanted);
    });

    it('and nothing in the middle of an ocean', async () => {
      expect(await geocoder().nearest({ lat: -30, lng: -20 }, 'fr')).toBeNull();
    });
  });

  it('says whom its answers are owed to, with where that is written', () => {
    const { attribution } = geocoder();
    if (attribution === null) return;
    expect(attribution.text).not.toBe('');
    expect(new URL(attribution.url).protocol).toBe('https:');
  });
}
