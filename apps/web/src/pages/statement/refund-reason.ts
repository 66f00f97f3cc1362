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
  'other',
] as const;

/** The text of why money went back; a later platform may know more reasons. */
export const refundReason = (code: string | null) =>
  `documents.reason.${REASONS.find((one) => one === code) ?? 'other'}` as const;
