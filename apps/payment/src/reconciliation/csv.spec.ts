import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLines } from './csv.ts';

const read = (text: string, separator = ',') => [...csvLines(text, separator)];

it('reads lines with their numbers, and passes empty ones over', () => {
  expect(read('a,b\r\n\r\n1,\n , \n2,3')).toEqual([
    { number: 1, cells: ['a', 'b'] },
    { number: 3, cells: ['1', ''] },
    { number: 5, cells: ['2', '3'] },
  ]);
});

it('reads quoted cells, with all that may be in them', () => {
  expect(read('\uFEFF"a;b";"say ""yes""";"two\nlines"\nnext;"";c', ';')).toEqual([
    { number: 1, cells: ['a;b', 'say "yes"', 'two\nlines'] },
    { number: 3, cells: ['next', '', 'c'] },
  ]);
});

it('reads whatever was written', () => {
  const cell = fc.string().map((text) => text.replaceAll('\r', ''));
  const lines = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(lines, (written) => {
      const text = written.map((cells) => cells.map(quoted).join(',')).join('\n');
      const shown = written.filter((cells) => cells.some((one) => one.trim() !== ''));
      expect(read(text).map(({ cells }) => cells)).toEqual(shown);
    }),
  );
});
