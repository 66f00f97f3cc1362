import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of a table', () => {
  it('quotes what would end a cell or a line', () => {
    expect(csvLine(['Koné', 'a,b', 'say "oui"', 'two\r\nlines', '', 5_000])).toBe(
      'Koné,"a,b","say ""oui""","two\r\nlines",,5000\r\n',
    );
  });

  it.each(['=1+1', '+33 1', '-2', '@SUM(A1)', '\tx', '\rx', ' =1', '\u00A0=1', '＝1', '\n=1'])(
    'lets no text be a formula: %j',
    (text) => {
      expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('leaves numbers and usual texts as they are', () => {
    expect(csvLine([-5, 12.5, 'Jean-Paul', "N'Dri", 'a=b', 'awa@example.test'])).toBe(
      "-5,12.5,Jean-Paul,N'Dri,a=b,awa@example.test\r\n",
    );
  });

  it('lets a formula be none inside quotes either', () => {
    expect(csvLine(['=HYPERLINK("https://evil.test","x")'])).toBe(
      `"'=HYPERLINK(""https://evil.test"",""x"")"\r\n`,
    );
  });
});
