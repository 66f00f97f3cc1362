import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it('leaves names as they are, in whatever writing', () => {
  for (const name of [
    'Awa Koné',
    'N’Golo',
    'محمد علي',
    'Αλέξανδρος',
    'Ọlátúnjí',
    '#let x = 1 $ [*]',
  ]) {
    expect(printable(name, 'own')).toBe(name.normalize('NFC'));
  }
});

it('writes in Latin letters where there is no font', () => {
  expect(printable('王小明', 'latin')).toMatch(/^[A-Za-z]+$/);
  expect(printable('Koné', 'latin')).toBe('Kone');
});

it('has no pictures and nothing that hides or turns', () => {
  expect(printable('Awa 🎉👩‍🏫🇨🇮 Koné', 'own')).toBe('Awa Koné');
  expect(printable('a\u202Eb\u0000c\u200Dd\n\te', 'own')).toBe('abcd e');
  expect(printable('🎉', 'own')).toBe('');
});

it('lets the words that are too long for a line be cut', () => {
  const longest = (text: string) =>
    Math.max(...text.split(/[\s\u200b]/).map((word) => word.length));
  expect(longest(printable('W'.repeat(150), 'own'))).toBe(24);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(printable(printable(text, 'own'), 'own').length).toBeLessThanOrEqual(210);
    }),
  );
});
