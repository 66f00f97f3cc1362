import { defineRpc, Empty } from '@edu/contract-kit';
import { riskErrors } from './risk.errors.ts';
import {
  DecidePaymentReview,
  ListPaymentReviews,
  PaymentReviewDecided,
  PaymentReviews,
  RiskRules,
} from './risk.schemas.ts';

/** Who looks at payments that may be fraud. */
const RISK = ['trust', 'finance', 'admin'] as const;

/** Payments that people look at before anybody earns by them. */
export const riskRpc = {
  listPaymentReviews: defineRpc('rpc.payment.list_payment_reviews.v1', {
    summary: 'Payments that rules want a person to look at, the newest first',
    description: 'Only what has been paid: of all others there is nothing to decide.',
    access: RISK,
    resource: 'none',
    input: ListPaymentReviews,
    output: PaymentReviews,
    http: { method: 'GET', path: '/staff/risk' },
  }),
  riskRules: defineRpc('rpc.payment.risk_rules.v1', {
    summary: 'The rules by which payments are looked at',
    access: RISK,
    resource: 'none',
    input: Empty,
    output: RiskRules,
    http: { method: 'GET', path: '/staff/risk/rules' },
  }),
  decidePaymentReview: defineRpc('rpc.payment.decide_payment_review.v1', {
    summary: 'Release a payment, or send it back',
    description: 'Once, and never about what one pays or earns oneself.',
    access: RISK,
    resource: 'none',
    stepUp: 300,
    idempotent: true,
    input: DecidePaymentReview,
    output: PaymentReviewDecided,
    errors: [riskErrors.reviewNotFound, riskErrors.reviewOwn, riskErrors.reviewDecided],
    http: { method: 'POST', path: '/staff/risk/{id}/decide' },
  }),
};
