/** From which age on a child agrees to the use of its data, and whether its parents agree as well. */
interface Law {
  readonly age: number;
  /** Below that age both agree, the child and a parent; elsewhere a parent does. */
  readonly joint?: boolean;
}

/**
 * Article 8 of the GDPR lets each country choose from 13 to 16. Where no age is known here a child
 * agrees for itself once it is of age: that asks for more than any law, never for less.
 */
const LAWS: Readonly<Record<string, Law>> = {
  // Article 45 of the law "informatique et libertés".
  FR: { age: 15, joint: true },
  BE: { age: 13 },
  DE: { age: 16 },
  ES: { age: 14 },
  IE: { age: 16 },
  IT: { age: 14 },
  LU: { age: 16 },
  NL: { age: 16 },
  PT: { age: 13 },
  // Data Protection Act 2018, section 9.
  GB: { age: 13 },
  // Law 25 of Québec; the other provinces have no fixed age.
  CA: { age: 14 },
  // COPPA.
  US: { age: 13 },
};
const UNKNOWN: Law = { age: 18 };

/** @param country ISO 3166-1 alpha-2 */
export const consentLaw = (country: string): Law => LAWS[country] ?? UNKNOWN;
