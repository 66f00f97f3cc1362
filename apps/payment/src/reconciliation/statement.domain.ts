import { Currency, CURRENCY_EXPONENTS, Id } from '@edu/contract-kit';
import type { PspMovement } from '../psp/psp-movement.ts';
import type { StatementDialect } from '../psp/statement-dialect.ts';
import { csvLines, type CsvLine } from './csv.ts';

/** Why a statement cannot be read. */
export type StatementFault = 'no_header' | 'bad_ref' | 'bad_date' | 'bad_amount' | 'bad_currency';

/** A statement that is not what its dialect says. */
export class BadStatement extends Error {
  override readonly name = 'BadStatement';
  readonly fault: StatementFault;
  /** From 1. */
  readonly line: number;

  constructor(fault: StatementFault, line: number) {
    super(`${fault} in line ${line}`);
    this.fault = fault;
    this.line = line;
  }
}

/** A part of a statement. */
export interface StatementPart {
  readonly movements: readonly PspMovement[];
  /** The line that names its columns, for the parts after it. */
  readonly header: string;
}

/**
 * What a part of an operator's statement says that moved.
 *
 * @param header of the parts before it; undefined for the first one, which has it
 * @throws BadStatement
 */
export function readStatement(
  text: string,
  dialect: StatementDialect,
  header?: string,
): StatementPart {
  const { separator } = dialect;
  const [known] = header === undefined ? [] : csvLines(header, separator);
  let named = known;
  let columns = known && columnsOf(known, dialect);
  let last = 1;
  const movements: PspMovement[] = [];
  for (const line of csvLines(text, separator)) {
    last = line.number;
    if (!columns) {
      columns = columnsOf(line, dialect);
      named = line;
    } else if (line.cells.join() !== named!.cells.join()) {
      movements.push(...movementOf(line, columns, dialect));
    }
  }
  if (!columns) throw new BadStatement('no_header', last);
  return { movements, header: header ?? named!.cells.map(quoted).join(separator) };
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

type Columns = ReadonlyMap<string, number>;

/** Where each column is; undefined when the line is not the one that names them. */
function columnsOf({ cells }: CsvLine, { columns }: StatementDialect): Columns | undefined {
  const places = new Map(cells.map((name, index) => [name.trim().toLowerCase(), index]));
  const { amount, currency, at, ...names } = columns;
  const wanted = [
    ...Object.values(names),
    ...(typeof amount === 'string' ? [amount] : [amount.in, amount.out]),
    ...(typeof currency === 'string' ? [currency] : []),
    ...(typeof at === 'string' ? [at] : at),
  ];
  return wanted.every((name) => places.has(name.toLowerCase())) ? places : undefined;
}

function* movementOf(
  line: CsvLine,
  places: Columns,
  dialect: StatementDialect,
): Generator<PspMovement> {
  const { columns, states } = dialect;
  const cell = (name: string) => (line.cells[places.get(name.toLowerCase())!] ?? '').trim();
  const [signed, way] = amountOf(columns.amount, cell);
  const word = columns.kind === undefined ? undefined : cell(columns.kind);
  const kind = word === undefined ? way : wordOf(dialect.kinds, word);
  if (!kind) return;
  const ref = cell(columns.ref);
  if (!/^[\x21-\x7e]{1,255}$/.test(ref)) throw new BadStatement('bad_ref', line.number);
  const currency =
    typeof columns.currency === 'string' ? cell(columns.currency) : columns.currency.always;
  if (!/^[A-Za-z]{3}$/.test(currency)) throw new BadStatement('bad_currency', line.number);
  const amount = minorUnits(signed, currency.toUpperCase(), dialect.decimals);
  if (amount === undefined || amount === 0n) throw new BadStatement('bad_amount', line.number);
  const at = instantOf(
    typeof columns.at === 'string' ? cell(columns.at) : columns.at.map(cell).join(' '),
    dialect,
  );
  if (!at) throw new BadStatement('bad_date', line.number);
  const named = columns.intentRef === undefined ? null : cell(columns.intentRef) || null;
  yield {
    kind,
    ref,
    intentRef: dialect.refIsIntent && kind === 'payment' ? ref : named,
    ownId: (columns.ownId && Id.safeParse(cell(columns.ownId)).data) || null,
    state:
      columns.state === undefined
        ? 'succeeded'
        : (wordOf(states, cell(columns.state)) ?? 'pending'),
    sum: { amount, currency: currency.toUpperCase() },
    at,
  };
}

/** The amount as it is written, and which way it went by that. */
function amountOf(
  column: StatementDialect['columns']['amount'],
  cell: (name: string) => string,
): [text: string, way: PspMovement['kind']] {
  if (typeof column === 'string') {
    const text = cell(column);
    return [text, /^[-−(]/.test(text) ? 'refund' : 'payment'];
  }
  const came = cell(column.in);
  return /[1-9]/.test(came) ? [came, 'payment'] : [cell(column.out), 'refund'];
}

/** Operators write the same word in different cases. */
function wordOf<T>(words: Readonly<Record<string, T>>, word: string): T | undefined {
  const wanted = word.toLowerCase();
  return Object.entries(words).find(([known]) => known.toLowerCase() === wanted)?.[1];
}

/** Without its sign; undefined when it is no amount of this currency. */
function minorUnits(text: string, currency: string, decimals: '.' | ','): bigint | undefined {
  // Thousands are apart by spaces of all kinds, or by the sign that the decimals do not have.
  const thousands = decimals === '.' ? /[\s\u00a0\u202f,]/g : /[\s\u00a0\u202f.]/g;
  const bare = text.replace(/^[-−+(]|\)$/g, '').replace(thousands, '');
  const [, whole, part = ''] = /^(\d{1,15})(?:[.,](\d*))?$/.exec(bare) ?? [];
  if (whole === undefined) return undefined;
  const known = Currency.safeParse(currency).data;
  const exponent = known ? CURRENCY_EXPONENTS[known] : 2;
  if (/[1-9]/.test(part.slice(exponent))) return undefined;
  return BigInt(whole + part.slice(0, exponent).padEnd(exponent, '0'));
}

const WRITTEN = {
  iso: /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ](?<time>\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?)(?<offset>Z|[+-]\d\d:?\d\d)?)?$/,
  'dd/mm/yyyy': /^(?<day>\d\d)\/(?<month>\d\d)\/(?<year>\d{4})(?: (?<time>\d\d:\d\d(?::\d\d)?))?$/,
};

function instantOf(text: string, { dates, zone }: StatementDialect): Date | undefined {
  const { year, month, day, time = '00:00', offset } = WRITTEN[dates].exec(text)?.groups ?? {};
  if (!year) return undefined;
  const written = `${year}-${month}-${day}T${time}`;
  try {
    const instant = offset
      ? Temporal.Instant.from(written + offset)
      : Temporal.PlainDateTime.from(written).toZonedDateTime(zone).toInstant();
    return new Date(instant.epochMilliseconds);
  } catch {
    return undefined; // a day that there is not
  }
}
