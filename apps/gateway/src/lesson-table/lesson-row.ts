import { CURRENCY_EXPONENTS, type Locale } from '@edu/contract-kit';
import type { BookingDetails } from '@edu/contracts-booking';
import { translate, type TextKey } from '@edu/i18n';

export interface RowOptions {
  readonly locale: Locale;
  /** Of the reader: its days and hours are those of the table. */
  readonly zone: string;
  readonly labelOf: (subject: string | null) => string | undefined;
}

const MINUTE_MS = 60_000;

const COLUMNS = [
  ...['date', 'start', 'end', 'minutes', 'subject', 'provider', 'learner', 'mode', 'state'],
  ...['price', 'currency', 'booking'],
] as const;

/** What the columns are called; the zone is beside the hours, which mean nothing without it. */
export function headerOf({ locale, zone }: RowOptions): string[] {
  return COLUMNS.map((column) => translate(locale, `table.${column}` as TextKey, { zone }));
}

/** A lesson as a line of a table, with the date as spreadsheets of every language read it. */
export function rowOf(lesson: BookingDetails, options: RowOptions): (string | number)[] {
  const { locale, zone, labelOf } = options;
  const { id, startsAt, endsAt, subject, providerName, learnerName, mode, state, price } = lesson;
  const [start, end] = [clockOf(startsAt, zone), clockOf(endsAt, zone)];
  return [
    start.date,
    start.time,
    end.time,
    (Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE_MS,
    labelOf(subject) ?? subject ?? '',
    providerName ?? '',
    learnerName ?? '',
    translate(locale, mode === 'online' ? 'table.online' : 'table.inPerson'),
    stateText(state, locale),
    price.amount / 10 ** CURRENCY_EXPONENTS[price.currency],
    price.currency,
    id,
  ];
}

const KNOWN = new Set([
  ...['requested', 'proposed', 'pending', 'confirmed', 'completed', 'no_show', 'expired'],
  ...['declined', 'canceled', 'refunded'],
]);

/** A state that came later than this gateway says its own name. */
const stateText = (state: string, locale: Locale): string =>
  KNOWN.has(state) ? translate(locale, `lessons.state.${state}` as TextKey) : state;

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function clockOf(at: string, zone: string): { date: string; time: string } {
  let format = FORMATS.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    FORMATS.set(zone, format);
  }
  const [date = '', time = ''] = format.format(new Date(at)).split(' ');
  return { date, time };
}
