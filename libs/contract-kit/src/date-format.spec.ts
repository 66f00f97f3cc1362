import { describe, expect, it } from 'vitest';
import { DateFormat } from './date-format.ts';

const UTC = { timeZone: 'UTC' } as const;
const DAY = { day: 'numeric', month: 'long', ...UTC } as const;
const on = (day: string) => new Date(`2026-${day}T10:01:00Z`);

describe('the first of a month', () => {
  it.each([
    [DAY, '1er décembre'],
    [{ ...DAY, weekday: 'long', year: 'numeric' }, 'mardi 1er décembre 2026'],
    [{ ...DAY, month: 'short' }, '1er déc.'],
    [{ dateStyle: 'long', ...UTC }, '1er décembre 2026'],
    [{ dateStyle: 'medium', ...UTC }, '1er déc. 2026'],
    [{ dateStyle: 'full', timeStyle: 'short', ...UTC }, 'mardi 1er décembre 2026 à 10:01'],
    [
      { ...DAY, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
      '1er décembre à 10:01 UTC',
    ],
  ] as const)('is its 1er in French: %j', (shape, text) => {
    expect(new DateFormat('fr', shape).format(on('12-01')).replaceAll(/\s/g, ' ')).toBe(text);
  });

  it.each([
    ['fr', 'any other day', '12-02', DAY, '2 décembre'],
    ['fr', 'the eleventh', '12-11', DAY, '11 décembre'],
    ['fr', 'the twenty-first', '12-21', DAY, '21 décembre'],
    ['fr', 'the thirty-first', '12-31', DAY, '31 décembre'],
    ['fr', 'a date in digits', '12-01', { dateStyle: 'short', ...UTC }, '01/12/2026'],
    ['fr', 'a day alone', '12-01', { day: 'numeric', ...UTC }, '1'],
    ['en', 'English', '12-01', DAY, '1 December'],
  ] as const)('%s: nothing else changes: %s', (locale, _what, day, shape, text) => {
    expect(new DateFormat(locale, shape).format(on(day))).toBe(text);
  });

  it('is its 1er in a range as well', () => {
    const format = new DateFormat('fr', { ...DAY, month: 'short', year: 'numeric' });
    const range = (from: string, to: string) =>
      format.formatRange(on(from), on(to)).replaceAll(/\s/g, ' ');
    expect(range('12-01', '12-14')).toBe('1er–14 déc. 2026');
    expect(range('11-30', '12-01')).toBe('30 nov. – 1er déc. 2026');
    expect(range('11-11', '11-21')).toBe('11–21 nov. 2026');
  });
});
