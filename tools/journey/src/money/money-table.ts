import { markdownTable } from '../markdown-table.ts';
import type { Counted } from './lesson.ts';
import type { MoneyFault } from './money-check.ts';
import type { MoneyVerdict } from './money-oracle.ts';
import type { Rail } from './rail.ts';

const KINDS = ['twice', 'lost', 'open', 'unbalanced'] as const satisfies readonly MoneyFault[];
export interface MoneyLine {
  readonly row: string;
  /** Payments, or payouts, at each psp; undefined where the fault does not exist. */
  readonly payments: ReadonlyMap<string, number | undefined>;
  /** What was wrong, by psp. */
  readonly wrong: Readonly<Record<MoneyFault, readonly string[]>>;
}

/** What was found, in the line and at the psp of the lesson or of the payout that it is about. */
export function linesOf(
  ran: readonly { readonly row: string; readonly rails: readonly Rail[] }[],
  counted: readonly Counted[],
  verdicts: readonly MoneyVerdict[],
): MoneyLine[] {
  const byId = new Map(counted.map((one) => [one.id, one]));
  const found = verdicts.flatMap(({ kind, found: things }) =>
    things.map(({ of }) => ({ kind, about: of ? byId.get(of) : undefined })),
  );
  const wrongIn = (row: string | undefined) => (kind: MoneyFault) =>
    found
      .filter((one) => one.kind === kind && one.about?.row === row)
      .map(({ about }) => about?.rail.psp ?? 'all');
  const line = (row: string, wrong: (kind: MoneyFault) => string[], rails: readonly Rail[]) => ({
    row,
    payments: new Map(
      rails.map(({ psp }) => [
        psp,
        counted.filter((one) => one.row === row && one.rail.psp === psp).length,
      ]),
    ),
    wrong: {
      ...{ twice: wrong('twice'), lost: wrong('lost') },
      ...{ open: wrong('open'), unbalanced: wrong('unbalanced') },
    },
  });
  return [
    ...ran.map(({ row, rails }) => line(row, wrongIn(row), rails)),
    line('what belongs to none of these', wrongIn(undefined), []),
  ];
}

/** As Markdown, to be kept. */
export function moneyTableOf(psps: readonly string[], lines: readonly MoneyLine[]): string {
  const head = ['what goes wrong', ...psps, ...KINDS];
  const cells = lines.map(({ row, payments, wrong }) => [
    row,
    ...psps.map((psp) => String(payments.get(psp) ?? '–')),
    ...KINDS.map((kind) => counted(wrong[kind])),
  ]);
  const sums = [
    'all',
    ...psps.map((psp) =>
      String(lines.reduce((sum, line) => sum + (line.payments.get(psp) ?? 0), 0)),
    ),
    ...KINDS.map((kind) => String(lines.reduce((sum, line) => sum + line.wrong[kind].length, 0))),
  ];
  return markdownTable(head, [...cells, sums]);
}

/** `0`, or how many of which psps. */
function counted(psps: readonly string[]): string {
  if (psps.length === 0) return '0';
  const names = [...new Set(psps)].map(
    (psp) => `${psps.filter((one) => one === psp).length} ${psp}`,
  );
  return names.join(', ');
}
