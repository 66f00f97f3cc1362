import { newId } from '@edu/contract-kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newCode, numberText, printedCode, pseudonymOf, readCode } from './document.domain.ts';

it('a number says whose it is, of which series and year, and stays sortable', () => {
  const numbered = { issuer: 'EDU', series: 'R', year: 2026, number: 42 };
  expect(numberText(numbered)).toBe('EDU-R-2026-000042');
  expect(numberText({ ...numbered, number: 1_234_567 })).toBe('EDU-R-2026-1234567');
});

it('a code is read as it was printed, and as people type it', () => {
  const code = newCode();
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
  const printed = printedCode(code);
  expect(printed).toMatch(/^(\w{4}-){3}\w{4}$/);
  expect(readCode(printed)).toBe(code);
  expect(readCode(` ${printed.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(
    code,
  );
});

it('nothing else is a code', () => {
  for (const typed of [
    '',
    '7K2M',
    '7K2M-9QXD-41ZT-B8RU',
    '7K2M-9QXD-41ZT-B8RC-0',
    '%_'.repeat(8),
  ]) {
    expect(readCode(typed)).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(readCode(typed) ?? newCode()).toMatch(/^[0-9A-Z]{16}$/);
    }),
  );
});

it('a pseudonym is the same for one person, and no name', () => {
  const userId = newId();
  expect(pseudonymOf(userId)).toBe(pseudonymOf(userId));
  expect(pseudonymOf(userId)).toMatch(/^[0-9A-F]{6}$/);
});
