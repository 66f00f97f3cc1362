import { defineRpc, Empty } from '@edu/contract-kit';
import { creditErrors } from './credit.errors.ts';
import {
  ChooseRefundWay,
  Credit,
  CreditPayout,
  PayOutCredit,
  RefundChosen,
  RefundSent,
  SendRefund,
  StaffRefunds,
} from './credit.schemas.ts';
import { FINANCE, FINANCE_DECIDES } from './finance.ts';
import { paymentErrors } from './payment.errors.ts';
import { payoutErrors } from './payout.errors.ts';

/** What goes back another way than it came. */
export const creditRpc = {
  credit: defineRpc('rpc.payment.credit.v1', {
    summary: 'My credit, and refunds that I may have as credit',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: Credit,
    http: { method: 'GET', path: '/me/credit' },
  }),
  chooseRefund: defineRpc('rpc.payment.choose_refund.v1', {
    summary: 'Say how I want a refund that my payment service does not take back',
    description:
      'As credit it is there at once and never expires. Whoever waits for the money may take credit as long as it is not sent.',
    access: 'user',
    resource: {
      of: 'refund',
      id: 'id',
      whose: 'own',
      otherwise: creditErrors.refundNotFound,
    },
    idempotent: true,
    input: ChooseRefundWay,
    output: RefundChosen,
    errors: [
      creditErrors.refundNotFound,
      creditErrors.refundNotWaiting,
      creditErrors.refundWithBank,
    ],
    http: { method: 'POST', path: '/me/refunds/{id}/choose' },
  }),
  payOutCredit: defineRpc('rpc.payment.pay_out_credit.v1', {
    summary: 'Have my credit paid out',
    description:
      'To the phone number of my account, which I have proved by a code: all of it, or as much as its wallet takes at a time. It leaves after a day, and I get a message at once. A large one, and one to a number whose owner has another name at its operator, waits for the yes of two people of the team.',
    access: 'user',
    resource: 'self',
    stepUp: FINANCE_DECIDES.stepUp,
    idempotent: true,
    input: PayOutCredit,
    output: CreditPayout,
    errors: [
      creditErrors.noPayoutNumber,
      creditErrors.otherMoney,
      creditErrors.tooLittleCredit,
      creditErrors.creditPayoutOpen,
      creditErrors.creditHeld,
      paymentErrors.badPhone,
      paymentErrors.oldPhone,
      payoutErrors.payoutElsewhere,
      payoutErrors.payoutNoWallet,
      payoutErrors.payoutUnavailable,
    ],
    http: {
      method: 'POST',
      path: '/me/credit/payouts',
      status: 201,
      limit: { max: 20, windowS: 86_400, by: 'user' },
    },
  }),
  staffRefunds: defineRpc('rpc.payment.staff_refunds.v1', {
    summary: 'Refunds that a person has to send',
    access: FINANCE,
    resource: 'none',
    input: Empty,
    output: StaffRefunds,
    http: { method: 'GET', path: '/staff/refunds' },
  }),
  sendRefund: defineRpc('rpc.payment.send_refund.v1', {
    summary: 'Say that I have sent a refund by hand',
    description: 'Out of what the payment service of the payment holds for us.',
    access: FINANCE,
    // One's own is refused by the service.
    resource: 'none',
    stepUp: 300,
    idempotent: true,
    input: SendRefund,
    output: RefundSent,
    errors: [
      creditErrors.refundNotFound,
      creditErrors.refundNotWaiting,
      creditErrors.refundWithBank,
      creditErrors.refundOwn,
    ],
    http: { method: 'POST', path: '/staff/refunds/{id}/sent' },
  }),
};
