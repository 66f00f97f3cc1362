import { defineErrors } from '@edu/contract-kit';

export const adjustmentErrors = defineErrors('payment', {
  adjustmentNotFound: { status: 404, title: 'No such adjustment' },
  adjustmentSecondPerson: {
    status: 403,
    title: 'You have proposed this adjustment: somebody else has to decide about it',
  },
  adjustmentOwn: {
    status: 403,
    title: 'What is your own money is for others to adjust',
  },
  adjustmentDecided: {
    status: 409,
    title: 'This adjustment has been decided about already',
  },
  adjustmentTooLarge: {
    status: 422,
    title: 'An adjustment moves less than that',
    detail: 'At most {most} minor units of this currency at a time.',
  },
  adjustmentSides: {
    status: 422,
    title: 'Money cannot move from an account to itself',
  },
  adjustmentOwner: {
    status: 422,
    title: 'There is no such account',
    detail: 'Name the id of a provider, a payment service, or `platform`, as the account wants it.',
  },
  conversionBad: { status: 422, title: 'This exchange cannot be booked' },
  conversionShort: {
    status: 409,
    title: 'Less is open than this exchange takes',
    detail: 'Something was exchanged or went back meanwhile: refuse it, and propose what is left.',
  },
  adjustmentShort: {
    status: 409,
    title: 'There is less payable to this provider than that',
    detail: 'Part of it may have been paid out meanwhile.',
  },
});
