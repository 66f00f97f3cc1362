import { formatMoney, type Currency, type Locale, type Money } from '@edu/contract-kit';
import { paymentErrors } from '@edu/contracts-payment';
import { checkPhone } from '@edu/identity/phone-number';
import type { NoWallet, PhoneLine, PspCapabilities, Wallet } from '../psp/psp.ts';

/** What wallets of countries hold, of those where people pay by phone (BCEAO, BEAC). */
export const MONEY_OF: Readonly<Record<string, Currency>> = {
  ...{ BF: 'XOF', BJ: 'XOF', CI: 'XOF', GW: 'XOF', ML: 'XOF', NE: 'XOF', SN: 'XOF', TG: 'XOF' },
  ...{ CF: 'XAF', CG: 'XAF', CM: 'XAF', GA: 'XAF', GQ: 'XAF', TD: 'XAF' },
};

/** Where people have a way whose wallets hold the money of a price; null: everywhere. */
export function countriesFor(
  { way: { countries } }: Pick<PspCapabilities, 'way'>,
  { currency }: Money,
): readonly string[] | null {
  return countries && countries.filter((one) => (MONEY_OF[one] ?? currency) === currency);
}

/**
 * A number that may pay a price, as far as its country says.
 *
 * @throws payment.bad_phone, payment.old_phone, payment.phone_elsewhere, none of which repeats the number
 */
export function checkLine(
  given: string,
  capabilities: Pick<PspCapabilities, 'way'>,
  price: Money,
  { now, locale }: { readonly now: Date; readonly locale: Locale },
): PhoneLine {
  const checked = checkPhone(given, now);
  if (checked.kind === 'old') throw paymentErrors.oldPhone({ params: { form: checked.form } });
  if (checked.kind === 'none') throw paymentErrors.badPhone();
  const { phone, country } = checked;
  const ours = countriesFor(capabilities, price);
  if (ours && !ours.includes(country)) {
    throw paymentErrors.phoneElsewhere({ params: { countries: namesOf(ours, locale) } });
  }
  return { phone, country };
}

/**
 * A wallet that takes the price.
 *
 * @throws payment.operator_not_served, payment.operator_down, payment.amount_out_of_bounds
 */
export function checkWallet(found: Wallet | NoWallet, price: Money, locale: Locale): Wallet {
  if ('served' in found) throw notServed(found.served, locale);
  const { operator, bounds, isUp } = found;
  if (!bounds) throw notServed([], locale);
  if (!isUp) throw paymentErrors.operatorDown({ params: { operator } });
  const { amount, currency } = price;
  if (amount < bounds.min || amount > bounds.max) {
    const text = (minor: number) => formatMoney({ amount: minor, currency }, locale);
    const params = { operator, min: text(bounds.min), max: text(bounds.max) };
    throw paymentErrors.amountOutOfBounds({ params });
  }
  return found;
}

const notServed = (served: readonly string[], locale: Locale) =>
  paymentErrors.operatorNotServed({ params: { operators: listOf(served, locale) || '–' } });

export function namesOf(countries: readonly string[], locale: Locale): string {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return listOf(
    countries.map((country) => names.of(country)!).toSorted((a, b) => a.localeCompare(b, locale)),
    locale,
  );
}

export const listOf = (names: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
