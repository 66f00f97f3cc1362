import { annualStatementIssued } from './annual-statement.template.ts';
import { bookingCanceled } from './booking-canceled.template.ts';
import { bookingConfirmed } from './booking-confirmed.template.ts';
import { bookingExpired } from './booking-expired.template.ts';
import { CHARGEBACK_TEMPLATES } from './chargeback.templates.ts';
import { CREDIT_TEMPLATES } from './credit.templates.ts';
import { DISPUTE_TEMPLATES } from './dispute.templates.ts';
import { ALL_OF_FAMILIES } from './family.templates.ts';
import { kycApproved, kycExpired, kycExpiring, kycRejected } from './kyc.templates.ts';
import { bookingRescheduled } from './booking-rescheduled.template.ts';
import { REMINDER_TEMPLATES } from './lesson-reminder.template.ts';
import { moveExpired } from './move-expired.template.ts';
import { paymentDue } from './payment-due.template.ts';
import { paymentRefunded } from './payment-refunded.template.ts';
import { PAYOUT_TEMPLATES } from './payout.templates.ts';
import { providerAbsent } from './provider-absent.template.ts';
import { RESERVE_TEMPLATES } from './reserve.templates.ts';
import { REQUEST_TEMPLATES } from './request.templates.ts';
import { rescheduleNotAgreed, rescheduleProposed } from './reschedule-proposal.templates.ts';
import type { Template } from './template.ts';

/** About lessons. */
export const LESSON_TEMPLATES: readonly Template[] = [
  bookingConfirmed,
  bookingCanceled,
  bookingRescheduled,
  rescheduleProposed,
  rescheduleNotAgreed,
  bookingExpired,
  moveExpired,
  paymentDue,
  paymentRefunded,
  providerAbsent,
  ...REQUEST_TEMPLATES,
  ...Object.values(DISPUTE_TEMPLATES),
  ...Object.values(REMINDER_TEMPLATES),
];
/** About the checks of documents. */
export const KYC_TEMPLATES = [kycApproved, kycRejected, kycExpiring, kycExpired] as const;

const ALL: readonly Template[] = [
  ...LESSON_TEMPLATES,
  ...KYC_TEMPLATES,
  ...PAYOUT_TEMPLATES,
  ...RESERVE_TEMPLATES,
  ...CHARGEBACK_TEMPLATES,
  ...CREDIT_TEMPLATES,
  annualStatementIssued,
  ...ALL_OF_FAMILIES,
];

/** Every kind of message there is, by its name. */
export const TEMPLATES: ReadonlyMap<string, Template> = new Map(
  ALL.map((template) => [template.name, template]),
);
