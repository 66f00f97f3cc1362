import type { Currency } from '@edu/contract-kit';

export interface City {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IANA. */
  readonly timeZone: string;
  readonly currency: Currency;
}

/** Where the demo providers live. */
export const CITIES = {
  abidjan: { name: 'Abidjan', country: 'CI', timeZone: 'Africa/Abidjan', currency: 'XOF' },
  dakar: { name: 'Dakar', country: 'SN', timeZone: 'Africa/Dakar', currency: 'XOF' },
  douala: { name: 'Douala', country: 'CM', timeZone: 'Africa/Douala', currency: 'XAF' },
  yaounde: { name: 'Yaoundé', country: 'CM', timeZone: 'Africa/Douala', currency: 'XAF' },
  lome: { name: 'Lomé', country: 'TG', timeZone: 'Africa/Lome', currency: 'XOF' },
  cotonou: { name: 'Cotonou', country: 'BJ', timeZone: 'Africa/Porto-Novo', currency: 'XOF' },
  paris: { name: 'Paris', country: 'FR', timeZone: 'Europe/Paris', currency: 'EUR' },
  montreal: { name: 'Montréal', country: 'CA', timeZone: 'America/Toronto', currency: 'CAD' },
} as const satisfies Record<string, City>;

export type CityId = keyof typeof CITIES;
