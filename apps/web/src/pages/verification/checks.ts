import { profileBeginKycDocument, profileDecideKycCase } from '@edu/client/fields';
import type { Locale } from '@edu/contract-kit';
import { dateFormat, deviceZone } from '@edu/ui';

/** What there are words for; a later release may name more. */
export const CHECKS = profileBeginKycDocument['/check'].options;
export type Check = (typeof CHECKS)[number];
export const PIECES = profileBeginKycDocument['/piece'].options;
export type Piece = (typeof PIECES)[number];
export const REJECTIONS = profileDecideKycCase['/decision/reason'].options;

export const knownCheck = (name: string): Check | undefined => CHECKS.find((one) => one === name);
export const knownPiece = (name: string): Piece | undefined => PIECES.find((one) => one === name);
/** For the texts of rejections. */
export const rejectionOf = (reason: string | null) =>
  REJECTIONS.find((one) => one === reason) ?? ('other' as const);

/** A day with its year, where the reader is. */
export const dayText = (instant: string, locale: Locale): string =>
  dateFormat(locale, deviceZone(), { day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(instant),
  );
