import { describe, expect, it } from 'vitest';
import { fileText, line, text } from './human-text.ts';
import { PersonName } from './person-name.ts';

const ok = (schema: typeof PersonName, value: string) => schema.safeParse(value).success;

describe.each([
  ['a line', line(80)],
  ['a text', text(80)],
  ['text of a file', fileText(80)],
  ['a name', PersonName],
])('%s', (_, schema) => {
  it.each([
    ['NUL', 'Awa\u0000Koné'],
    ['escape', 'Awa\u001b[31mKoné'],
    ['next line', 'Awa\u0085Koné'],
    ['zero-width space', 'Awa\u200bKoné'],
    ['soft hyphen', 'Awa\u00adKoné'],
    ['byte order mark', 'Awa\ufeffKoné'],
    ['right-to-left override', 'Awa\u202eKoné'],
    ['isolate', 'Awa\u2066Koné'],
    ['right-to-left mark', 'Awa\u200fKoné'],
    ['line separator', 'Awa\u2028Koné'],
    ['paragraph separator', 'Awa\u2029Koné'],
    ['private character', 'Awa\ue000Koné'],
    ['non-character', 'Awa\uffffKoné'],
    ['lone surrogate', 'Awa\ud800Koné'],
    ['tag', 'Awa\u{e0041}Koné'],
    ['blank Korean letter', 'Awa\u3164Koné'],
    ['blank Braille', 'Awa\u2800Koné'],
    ['joiner in the air', 'Awa \u200d Koné'],
    ['two joiners', 'Awa\u200d\u200dKoné'],
  ])('refuses a %s', (_name, value) => expect(ok(schema, value)).toBe(false));

  it.each([
    ['accents', 'Aïssata N’Dèye-Ségou'],
    ['decomposed accents', 'Ae\u0301lia'],
    ['Arabic', 'عائشة الكوني'],
    ['Persian with a non-joiner', 'مهدی‌خانی'],
    ['Hindi with a joiner', 'क्‍ष'],
    ['Chinese', '王小明'],
    ['a family', 'Awa 👨‍👩‍👧‍👦'],
    ['a teacher of some skin', 'Awa 👩🏾‍🏫'],
    ['a rainbow flag', 'Awa 🏳️‍🌈'],
    ['N’Ko', 'ߒߞߏ'],
  ])('takes %s', (_name, value) => expect(schema.parse(value)).toBe(value));
});

it.each([
  ['a line', line(80)],
  ['a text', text(80)],
  ['a name', PersonName],
])('%s is trimmed', (_, schema) => expect(schema.parse('\u00a0 Awa \t')).toBe('Awa'));

describe('what shows nothing', () => {
  it.each(['', ' ', '\u00a0', '\u3000', '\u200b', '\u2003\u2003', '\u0301'])(
    'is no line and no name: %j',
    (value) => {
      expect(ok(line(80), value)).toBe(false);
      expect(ok(PersonName, value)).toBe(false);
    },
  );

  it('may be a text that may be empty', () => {
    expect(text(80).parse('  ')).toBe('');
    expect(ok(text(80, 1), '  ')).toBe(false);
  });
});

describe('a text', () => {
  it('has lines, which end alike', () => {
    expect(text(80).parse('one\r\ntwo\rthree\n\n\tfour')).toBe('one\ntwo\nthree\n\n four');
    expect(ok(line(80), 'one\ntwo')).toBe(false);
  });

  it('is measured without the blanks around it', () => {
    expect(text(3).parse(' abc ')).toBe('abc');
    expect(ok(text(3), 'abcd')).toBe(false);
  });
});

describe('the name of a person', () => {
  it.each([
    '⚠ Compte bloqué : https://educonnect-verif.example/login',
    'www.example',
    'Voir gagnez-vite.com',
    'awa@example.com',
    'bit.ly/x',
    '2250701020304',
    '#1 !!',
    'EduConnect',
    'Edu Connect',
    'É d u - C o n n e c t Support',
    'ЕduСоnnесt',
    'EduC0nn3ct',
    'ＥｄｕＣｏｎｎｅｃｔ',
  ])('is none: %s', (value) => expect(ok(PersonName, value)).toBe(false));

  it.each([
    'Dr.Kone',
    'M. Koné',
    'J.R.R. Tolkien',
    'Jean-Paul II',
    'O’Brien, Conor',
    'Édouard Connetable',
    'Jr. Kouassi',
    'Tutor 12',
  ])('is one: %s', (value) => expect(PersonName.parse(value)).toBe(value));
});

describe('the alphabets of a name', () => {
  it.each([
    ['a Cyrillic а in a Latin word', 'Awа Koné'],
    ['a Cyrillic word beside a Latin one', 'Сара Diallo'],
    ['a Greek ο', 'Kοffi'],
    ['an Armenian օ', 'Mօussa'],
    ['a Cherokee Ꭺ', 'Ꭺwa'],
    ['a Latin o in a Cyrillic word', 'Нoвак'],
    ['Arabic within a Latin word', 'Awaعائشة'],
    ['N’Ko within a Latin word', 'Awaߒߞߏ'],
    ['a decomposed accent on a Cyrillic е', 'Kone\u0301 Mе\u0301tou'],
    ['a Latin word in wide letters beside Cyrillic', 'Ａｗａ Сара'],
    ['a whole tower of marks', `A${'\u0335'.repeat(5)}wa`],
  ])('%s is refused', (_, value) => expect(ok(PersonName, value)).toBe(false));

  it.each([
    ['Latin with the letters of Ewe and Fon', 'Ɛsi Ɔbɛ Ŋusẽ'],
    ['Hausa and Fula', 'Ɓala Ƴaro Ɗan'],
    ['Yoruba, decomposed', 'Ṣẹ́gun Ọláníyì'.normalize('NFD')],
    ['Wolof', 'Ñaaga Ndóoy'],
    ['a click of Khoekhoe', 'ǃNarib ǂKhoab'],
    ['Hawaiian and Arabic signs in Latin', 'ʿAbd al-Raḥmān Kaʻiulani'],
    ['Arabic', 'عائشة الكوني'],
    ['vowelled Arabic', 'مُحَمَّدٌ'],
    ['Ge’ez', 'አስቴር ተፈሪ'],
    ['N’Ko', 'ߒߞߏ ߞߊ߲'],
    ['Adlam', '𞤀𞤣𞤤𞤢𞤥'],
    ['Tifinagh', 'ⵜⵉⴼⵉⵏⴰⵖ'],
    ['Vai', 'ꕙꔤ'],
    ['Cyrillic', 'Сара Новак'],
    ['Greek', 'Σοφία Παππά'],
    ['Japanese', '山田はなこ'],
    ['Japanese with a long vowel', 'ジョーンズ'],
    ['Korean', '김민준'],
    ['two names of one person', 'Aïssata عائشة'],
    ['a number', 'Awa 2'],
  ])('%s is taken', (_, value) => expect(PersonName.parse(value)).toBe(value));
});

it('keeps lines of a file as they are, a byte order mark at their start included', () => {
  const lines = '\ufeff Id;Name\tTown\r\n1;Awa\rKoné \n';
  expect(fileText(80).parse(lines)).toBe(lines);
});
