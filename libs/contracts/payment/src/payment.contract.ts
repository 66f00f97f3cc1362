import {
  defineContract,
  defineEvent,
  defineRpc,
  page,
  PageQuery,
  PROVIDER_ROLES,
  rebuildRpc,
  retentionEvents,
  userDataRpc,
} from '@edu/contract-kit';
import { chargebackErrors } from './chargeback.errors.ts';
import { chargebackEvents } from './chargeback.events.ts';
import { chargebackRpc } from './chargeback.rpc.ts';
import { adjustmentErrors } from './adjustment.errors.ts';
import { adjustmentEvents } from './adjustment.events.ts';
import { adjustmentRpc } from './adjustment.rpc.ts';
import { annualEvents } from './annual.events.ts';
import { annualRpc } from './annual.rpc.ts';
import { creditErrors } from './credit.errors.ts';
import { creditEvents } from './credit.events.ts';
import { creditRpc } from './credit.rpc.ts';
import { documentRpc } from './document.rpc.ts';
import { Earnings } from './earning.schemas.ts';
import { ledgerRpc } from './ledger.rpc.ts';
import { linkErrors } from './link.errors.ts';
import { linkRpc } from './link.rpc.ts';
import { paymentErrors } from './payment.errors.ts';
import {
  PaymentFailed,
  PaymentPrompted,
  PaymentRefunded,
  PaymentSucceeded,
} from './payment.events.ts';
import { payoutErrors } from './payout.errors.ts';
import { payoutEvents } from './payout.events.ts';
import { payoutRpc } from './payout.rpc.ts';
import { quoteErrors } from './quote.errors.ts';
import { quoteRpc } from './quote.rpc.ts';
import { reconciliationErrors } from './reconciliation.errors.ts';
import { reconciliationRpc } from './reconciliation.rpc.ts';
import {
  AskWallet,
  AskWays,
  CreateIntent,
  ListPayments,
  Payment,
  PaymentById,
  PaymentIntent,
  ReceiveWebhook,
  Wallet,
  WaysToPay,
  WebhookReceived,
} from './payment.schemas.ts';
import { reserveErrors } from './reserve.errors.ts';
import { reserveEvents } from './reserve.events.ts';
import { reserveRpc } from './reserve.rpc.ts';
import { riskErrors } from './risk.errors.ts';
import { riskRpc } from './risk.rpc.ts';
import { statementRpc } from './statement.rpc.ts';
import { walletErrors } from './wallet.errors.ts';

export { adjustmentErrors } from './adjustment.errors.ts';
export { AskAnnualStatement } from './annual.schemas.ts';
export { type AdjustableAccount } from './adjustment.schemas.ts';
export { creditErrors } from './credit.errors.ts';
export { paymentErrors } from './payment.errors.ts';
export { linkErrors } from './link.errors.ts';
export { quoteErrors } from './quote.errors.ts';
export { MOST_LINKS } from './link.schemas.ts';
export { reconciliationErrors } from './reconciliation.errors.ts';
export {
  NextStep,
  Payment,
  PAYMENT_STATUSES,
  PaymentIntent,
  type PaymentStatus,
  type WayToPay,
} from './payment.schemas.ts';
export {
  LEDGER_ACCOUNTS,
  LEDGER_KINDS,
  type LedgerAccount,
  type LedgerKind,
} from './ledger.schemas.ts';
export { chargebackErrors } from './chargeback.errors.ts';
export { payoutErrors } from './payout.errors.ts';
export { reserveErrors } from './reserve.errors.ts';
export { riskErrors } from './risk.errors.ts';
export { PAYOUT_FAILURES, type PayoutFailure } from './payout.schemas.ts';
export { AskStatement, MOST_STATEMENT_LINES, STATEMENT_KINDS } from './statement.schemas.ts';
export { pspWebhooks, type PspWebhook } from './psp-webhooks.ts';

