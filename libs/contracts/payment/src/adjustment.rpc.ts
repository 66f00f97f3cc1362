import { defineRpc, Empty } from '@edu/contract-kit';
import { adjustmentErrors } from './adjustment.errors.ts';
import {
  AdjustmentById,
  AdjustmentMade,
  Adjustments,
  FxPositions,
  ListAdjustments,
  ProposeAdjustment,
  ProposeConversion,
  RefuseAdjustment,
} from './adjustment.schemas.ts';
import { FINANCE, FINANCE_DECIDES } from './finance.ts';

/** What two people of finance put right in the books. */
export const adjustmentRpc = {
  listAdjustments: defineRpc('rpc.payment.list_adjustments.v1', {
    summary: 'Adjustments of the books, the newest first',
    access: FINANCE,
    resource: 'none',
    input: ListAdjustments,
    output: Adjustments,
    http: { method: 'GET', path: '/staff/adjustments' },
  }),
  proposeAdjustment: defineRpc('rpc.payment.propose_adjustment.v1', {
    summary: 'Propose an adjustment of the books',
    description: 'Nothing is booked before somebody else has said yes.',
    ...FINANCE_DECIDES,
    input: ProposeAdjustment,
    output: AdjustmentMade,
    errors: [
      adjustmentErrors.adjustmentTooLarge,
      adjustmentErrors.adjustmentSides,
      adjustmentErrors.adjustmentOwner,
      adjustmentErrors.adjustmentOwn,
    ],
    http: { method: 'POST', path: '/staff/adjustments', status: 201 },
  }),
  fxPositions: defineRpc('rpc.payment.fx_positions.v1', {
    summary: 'What is open between currencies',
    description:
      'What was charged in other money than the price and has not been exchanged yet, with what is owed for it.',
    access: FINANCE,
    resource: 'none',
    input: Empty,
    output: FxPositions,
    http: { method: 'GET', path: '/staff/fx' },
  }),
  proposeConversion: defineRpc('rpc.payment.propose_conversion.v1', {
    summary: 'Propose to book an exchange that took place at a bank',
    description:
      'It is an adjustment: nothing is booked before somebody else has said yes. It takes its share of what is open between the two currencies, and the rest is a gain or a loss.',
    ...FINANCE_DECIDES,
    input: ProposeConversion,
    output: AdjustmentMade,
    errors: [adjustmentErrors.conversionBad],
    http: { method: 'POST', path: '/staff/fx/conversions', status: 201 },
  }),
  approveAdjustment: defineRpc('rpc.payment.approve_adjustment.v1', {
    summary: 'Say yes to an adjustment that somebody else has proposed',
    description: 'It is in the books at once.',
    ...FINANCE_DECIDES,
    input: AdjustmentById,
    output: AdjustmentMade,
    errors: [
      adjustmentErrors.adjustmentNotFound,
      adjustmentErrors.adjustmentSecondPerson,
      adjustmentErrors.adjustmentOwn,
      adjustmentErrors.adjustmentDecided,
      adjustmentErrors.adjustmentShort,
      adjustmentErrors.conversionShort,
    ],
    http: { method: 'POST', path: '/staff/adjustments/{id}/approve' },
  }),
  refuseAdjustment: defineRpc('rpc.payment.refuse_adjustment.v1', {
    summary: 'Refuse an adjustment that somebody else has proposed',
    ...FINANCE_DECIDES,
    input: RefuseAdjustment,
    output: AdjustmentMade,
    errors: [
      adjustmentErrors.adjustmentNotFound,
      adjustmentErrors.adjustmentSecondPerson,
      adjustmentErrors.adjustmentOwn,
      adjustmentErrors.adjustmentDecided,
    ],
    http: { method: 'POST', path: '/staff/adjustments/{id}/refuse' },
  }),
};
