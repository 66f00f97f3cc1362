import { defineErrors } from '@edu/contract-kit';

export const reconciliationErrors = defineErrors('payment', {
  unknownRun: { status: 404, title: 'No such comparison' },
  unknownMismatch: { status: 404, title: 'No such mismatch' },
  badPeriod: {
    status: 422,
    title: 'This is no period that can be compared',
    detail: 'It begins before it ends, ends in the past, and has 31 days at most.',
  },
  runUnderWay: {
    status: 409,
    title: 'The same is being compared at the moment',
    detail: 'Try again once that has ended.',
    retryAfter: 10,
  },
  listsNothing: {
    status: 422,
    title: 'This payment service lists nothing',
    detail: 'Bring its statement.',
  },
  saysNoBalance: {
    status: 422,
    title: 'This payment service does not say what it holds',
  },
  noStatements: {
    status: 422,
    title: 'Statements of this payment service cannot be read',
  },
  statementOver: {
    status: 409,
    title: 'This statement has all its parts already',
  },
  partMissing: {
    status: 409,
    title: 'Part {part} of the statement comes first',
  },
  badStatement: {
    status: 422,
    title: 'Line {line} of this part of the statement cannot be read: {fault}',
    detail: 'Bring the file as the operator gave it out.',
  },
  mismatchTaken: {
    status: 409,
    title: 'Somebody else has taken this mismatch',
  },
  mismatchNotTaken: {
    status: 409,
    title: 'Take this mismatch before you resolve it',
  },
  mismatchClosed: {
    status: 409,
    title: 'This mismatch is closed already',
  },
  moneyOfNobody: {
    status: 422,
    title: 'The books hold money for nobody here: say what became of it',
  },
  noMoneyOfNobody: {
    status: 422,
    title: 'The books hold no money for nobody here: say whether it was corrected, or stays so',
  },
});
