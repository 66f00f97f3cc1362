import { expect, it } from 'vitest';
import { conformanceTable } from './conformance-table.ts';

const result = (suite: string, title: string, status: string) => ({
  ...{ ancestorTitles: [suite], title, status },
});

it('has a column for each psp, a row for each case, and what one does not offer', () => {
  const table = conformanceTable([
    result('psp wave', 'opens an intent', 'passed'),
    result('psp wave', 'refunds once', 'failed'),
    result('psp orange-money', 'opens an intent', 'passed'),
    result('psp orange-money', 'refunds once', 'skipped'),
    result('payouts through wave', 'pays out once', 'passed'),
    result('something else', 'of no psp', 'passed'),
  ]);
  expect(table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))).toEqual([
    ['', '', 'wave', 'orange-money', ''],
    ['', expect.stringMatching(/^-+$/), '----', '------------', ''],
    ['', 'opens an intent', 'yes', 'yes', ''],
    ['', 'refunds once', 'NO', '–', ''],
    ['', 'pays out once', 'yes', '–', ''],
  ]);
});
