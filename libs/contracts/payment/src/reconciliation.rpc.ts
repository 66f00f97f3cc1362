import { defineRpc, page, PageQuery } from '@edu/contract-kit';
import { FINANCE } from './finance.ts';
import { paymentErrors } from './payment.errors.ts';
import { reconciliationErrors } from './reconciliation.errors.ts';
import {
  AddStatement,
  ListMismatches,
  Mismatch,
  MismatchById,
  ReconciliationRun,
  ReconciliationRuns,
  ResolveMismatch,
  StartReconciliation,
} from './reconciliation.schemas.ts';

/** What finance does with what was compared. */
export const reconciliationRpc = {
  listReconciliations: defineRpc('rpc.payment.list_reconciliations.v1', {
    summary: 'Comparisons of what moved, the newest first',
    access: FINANCE,
    resource: 'none',
    input: PageQuery,
    output: ReconciliationRuns,
    http: { method: 'GET', path: '/staff/reconciliation/runs' },
  }),
  startReconciliation: defineRpc('rpc.payment.start_reconciliation.v1', {
    summary: 'Compare what a payment service moved, or our own books, over a period',
    description:
      'Every night the day before is compared by itself, with all that can be asked. One of each payment service at a time. With `statement` it waits for the parts of the file; with `balance` it compares what the payment service holds for us now.',
    access: FINANCE,
    resource: 'none',
    input: StartReconciliation,
    output: ReconciliationRun,
    errors: [
      paymentErrors.unknownPsp,
      reconciliationErrors.badPeriod,
      reconciliationErrors.runUnderWay,
      reconciliationErrors.listsNothing,
      reconciliationErrors.noStatements,
      reconciliationErrors.saysNoBalance,
    ],
    http: { method: 'POST', path: '/staff/reconciliation/runs', status: 202 },
  }),
  addStatement: defineRpc('rpc.payment.add_statement.v1', {
    summary: 'Send a part of an operator’s statement',
    description: 'One after another; the comparison begins with the last one.',
    access: FINANCE,
    resource: 'none',
    input: AddStatement,
    output: ReconciliationRun,
    errors: [
      reconciliationErrors.unknownRun,
      reconciliationErrors.statementOver,
      reconciliationErrors.partMissing,
      reconciliationErrors.badStatement,
      reconciliationErrors.runUnderWay,
    ],
    http: { method: 'POST', path: '/staff/reconciliation/runs/{id}/statement' },
  }),
  listMismatches: defineRpc('rpc.payment.list_mismatches.v1', {
    summary: 'Things about which two sides disagree, the newest first',
    access: FINANCE,
    resource: 'none',
    input: ListMismatches,
    output: page(Mismatch),
    http: { method: 'GET', path: '/staff/reconciliation/mismatches' },
  }),
  takeMismatch: defineRpc('rpc.payment.take_mismatch.v1', {
    summary: 'Look into a mismatch; nobody else does then',
    description: 'An admin may take over what somebody else has.',
    access: FINANCE,
    resource: 'none',
    input: MismatchById,
    output: Mismatch,
    errors: [
      reconciliationErrors.unknownMismatch,
      reconciliationErrors.mismatchTaken,
      reconciliationErrors.mismatchClosed,
    ],
    http: { method: 'POST', path: '/staff/reconciliation/mismatches/{id}/take' },
  }),
  resolveMismatch: defineRpc('rpc.payment.resolve_mismatch.v1', {
    summary: 'Say what became of a mismatch that I have taken',
    description: 'Money that the books hold for nobody goes where the resolution says.',
    access: FINANCE,
    resource: 'none',
    stepUp: 300,
    input: ResolveMismatch,
    output: Mismatch,
    errors: [
      reconciliationErrors.unknownMismatch,
      reconciliationErrors.mismatchNotTaken,
      reconciliationErrors.mismatchClosed,
      reconciliationErrors.moneyOfNobody,
      reconciliationErrors.noMoneyOfNobody,
    ],
    http: { method: 'POST', path: '/staff/reconciliation/mismatches/{id}/resolve' },
  }),
};
