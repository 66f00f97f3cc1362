import { createHash, randomBytes } from 'node:crypto';
import type { BookingTerms as TermsRow } from '../generated/prisma/client.ts';
import { payUntil } from '../terms/terms.domain.ts';

export type LinkState = 'payable' | 'paid' | 'expired' | 'canceled';

type Terms = Pick<TermsRow, 'state' | 'canceled' | 'startsAt' | 'holdExpiresAt'>;

/** @param isPaid whether any payment of the booking has succeeded, which may not have confirmed it yet */
export function linkState(terms: Terms, isPaid: boolean, now: Date): LinkState {
  switch (terms.state) {
    case 'confirmed':
      return 'paid';
    case 'pending':
      if (isPaid) return 'paid';
      return now < payUntil(terms) ? 'payable' : 'expired';
    default:
      return terms.canceled ? 'canceled' : 'expired';
  }
}

/** 256 random bits: nobody finds a token that has a given hash, and no key is needed. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashOf = (token: string) => createHash('sha256').update(token).digest();
