import { describe, expect, it } from 'vitest';
import { initialsOf } from './avatar.tsx';
import { countryName, languageName, shortZoneName } from './names.ts';

describe('names', () => {
  it('of languages and countries are written in the reader’s language', () => {
    expect(languageName('wo', 'fr')).toBe('wolof');
    expect(languageName('dyu', 'en')).toBe('Dyula');
    expect(countryName('CI', 'fr')).toBe('Côte d’Ivoire');
  });

  it('stay codes where there is no name', () => {
    expect(languageName('qqq', 'fr')).toBe('qqq');
    expect(countryName('<b>', 'en')).toBe('<b>');
  });

  it.each([
    ['Africa/Abidjan', '2026-07-01', 'Abidjan (UTC+0)'],
    ['Europe/Paris', '2026-07-01', 'Paris (UTC+2)'],
    ['Europe/Paris', '2026-12-01', 'Paris (UTC+1)'],
    ['Asia/Kolkata', '2026-07-01T11:59:59.999Z', 'Kolkata (UTC+5:30)'],
    ['America/St_Johns', '2026-12-01', 'St Johns (UTC−3:30)'],
    ['America/Argentina/Buenos_Aires', '2026-12-01', 'Buenos Aires (UTC−3)'],
  ])('of the zone %s on %s', (zone, day, name) => {
    expect(shortZoneName(zone, new Date(day))).toBe(name);
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
