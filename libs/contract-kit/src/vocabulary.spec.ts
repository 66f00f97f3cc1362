import { describe, expect, it } from 'vitest';
import { Email } from './contact.ts';
import { LanguageCode } from './language.ts';
import { CountryCode, TimeZone } from './place.ts';
import { Id } from './schemas.ts';

describe('an id', () => {
  it('is the same in capitals', () => {
    const id = '01a20a75-fad1-7435-b3e5-daa5366c2cf4';
    expect(Id.parse(id.toUpperCase())).toBe(id);
  });
});

describe('an e-mail address', () => {
  const longest = `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(57)}.com`;

  it.each([
    [' Awa@Field.test ', 'awa@field.test'],
    ['awa@école.test', 'awa@xn--cole-9oa.test'],
    ['awa@ÉCOLE.test', 'awa@xn--cole-9oa.test'],
    ['awa@例え.テスト', 'awa@xn--r8jz45g.xn--zckzah'],
    ["o'brien+maths/1@a-b.example.com", "o'brien+maths/1@a-b.example.com"],
    ['{awa}=1!@example.com', '{awa}=1!@example.com'],
    [longest, longest],
  ])('%s is %s', (given, taken) => expect(Email.parse(given)).toBe(taken));

  it.each([
    '',
    'awa',
    '@example.com',
    'awa@',
    'awa@localhost',
    'awa@127.0.0.1',
    'awa@0x7f.1',
    'awa@[127.0.0.1]',
    'awa@example.com:25',
    'awa@example.com/path',
    'awa@evil%2ecom',
    'awa@exa mple.com',
    'a wa@example.com',
    'awa@@example.com',
    'awa@example..com',
    'awa@-example.com',
    '.awa@example.com',
    'awa.@example.com',
    'a..wa@example.com',
    '"a wa"@example.com',
    'awé@example.com',
    'awa@example.com\nbcc: x@example.com',
    `${'a'.repeat(65)}@example.com`,
    `awa@${'b'.repeat(64)}.com`,
    `a${longest}`,
    `a@b.${'c'.repeat(250)}`,
  ])('refuses %j', (given) => expect(Email.safeParse(given).success).toBe(false));
});

describe('a language', () => {
  it.each([
    ['fr', 'fr'],
    ['FR', 'fr'],
    ['fra', 'fr'],
    ['dyu', 'dyu'],
    ['bci', 'bci'],
    ['wo', 'wo'],
    ['wol', 'wo'],
  ])('%s is %s', (given, taken) => expect(LanguageCode.parse(given)).toBe(taken));

  it.each(['', 'f', 'xx', 'zzz', 'und', 'mis', 'fr-FR', 'french', '12'])('refuses %j', (given) =>
    expect(LanguageCode.safeParse(given).success).toBe(false),
  );
});

describe('a time zone', () => {
  it('is one of IANA, by name', () => {
    for (const zone of ['Africa/Abidjan', 'America/Toronto', 'UTC']) {
      expect(TimeZone.safeParse(zone).success, zone).toBe(true);
    }
    for (const zone of ['Africa/Atlantis', 'UTC+1', '+01:00', '-0330', '']) {
      expect(TimeZone.safeParse(zone).success, zone).toBe(false);
    }
  });
});

describe('a country', () => {
  it('exists', () => {
    expect(CountryCode.parse('ci')).toBe('CI');
    for (const code of ['ZZ', 'XX', 'UK', 'EU', 'C1', 'CIV', '']) {
      expect(CountryCode.safeParse(code).success, code).toBe(false);
    }
  });

  it('is one of the 249 of ISO 3166-1, as the names of this runtime confirm', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => CountryCode.safeParse(code).success);
    expect(codes).toHaveLength(249);
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    for (const code of codes) expect(names.of(code), code).toBeDefined();
  });
});
