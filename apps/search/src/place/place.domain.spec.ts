import fc from 'fast-check';
import { CountryCode } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { PLACES } from './place.catalogue.ts';
import { findPlaces } from './place.domain.ts';

const found = (text: string, limit = 8) =>
  findPlaces(text, 'fr', limit).map(({ name, within }) => (within ? `${name}, ${within}` : name));

describe('places', () => {
  it.each([
    ['abid', 'Abidjan'],
    ['yaounde', 'Yaoundé'],
    ['N’Dja', 'N’Djaména'],
    ['ndjamena', 'N’Djaména'],
    ['saint louis', 'Saint-Louis'],
    ['LOME', 'Lomé'],
    ['ouaga', 'Ouagadougou'],
    ['brussels', 'Bruxelles'],
    ['evry', 'Évry, Paris'],
    ['cocody', 'Cocody, Abidjan'],
    ['Cocody, Abidjan', 'Cocody, Abidjan'],
    ['Abidjan, Côte d’Ivoire', 'Abidjan'],
    ['Douala, Cameroon', 'Douala'],
  ])('%s is %s', (text, name) => expect(found(text)[0]).toBe(name));

  it.each([
    ['abijdan', 'Abidjan'],
    ['ouagadougu', 'Ouagadougou'],
    ['bobo diolasso', 'Bobo-Dioulasso'],
    ['libervile', 'Libreville'],
  ])('forgive %s', (text, name) => expect(found(text)[0]).toBe(name));

  it('of one name: the larger comes first, and each says which it is', () => {
    const plateaux = findPlaces('plateau', 'fr', 2);
    expect(plateaux.map(({ within, country }) => [within, country])).toEqual([
      ['Dakar', 'SN'],
      ['Abidjan', 'CI'],
    ]);
    expect(findPlaces('saint-denis', 'fr', 2).map(({ country }) => country)).toEqual(['RE', 'FR']);
  });

  it('of a city follow the city, and of a country begin with the largest', () => {
    const [city, ...parts] = findPlaces('Abidjan', 'fr', 5);
    expect(city).toMatchObject({ name: 'Abidjan', within: null });
    expect(parts.map(({ within }) => within)).toEqual(Array(4).fill('Abidjan'));
    expect(found('burkina', 2)).toEqual(['Ouagadougou', 'Bobo-Dioulasso']);
  });

  it('are in the reader’s language', () => {
    expect(findPlaces('londres', 'en', 1)).toEqual([
      { name: 'London', within: null, country: 'GB', location: { lat: 51.507, lng: -0.128 } },
    ]);
    expect(findPlaces('croydon', 'en', 1)[0]!.within).toBe('London');
  });

  it('are none for what is none', () => {
    for (const text of ['', '---', 'xyzzyxq', '🎹', 'zq']) expect(found(text)).toEqual([]);
  });

  it('never fail or exceed the limit, whatever is typed', () => {
    const odd = fc.constantFrom('ﬃ', '\u0301', 'İ', '\ud800', 'ß', '|');
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 60 }), odd), fc.nat(20), (text, limit) => {
        expect(findPlaces(text, 'en', limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('cost little with every key', () => {
    const texts = ['a', 'sa', 'saint', 'zzzzzzz', 'x'.repeat(60), 'bobo-dioulaso'];
    const before = process.cpuUsage();
    for (let n = 0; n < 60; n++) findPlaces(texts[n % texts.length]!, 'fr', 8);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000 / 60).toBeLessThan(10);
  });
});

describe('the catalogue of places', () => {
  it('has countries and coordinates that exist, and each place once', () => {
    for (const { fr, country, lat, lng, thousands } of PLACES) {
      expect(CountryCode.parse(country), fr).toBe(country);
      expect(Math.abs(lat), fr).toBeLessThanOrEqual(90);
      expect(Math.abs(lng), fr).toBeLessThanOrEqual(180);
      expect(thousands, fr).toBeGreaterThan(0);
    }
    const places = PLACES.map(({ fr, country, within }) => [fr, country, within].join());
    expect(new Set(places).size).toBe(places.length);
  });

  it('has the city of each part, within 60 km of it', () => {
    for (const { fr, within, country, lat, lng } of PLACES) {
      if (within === null) continue;
      const city = PLACES.find((place) => place.fr === within && place.country === country);
      expect(city, `${fr} in ${within}`).toBeDefined();
      const north = (lat - city!.lat) * 111;
      const east = (lng - city!.lng) * 111 * Math.cos((lat * Math.PI) / 180);
      expect(Math.hypot(north, east), `${fr} in ${within}`).toBeLessThan(60);
    }
  });
});
