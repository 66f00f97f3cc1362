import type { PhoneLine } from '../psp.ts';
import type { Country } from './countries.ts';

interface Operator {
  /** As CinetPay calls it. */
  readonly method: string;
  /** As people do. */
  readonly brand: string;
  /** How the national numbers begin that it was given. */
  readonly starts: RegExp;
}

const OPERATORS: Readonly<Partial<Record<Country, readonly Operator[]>>> = {
  CI: [
    { method: 'OM_CI', brand: 'Orange Money', starts: /^07/ },
    { method: 'MTN_CI', brand: 'MTN Mobile Money', starts: /^05/ },
    { method: 'MOOV_CI', brand: 'Moov Money', starts: /^01/ },
  ],
  SN: [
    { method: 'OM_SN', brand: 'Orange Money', starts: /^7[78]/ },
    { method: 'FREE_SN', brand: 'Free Money', starts: /^76/ },
  ],
  CM: [
    { method: 'OM_CM', brand: 'Orange Money', starts: /^6(9|5[5-9])/ },
    { method: 'MTN_CM', brand: 'MTN Mobile Money', starts: /^6(7|5[0-4])/ },
  ],
};
const CALLING_CODES: Readonly<Partial<Record<Country, string>>> = {
  CI: '+225',
  SN: '+221',
  CM: '+237',
};

/**
 * CinetPay wants to know whose wallet a number is, and does not say. Numbers whose owners took them along to another
 * operator are sent where they are not found, and come back. In other countries the plan is not known for certain, and
 * nobody is paid there.
 */
export const operatorsIn = (country: Country): readonly Operator[] => OPERATORS[country] ?? [];

/** @returns undefined for a number of another country, or of nobody that is known */
export function operatorOf({ phone }: Pick<PhoneLine, 'phone'>, country: Country) {
  const code = CALLING_CODES[country];
  if (!code || !phone.startsWith(code)) return undefined;
  const national = phone.slice(code.length);
  return operatorsIn(country).find(({ starts }) => starts.test(national));
}
