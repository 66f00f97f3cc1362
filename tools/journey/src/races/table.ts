import { markdownTable } from '../markdown-table.ts';
import type { RaceOutcome, RaceRow } from './race-row.ts';

export interface TableLine {
  readonly row: Pick<RaceRow, 'name' | 'scenario'>;
  readonly outcome: RaceOutcome;
  readonly seconds: number;
}

const HEAD = ['what', 'scenario', 'tries', 'done', 'refused', '5xx', 'other', 'holds', ''];

/** As Markdown, to be kept. */
export function tableOf(lines: readonly TableLine[]): string {
  const cells = lines.map(({ row, outcome }) => {
    const { tries, won, refused, serverErrors, other, holds, note = '' } = outcome;
    const numbers = [tries, won, refused, serverErrors, other].map(String);
    return [row.name, row.scenario, ...numbers, holds ? 'yes' : 'NO', note];
  });
  return markdownTable(HEAD, cells);
}
