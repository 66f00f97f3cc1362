import { countryOfZone } from '../../island/country-of-zone.ts';

/** Where codes are sent to by SMS: dialling code, and what is not dialled after it. */
const PLANS: Readonly<Record<string, { readonly code: string; readonly trunk?: string }>> = {
  BJ: { code: '229' },
  BF: { code: '226' },
  CM: { code: '237' },
  CF: { code: '236' },
  CG: { code: '242' },
  CD: { code: '243', trunk: '0' },
  CI: { code: '225' },
  GA: { code: '241', trunk: '0' },
  GM: { code: '220' },
  GH: { code: '233', trunk: '0' },
  GN: { code: '224' },
  GQ: { code: '240' },
  GW: { code: '245' },
  ML: { code: '223' },
  MR: { code: '222' },
  NE: { code: '227' },
  NG: { code: '234', trunk: '0' },
  SN: { code: '221' },
  SL: { code: '232', trunk: '0' },
  TD: { code: '235' },
  TG: { code: '228' },
  BE: { code: '32', trunk: '0' },
  CA: { code: '1', trunk: '1' },
  CH: { code: '41', trunk: '0' },
  DE: { code: '49', trunk: '0' },
  ES: { code: '34' },
  FR: { code: '33', trunk: '0' },
  GB: { code: '44', trunk: '0' },
  IT: { code: '39' },
  LU: { code: '352' },
  MA: { code: '212', trunk: '0' },
  NL: { code: '31', trunk: '0' },
  PT: { code: '351' },
  TN: { code: '216' },
  US: { code: '1', trunk: '1' },
};

export const PHONE_COUNTRIES = Object.keys(PLANS);

/** The country whose numbers people in a zone most likely have. */
export const numbersOfZone = (zone: string): string => countryOfZone(zone) ?? 'CI';

export const dialCode = (country: string): string => `+${PLANS[country]?.code ?? ''}`;

/**
 * A number as people write it, in the form that the API takes (E.164). One that begins with `+` or
 * `00` names its country itself. Whether such a number exists the API says.
 *
 * @param typed `07 01 02 03 04`, `+33 6 12 34 56 78`
 * @param country whose numbers need no code here (ISO 3166-1)
 */
export function internationalNumber(typed: string, country: string): string {
  const digits = typed.normalize('NFKC').replace(/[^\d+]/g, '');
  const whole = digits.replace(/^00/, '+');
  if (whole.startsWith('+')) return whole;
  const { code = '', trunk } = PLANS[country] ?? {};
  const rest = trunk && whole.startsWith(trunk) ? whole.slice(trunk.length) : whole;
  return `+${code}${rest}`;
}

/** `+2250701020304` → `+225 07 01 02 03 04`, in pairs from the right as most of these countries write. */
export function readableNumber(phone: string): string {
  const codes = Object.values(PLANS).map(({ code }) => code);
  const code = codes
    .filter((known) => phone.startsWith(`+${known}`))
    .sort((a, b) => b.length - a.length)[0];
  if (!code) return phone;
  const pairs = phone.slice(code.length + 1).replace(/\B(?=(\d{2})+$)/g, '\u00a0');
  return `+${code}\u00a0${pairs}`;
}
