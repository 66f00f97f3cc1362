import { describe, expect, it } from 'vitest';
import { initialsOf } from './avatar.tsx';
import { countryName, languageName, zoneName } from './names.ts';

describe('names', () => {
  it('of languages and countries are written in the reader’s language', () => {
    expect(languageName('fr', 'wo')).toBe('wolof');
    expect(languageName('en', 'dyu')).toBe('Dyula');
    expect(countryName('fr', 'CI')).toBe('Côte d’Ivoire');
  });

  it('stay codes where there is no name', () => {
    expect(languageName('fr', 'qqq')).toBe('qqq');
    expect(countryName('en', '<b>')).toBe('<b>');
  });

  it.each([
    ['Africa/Abidjan', '2026-07-01', 'Abidjan (UTC+0)'],
    ['Europe/Paris', '2026-07-01', 'Paris (UTC+2)'],
    ['Europe/Paris', '2026-12-01', 'Paris (UTC+1)'],
    ['America/St_Johns', '2026-12-01', 'St Johns (UTC−3:30)'],
    ['America/Argentina/Buenos_Aires', '2026-12-01', 'Buenos Aires (UTC−3)'],
  ])('of the zone %s on %s', (zone, day, name) => {
    expect(zoneName('fr', zone, new Date(day))).toBe(name);
  });
});

describe('initials', () => {
  it.each([
    ['Awa Koné', 'AK'],
    ['Marie-Ève de la Tour Tremblay', 'MT'],
    ['  élodie ', 'É'],
    ['👩🏾‍🏫 Prof', '👩🏾‍🏫P'],
    ['محمد علي', 'مع'],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
