import type { Locale } from '@edu/contract-kit';
import { translate } from '@edu/i18n';

const REASONS = [
  'canceled',
  'slot_gone',
  'already_paid',
  'too_late',
  'no_show',
  'disputed',
  'rescheduled',
  'made_at_psp',
  'turned_down',
] as const;

/** Why money went back, in words; a code of a later release says only that it did. */
export const reasonText = (reason: string, locale: Locale): string =>
  translate(locale, `documents.reason.${REASONS.find((one) => one === reason) ?? 'other'}`);
