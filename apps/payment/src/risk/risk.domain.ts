import { createHmac } from 'node:crypto';
import type { Payer } from '../psp/psp.ts';

/** What the rules see of a payment besides its amount and what the database counts. */
export interface RiskFacts {
  /** Of the phone number that is to pay; null where none is, or numbers are not counted. */
  readonly number: Uint8Array | null;
  /** The country of that number and the one that the request came from, where they differ. */
  readonly elsewhere: readonly [string, string] | null;
  /** How old the payer's account is; null where its id does not say. */
  readonly ageMinutes: number | null;
}

interface Asked {
  readonly payerId: string;
  /** With the country of their number, as `checkLine` says it; null where no number pays. */
  readonly payer: Payer | null;
  /** The country that the request came from, where it is known. */
  readonly from: string | undefined;
}

/** @param secret undefined: numbers are not counted */
export function riskFacts(
  { payerId, payer, from }: Asked,
  secret: string | undefined,
  now: Date,
): RiskFacts {
  const { phone } = payer ?? {};
  return {
    number: secret && phone ? digestOfNumber(secret, phone) : null,
    elsewhere: elsewhere(payer ?? {}, from),
    ageMinutes: ageMinutes(payerId, now),
  };
}

const MINUTE_MS = 60_000;
const VERSION_AT = 14;

/** Ids of accounts are of version 7, and say when they were made. */
export function ageMinutes(userId: string, now: Date): number | null {
  if (userId[VERSION_AT] !== '7') return null;
  const madeAt = Number.parseInt(userId.replaceAll('-', '').slice(0, 12), 16);
  return Math.max(0, Math.floor((now.getTime() - madeAt) / MINUTE_MS));
}

/**
 * @param payer with the country of their number, as `checkLine` says it
 * @param from where the request came from; undefined where nobody knows
 */
export function elsewhere(
  { phone, country }: Payer,
  from: string | undefined,
): RiskFacts['elsewhere'] {
  return phone && country && from && country !== from ? [country, from] : null;
}

/**
 * @param psp whose word for the card it is: that of another one may be the same by chance
 * @param card what the psp knows it by
 */
export const digestOfCard = (secret: string, psp: string, card: string): Uint8Array =>
  createHmac('sha256', secret).update(`payer card ${psp} ${card}`).digest();

/** Numbers are few enough to be tried out: without the secret nobody finds one by its digest. */
export const digestOfNumber = (secret: string, phone: string): Uint8Array =>
  createHmac('sha256', secret).update(`payer number ${phone}`).digest();
