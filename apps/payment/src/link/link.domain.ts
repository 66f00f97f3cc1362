import { createHash, randomBytes } from 'node:crypto';
import type { BookingTerms as TermsRow } from '../generated/prisma/client.ts';
import { payUntil } from '../terms/terms.domain.ts';

type LessonState = 'payable' | 'paid' | 'expired' | 'canceled';
export type LinkState = LessonState | 'changed';

type Terms = Pick<TermsRow, 'state' | 'canceled' | 'startsAt' | 'holdExpiresAt'>;

/** @param isPaid whether any payment of the booking has succeeded, which may not have confirmed it yet */
export function lessonState(terms: Terms, isPaid: boolean, now: Date): LessonState {
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

/** From what is to be said first where not all of its lessons stand alike, and none is to be paid. */
const OVER = ['paid', 'expired', 'canceled'] as const;

/**
 * A link asks for all of its lessons or for none: whoever is asked pays what they were shown.
 *
 * @param lessons how each of them stands, at least one
 */
export function linkState(lessons: readonly LessonState[]): LinkState {
  if (lessons.every((state) => state === 'payable')) return 'payable';
  if (lessons.includes('payable')) return 'changed';
  return OVER.find((state) => lessons.includes(state))!;
}

/** 256 random bits: nobody finds a token that has a given hash, and no key is needed. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashOf = (token: string) => createHash('sha256').update(token).digest();
