import { z } from 'zod';
import { fieldRule } from './field-error.ts';

/** ISO 3166-1 alpha-2, all that are officially assigned. */
const COUNTRIES: ReadonlySet<string> = new Set(
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
   BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
   ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
   HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
   LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
   NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
   SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
   UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/),
);

/** A country that exists: ISO 3166-1 alpha-2. */
export const CountryCode = z
  .string()
  .trim()
  .toUpperCase()
  .length(2)
  .refine((code) => COUNTRIES.has(code), fieldRule('unknown_country'))
  .meta({ description: 'Country (ISO 3166-1 alpha-2).', examples: ['CI'] });

/** An IANA time zone that this runtime knows, as in `Africa/Abidjan`; an offset is none. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, fieldRule('unknown_time_zone'))
  .meta({ description: 'IANA time zone.', examples: ['Africa/Abidjan'] });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}

export const GeoPoint = z
  .strictObject({
    lat: z
      .number()
      .min(-90)
      .max(90)
      .meta({ description: 'Degrees north.', examples: [5.36] }),
    lng: z
      .number()
      .min(-180)
      .max(180)
      .meta({ description: 'Degrees east.', examples: [-3.99] }),
  })
  .meta({ id: 'GeoPoint', description: 'A place on Earth (WGS 84).' });
