import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/** What a number in E.164 is by the numbering plan of its country. */
export type PhoneCheck =
  | { readonly kind: 'mobile'; readonly phone: string; readonly country: string }
  /** A form that its country has given up; `form` begins today's. */
  | { readonly kind: 'old'; readonly form: string }
  | { readonly kind: 'none' };

/**
 * Plans that grew by two digits in front of the eight of before. Where the two are the same for
 * everybody the number is known and converted; where they depend on the operator, its owner says.
 *
 * Sources: ARTCI, new plan of 31 January 2021; ARCEP Bénin, new plan of 30 November 2024.
 */
const OLD_PLANS: readonly {
  readonly shape: RegExp;
  readonly front?: string;
  readonly form: string;
}[] = [
  { shape: /^\+229(\d{8})$/, front: '+22901', form: '+229 01' },
  { shape: /^\+225\d{8}$/, form: '+225 01, 05, 07' },
];

/** One line has one canonical number, in whichever form it was given. */
export function checkPhone(given: string): PhoneCheck {
  const old = OLD_PLANS.find(({ shape }) => shape.test(given));
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
