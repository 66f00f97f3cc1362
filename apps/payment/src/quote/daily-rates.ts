import { readFile } from 'node:fs/promises';
import { Currency } from '@edu/contract-kit';
import { microsOf, type EuroRate } from './rate.domain.ts';

/** Over a long weekend the last working day's rates are those that there are. */
const GOOD_FOR_MS = 5 * 86_400_000;

export type DailyRates = ReadonlyMap<Currency, EuroRate>;

/**
 * The reference rates of a day, as the European Central Bank publishes them (`eurofxref-daily.xml` or
 * `eurofxref.csv`): what one euro is in each currency.
 *
 * @throws Error when it is neither
 */
export function parseDailyRates(text: string): DailyRates {
  const rows = text.trimStart().startsWith('<') ? fromXml(text) : fromCsv(text);
  const at = new Date(`${rows.day} 15:00Z`);
  if (Number.isNaN(at.getTime())) throw new Error('the file of rates has no day');
  const expiresAt = new Date(at.getTime() + GOOD_FOR_MS);
  const known = rows.rates.flatMap(([name, rate]) => {
    const currency = Currency.safeParse(name);
    const micros = microsOf(rate);
    if (!currency.success || micros === undefined) return [];
    return [[currency.data, { micros, source: 'ecb', at, expiresAt }] as const];
  });
  if (known.length === 0) throw new Error('the file of rates has none that we know');
  return new Map(known);
}

interface Rows {
  readonly day: string;
  readonly rates: readonly (readonly [currency: string, rate: string])[];
}

function fromXml(xml: string): Rows {
  const [, day = ''] = /<Cube\s+time=["'](\d{4}-\d{2}-\d{2})["']/.exec(xml) ?? [];
  const cells = xml.matchAll(/<Cube\s+currency=["'](\w{3})["']\s+rate=["']([\d.]+)["']/g);
  return { day, rates: [...cells].map(([, currency, rate]) => [currency!, rate!] as const) };
}

/** Two lines: what the columns are, and their values; `27 November 2026, 1.0845, …`. */
function fromCsv(csv: string): Rows {
  const [head = [], values = []] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.trim()));
  const rates = head.slice(1).map((name, index) => [name, values[index + 1] ?? ''] as const);
  return { day: values[0] ?? '', rates };
}

/** The text of a file, or of an address of the web. */
export async function readRates(url: URL, timeoutMs: number): Promise<string> {
  if (url.protocol === 'file:') return readFile(url, 'utf8');
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) throw new Error(`${url.host} answered ${answer.status}`);
  return answer.text();
}
