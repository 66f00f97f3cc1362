import { markdownTable } from './markdown-table.ts';

/** A test of a conformance suite, as Vitest reports it. */
export interface ConformanceResult {
  /** The first names the psp last, as in `psp wave`. */
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
}

/** Suites that every psp passes, or every one that pays out. */
const SUITE = /^(?:psp|webhooks of|payouts through) (?<psp>[a-z][a-z0-9-]*)$/;
const MARKS: Readonly<Record<string, string>> = { passed: 'yes', failed: 'NO', skipped: '–' };

/** Psps and what each of them is held to: `–` is what it does not offer. */
export function conformanceTable(results: readonly ConformanceResult[]): string {
  const rows = new Map<string, Map<string, string>>();
  const psps = new Set<string>();
  for (const { ancestorTitles, title, status } of results) {
    const psp = SUITE.exec(ancestorTitles[0] ?? '')?.groups?.['psp'];
    if (psp === undefined) continue;
    psps.add(psp);
    const row = rows.get(title) ?? new Map<string, string>();
    rows.set(title, row.set(psp, MARKS[status] ?? status));
  }
  const columns = [...psps];
  return markdownTable(
    ['', ...columns],
    [...rows].map(([title, marks]) => [title, ...columns.map((psp) => marks.get(psp) ?? '–')]),
  );
}