export const paymentRpc = {
  createIntent: defineRpc('rpc.payment.create_intent.v1', {
    summary: 'Open the payment of a booking, or of several at once',
    description:
      'Answers what the payer has to do next. A booking has one open payment; asking again gives it again. One that is open for other lessons than those named is closed first.',
    access: ['student', 'parent'],
    resource: {
      of: 'booking',
      id: 'bookingId',
      whose: 'own',
      otherwise: paymentErrors.bookingNotFound,
    },
    idempotent: true,
    origin: true,
    input: CreateIntent,
    output: PaymentIntent,
    errors: [
      paymentErrors.bookingNotFound,
      paymentErrors.bookingNotReady,
      paymentErrors.notAccepted,
      paymentErrors.bookingOver,
      paymentErrors.alreadyPaid,
      paymentErrors.phoneRequired,
      ...walletErrors,
      paymentErrors.refused,
      paymentErrors.turnedDown,
      paymentErrors.anotherOpen,
      creditErrors.creditChanged,
      quoteErrors.quoteExpired,
    ],
    http: { method: 'POST', path: '/payments/intent', status: 201 },
  }),
  ways: defineRpc('rpc.payment.ways.v1', {
    summary: 'The ways to pay for a booking',
    description:
      'The first is the one that is taken when none is named, of those that ask for no phone unless one is named. Which there are depends on the price and on the payment services of this platform; the country, which the platform guesses where none is named, only changes their order.',
    origin: true,
    access: ['student', 'parent'],
    resource: {
      of: 'booking',
      id: 'id',
      whose: 'own',
      otherwise: paymentErrors.bookingNotFound,
    },
    input: AskWays,
    output: WaysToPay,
    errors: [
      paymentErrors.bookingNotFound,
      paymentErrors.bookingNotReady,
      paymentErrors.notAccepted,
      paymentErrors.bookingOver,
      paymentErrors.alreadyPaid,
      paymentErrors.notTogether,
    ],
    http: { method: 'GET', path: '/bookings/{id}/ways-to-pay' },
  }),
  getWallet: defineRpc('rpc.payment.get_wallet.v1', {
    summary: 'The Mobile Money wallet of a phone number that is to pay for a booking',
    description:
      'Whose it is, and what happens on the phone. Nothing is sent there. The number is in the body, since addresses are logged.',
    access: ['student', 'parent'],
    resource: {
      of: 'booking',
      id: 'bookingId',
      whose: 'own',
      otherwise: paymentErrors.bookingNotFound,
    },
    input: AskWallet,
    output: Wallet,
    errors: [
      paymentErrors.bookingNotFound,
      paymentErrors.bookingNotReady,
      paymentErrors.notAccepted,
      paymentErrors.bookingOver,
      paymentErrors.alreadyPaid,
      ...walletErrors,
    ],
    http: {
      method: 'POST',
      path: '/payments/wallet',
      limit: { max: 30, windowS: 600, by: 'user' },
    },
  }),
  get: defineRpc('rpc.payment.get.v1', {
    summary: 'One of my payments',
    access: 'user',
    resource: { of: 'payment', id: 'id', whose: 'own', otherwise: paymentErrors.notFound },
    input: PaymentById,
    output: Payment,
    errors: [paymentErrors.notFound],
    http: { method: 'GET', path: '/payments/{id}' },
  }),
  list: defineRpc('rpc.payment.list.v1', {
    summary: 'My payments, the newest first',
    access: 'user',
    resource: 'self',
    input: ListPayments,
    output: page(Payment),
    http: { method: 'GET', path: '/payments' },
  }),
  earnings: defineRpc('rpc.payment.earnings.v1', {
    summary: 'What my lessons bring, the latest lesson first',
    description:
      'A lesson is listed once it is paid, unless all of it goes back. What is on its way to the provider, or has been paid out, is not payable any more: `GET /me/payouts` has it.',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: PageQuery,
    output: Earnings,
    http: { method: 'GET', path: '/me/earnings' },
  }),
  ...payoutRpc,
  ...chargebackRpc,
  /** The gateway's webhook route hands in the bytes as they came. */
  receiveWebhook: defineRpc('rpc.payment.receive_webhook.v1', {
    summary: 'A report of a payment service',
    input: ReceiveWebhook,
    output: WebhookReceived,
    errors: [paymentErrors.unknownPsp, paymentErrors.badSignature],
  }),
  ...reconciliationRpc,
  ...documentRpc,
  ...linkRpc,
  ...quoteRpc,
  ...statementRpc,
  ...annualRpc,
  ...ledgerRpc,
  ...creditRpc,
  ...adjustmentRpc,
  ...reserveRpc,
  ...riskRpc,
  rebuild: rebuildRpc('payment', ['terms']),
  ...userDataRpc('payment'),
};

export const paymentEvents = {
  succeeded: defineEvent('evt.payment.succeeded.v1', {
    summary: 'The payment service has the money',
    aggregate: 'bookingId',
    data: PaymentSucceeded,
  }),
  prompted: defineEvent('evt.payment.prompted.v1', {
    summary: 'The payer is asked on the phone, until then',
    aggregate: 'bookingId',
    data: PaymentPrompted,
  }),
  failed: defineEvent('evt.payment.failed.v1', {
    summary: 'The payment service will not get the money',
    aggregate: 'bookingId',
    data: PaymentFailed,
  }),
  refunded: defineEvent('evt.payment.refunded.v1', {
    summary: 'Money went back to the payer; `amount` is this refund',
    aggregate: 'bookingId',
    data: PaymentRefunded,
  }),
  ...payoutEvents,
  ...chargebackEvents,
  ...creditEvents,
  ...adjustmentEvents,
  ...reserveEvents,
  ...annualEvents,
  ...retentionEvents('payment'),
};

export const paymentContract = defineContract({
  service: 'payment',
  summary: 'Payments, refunds, payouts and the ledger',
  rpc: paymentRpc,
  events: paymentEvents,
  errors: {
    ...paymentErrors,
    ...linkErrors,
    ...quoteErrors,
    ...payoutErrors,
    ...chargebackErrors,
    ...reconciliationErrors,
    ...creditErrors,
    ...adjustmentErrors,
    ...reserveErrors,
    ...riskErrors,
  },
});
