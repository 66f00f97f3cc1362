import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/** What a number in E.164 is by the numbering plan of its country. */
export type PhoneCheck =
  | { readonly kind: 'mobile'; readonly phone: string; readonly country: string }
  /** A form that its country has given up; `form` begins today's. */
  | { readonly kind: 'old'; readonly form: string }
  | { readonly kind: 'none' };

interface OldPlan {
  /** The day of the new plan, as the regulator of the country says. */
  readonly since: string;
  readonly shape: RegExp;
  /** What stands in front of the digits that the shape keeps, where that is the same for everybody. */
  readonly front?: string;
  /** How today's numbers begin. */
  readonly form: string;
}

/**
 * Forms that countries have given up. Where the new digits follow from the old ones the number is
 * known and converted; where they depend on more than that, its owner is asked. A new plan is a row here, released
 * before its day: libphonenumber knows the new form, and may go on taking the old one for years.
 *
 * Sources: ARCEP Bénin, plan of 30 November 2024; ARTCI (Côte d'Ivoire), plan of 31 January 2021, where
 * numbers had been ported between operators; ARCEP Gabon, plan of 16 November 2019, after whose end on 6 April
 * 2024 the old form reaches nobody, with its zero or without.
 */
const OLD_PLANS: readonly OldPlan[] = [
  { since: '2024-11-30', shape: /^\+229(\d{8})$/, front: '+22901', form: '+229 01' },
  { since: '2021-01-31', shape: /^\+225\d{8}$/, form: '+225 01, 05, 07' },
  { since: '2019-11-16', shape: /^\+2410?([256]\d{6})$/, front: '+2416', form: '+241 6' },
  { since: '2019-11-16', shape: /^\+2410?([47]\d{6})$/, front: '+2417', form: '+241 7' },
  { since: '2019-11-16', shape: /^\+241(0\d{7}|\d{7})$/, form: '+241 6, 7' },
];

/** One line has one canonical number, in whichever form it was given. */
export function checkPhone(given: string, at: Date): PhoneCheck {
  const today = at.toISOString();
  const old = OLD_PLANS.find(({ since, shape }) => since <= today && shape.test(given));
  if (old && !old.front) return { kind: 'old', form: old.form };
  const phone = old?.front ? given.replace(old.shape, `${old.front}$1`) : given;
  const parsed = parsePhoneNumberFromString(phone);
  // Satellites, premium rates and services have no country, or are no mobile numbers of one.
  if (!parsed?.country || !parsed.isValid() || parsed.ext) return { kind: 'none' };
  return { kind: 'mobile', phone: parsed.number, country: parsed.country };
}

/** The country of a number that has passed the check. */
export function countryOf(phone: string): string {
  return parsePhoneNumberFromString(phone)?.country ?? 'unknown';
}
