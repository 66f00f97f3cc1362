import { defineRpc, Empty, PageQuery, PROVIDER_ROLES } from '@edu/contract-kit';
import { FINANCE, FINANCE_DECIDES } from './finance.ts';
import { paymentErrors } from './payment.errors.ts';
import { payoutErrors } from './payout.errors.ts';
import {
  DecidePayoutAccount,
  PayoutAccount,
  PayoutAccountRemoved,
  PayoutById,
  PayoutDecided,
  Payouts,
  RefusePayout,
  RemovePayoutAccount,
  SetPayoutAccount,
  StaffPayouts,
} from './payout.schemas.ts';

/** Nobody decides about what they are paid. */
const ofOthers = (of: 'payout' | 'payout account') =>
  ({ of, id: 'id', whose: 'others', otherwise: payoutErrors.payoutOwn }) as const;

export const payoutRpc = {
  payouts: defineRpc('rpc.payment.payouts.v1', {
    summary: 'Where my earnings are paid to, what comes next, and what was paid',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: PageQuery,
    output: Payouts,
    http: { method: 'GET', path: '/me/payouts' },
  }),
  setPayoutAccount: defineRpc('rpc.payment.set_payout_account.v1', {
    summary: 'Say to which Mobile Money number my earnings are paid',
    description:
      'It takes the place of the number that there was for the money of its country. A new number waits for a day before anything goes there, and its owner gets a message. Where the operator knows its owner by another name, a person of the team looks at it first; an app does not say whose a number is.',
    access: PROVIDER_ROLES,
    resource: 'self',
    stepUp: FINANCE_DECIDES.stepUp,
    input: SetPayoutAccount,
    output: PayoutAccount,
    errors: [
      paymentErrors.badPhone,
      paymentErrors.oldPhone,
      payoutErrors.payoutElsewhere,
      payoutErrors.payoutNoWallet,
      payoutErrors.payoutUnavailable,
    ],
    http: {
      method: 'PUT',
      path: '/me/payouts/account',
      limit: { max: 20, windowS: 86_400, by: 'user' },
    },
  }),
  removePayoutAccount: defineRpc('rpc.payment.remove_payout_account.v1', {
    summary: 'Remove the number that my earnings of one currency are paid to',
    description:
      'Nothing more is planned for it. A payout that has not been ordered yet is taken back, and its money is payable again; one that has been goes on, since the operator may have it. What our team decided about the number is forgotten with it.',
    access: PROVIDER_ROLES,
    resource: 'self',
    stepUp: FINANCE_DECIDES.stepUp,
    input: RemovePayoutAccount,
    output: PayoutAccountRemoved,
    http: { method: 'DELETE', path: '/me/payouts/accounts/{currency}' },
  }),
  staffPayouts: defineRpc('rpc.payment.staff_payouts.v1', {
    summary: 'Payouts and numbers about which finance decides, and what failed',
    access: FINANCE,
    resource: 'none',
    input: Empty,
    output: StaffPayouts,
    http: { method: 'GET', path: '/staff/payouts' },
  }),
  approvePayout: defineRpc('rpc.payment.approve_payout.v1', {
    summary: 'Say yes to a large payout',
    description: 'It goes on its way with the yes of two people, neither of whom is paid by it.',
    ...FINANCE_DECIDES,
    resource: ofOthers('payout'),
    input: PayoutById,
    output: PayoutDecided,
    errors: [
      payoutErrors.payoutNotFound,
      payoutErrors.payoutOwn,
      payoutErrors.payoutNotAwaiting,
      payoutErrors.payoutSecondPerson,
    ],
    http: { method: 'POST', path: '/staff/payouts/{id}/approve' },
  }),
  refusePayout: defineRpc('rpc.payment.refuse_payout.v1', {
    summary: 'Stop a large payout',
    description:
      'Its money is payable again, and nothing goes to this number until it is let through.',
    ...FINANCE_DECIDES,
    resource: ofOthers('payout'),
    input: RefusePayout,
    output: PayoutDecided,
    errors: [payoutErrors.payoutNotFound, payoutErrors.payoutOwn, payoutErrors.payoutNotAwaiting],
    http: { method: 'POST', path: '/staff/payouts/{id}/refuse' },
  }),
  decidePayoutAccount: defineRpc('rpc.payment.decide_payout_account.v1', {
    summary: 'Let money go to a number, or not',
    ...FINANCE_DECIDES,
    resource: ofOthers('payout account'),
    input: DecidePayoutAccount,
    output: PayoutDecided,
    errors: [payoutErrors.payoutAccountNotFound, payoutErrors.payoutOwn],
    http: { method: 'POST', path: '/staff/payout-accounts/{id}/decide' },
  }),
};
