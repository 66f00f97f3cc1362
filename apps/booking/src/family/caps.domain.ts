import { fieldError, type FieldError, type Money } from '@edu/contract-kit';

/** What may be booked for a child without a parent’s word; null for no limit. */
export interface Caps {
  /** IANA zone in which hours and months are counted. */
  readonly zone: string;
  readonly monthly: Money | null;
  readonly providers: readonly string[] | null;
  readonly hours: { readonly from: string; readonly to: string } | null;
}

export interface Wanted {
  readonly providerId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly price: Money;
}

type Time = Pick<Wanted, 'startsAt' | 'endsAt'>;

/** Which caps a lesson is beyond: none where it may be booked. @param spent in the month, minor units */
export function beyond(caps: Caps, wanted: Wanted, spent: bigint): FieldError[] {
  const { monthly, providers } = caps;
  const { providerId, price } = wanted;
  const errors: FieldError[] = [];
  if (providers && !providers.includes(providerId)) {
    errors.push(fieldError('/providerId', 'cap_providers'));
  }
  errors.push(...beyondHours(caps, wanted));
  if (monthly && !fits(monthly, price, spent)) {
    errors.push(fieldError('/learnerId', 'cap_monthly'));
  }
  return errors;
}

/** The same of its time alone, where its money and its people are as they were. */
export function beyondHours(
  { zone, hours }: Pick<Caps, 'zone' | 'hours'>,
  time: Time,
): FieldError[] {
  if (!hours || isWithin(hours, zone, time)) return [];
  return [fieldError('/startsAt', 'cap_hours', hours)];
}

/** Amounts of other currencies cannot be compared: a parent decides. */
function fits({ amount, currency }: Money, price: Money, spent: bigint): boolean {
  return price.currency === currency && spent + BigInt(price.amount) <= BigInt(amount);
}

/** A lesson that goes on into the next day is within no hours. */
function isWithin({ from, to }: NonNullable<Caps['hours']>, zone: string, wanted: Time): boolean {
  const [start, end] = [local(wanted.startsAt, zone), local(wanted.endsAt, zone)];
  const endsAtMidnight = time(end) === '00:00' && end.toPlainDate().equals(tomorrow(start));
  const sameDay = endsAtMidnight || start.toPlainDate().equals(end.toPlainDate());
  return sameDay && from <= time(start) && (endsAtMidnight ? '24:00' : time(end)) <= to;
}

/** The calendar month of an instant in a zone, `[from, until)`. */
export function monthOf(at: Date, zone: string): { from: Date; until: Date } {
  const first = local(at, zone).with({ day: 1 }).startOfDay();
  return { from: toDate(first), until: toDate(first.add({ months: 1 }).startOfDay()) };
}

const local = (at: Date, zone: string) =>
  Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(zone);
const time = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' });
const tomorrow = (at: Temporal.ZonedDateTime) => at.toPlainDate().add({ days: 1 });
const toDate = (at: Temporal.ZonedDateTime) => new Date(at.epochMilliseconds);
