import { defineRpc, Empty } from '@edu/contract-kit';
import { chargebackErrors } from './chargeback.errors.ts';
import {
  ChargebackById,
  ChargebackDecided,
  ChargebackFile,
  Chargebacks,
  DecideChargeback,
} from './chargeback.schemas.ts';
import { FINANCE } from './finance.ts';

export const chargebackRpc = {
  chargebacks: defineRpc('rpc.payment.chargebacks.v1', {
    summary: 'Payments that the payers’ banks take back, or ask about',
    access: FINANCE,
    resource: 'none',
    input: Empty,
    output: Chargebacks,
    http: { method: 'GET', path: '/staff/chargebacks' },
  }),
  chargebackFile: defineRpc('rpc.payment.chargeback_file.v1', {
    summary: 'All that is known of the lessons of a chargeback, as a file',
    description:
      'Who was there, what was agreed and said, and what was paid: a PDF, at a link that lives for five minutes.',
    access: FINANCE,
    resource: 'none',
    input: ChargebackById,
    output: ChargebackFile,
    errors: [chargebackErrors.chargebackNotFound, chargebackErrors.chargebackNoFile],
    http: { method: 'GET', path: '/staff/chargebacks/{id}/file' },
  }),
  decideChargeback: defineRpc('rpc.payment.decide_chargeback.v1', {
    summary: 'Answer the bank of a payer, or let it have the money',
    description:
      'Once. The file is put together anew, and what is in it goes to the bank by the payment service, which says later how it ended.',
    access: FINANCE,
    resource: 'none',
    stepUp: 300,
    idempotent: true,
    input: DecideChargeback,
    output: ChargebackDecided,
    errors: [chargebackErrors.chargebackNotFound, chargebackErrors.chargebackDecided],
    http: { method: 'POST', path: '/staff/chargebacks/{id}/decide' },
  }),
};
