import { defineErrors } from '@edu/contract-kit';

export const bookingErrors = defineErrors('booking', {
  notFound: { status: 404, title: 'No such booking' },
  calendarNotFound: { status: 404, title: 'No such calendar' },
  slotTaken: {
    status: 409,
    title: 'This slot has just been taken',
    detail: 'Choose another time.',
  },
  learnerBusy: {
    status: 409,
    title: 'You have another lesson at this time',
  },
  quoteOutdated: {
    status: 409,
    title: 'The price or the terms of this time have changed',
    detail: 'Look at the offer again before you book.',
  },
  slotContended: {
    status: 409,
    title: 'Many people want this slot right now',
    detail: 'Try again in a moment.',
    retryAfter: 1,
  },
  tooManyHolds: {
    status: 429,
    title: 'You hold {max} unpaid slots already',
    detail: 'Pay or cancel one of them.',
  },
  tooManyHoldsOfProvider: {
    status: 429,
    title: 'You have held {max} slots of this person without paying',
    detail: 'Pay what you hold, or try again later.',
  },
  groupNotFound: { status: 404, title: 'No such group lesson' },
  groupOver: {
    status: 409,
    title: 'This group lesson has begun, or was called off',
    detail: 'Choose another one.',
  },
  groupFull: {
    status: 409,
    title: 'All seats of this group lesson are taken',
    detail: 'Choose another one, or look again later: a seat may come free.',
  },
  seatStays: {
    status: 409,
    title: 'A seat in a group lesson cannot be moved',
    detail: 'Cancel it, and book a seat in another one.',
  },
  otherCurrency: {
    status: 422,
    title: 'A seat is paid in the currency of the usual price: {currency}',
  },
  trialUsed: {
    status: 409,
    title: 'You have had a trial lesson with this person already',
    detail: 'Book a usual lesson.',
  },
  learnerNotFound: {
    status: 404,
    title: 'You have no such child',
  },
  learnerClosed: {
    status: 409,
    title: 'Nothing is booked for this entry of the child any more',
    detail: 'The child signs in by itself now: choose its other entry.',
  },
  identityUnchecked: {
    status: 409,
    title: 'This person’s identity is not verified',
    detail: 'A child can only have lessons with somebody whose identity is: choose one of those.',
  },
  beyondCaps: {
    status: 409,
    title: 'This is beyond what was agreed for the child',
    detail: 'A child asks a parent for approval; a parent may book all the same.',
  },
  withinCaps: {
    status: 409,
    title: 'No approval is needed for this lesson',
    detail: 'Book it.',
  },
  askedAlready: {
    status: 409,
    title: 'Your parents have been asked about this time already',
    detail: 'Wait for their answer.',
  },
  tooManyApprovals: {
    status: 429,
    title: 'Your parents have {max} requests to answer already',
    detail: 'Wait for an answer, then ask again.',
  },
  approvalNotFound: { status: 404, title: 'No such request' },
  approvalClosed: {
    status: 409,
    title: 'This request has been answered, or is too old',
    detail: 'See what became of it; the child can ask again.',
  },
  priceRaised: {
    status: 409,
    title: 'The lesson costs more than when the child asked',
    detail: 'Refuse the request; the child can ask again at the new price.',
  },
  answerIsTheirs: {
    status: 409,
    title: 'It is for the other person to answer',
  },
  answeredTooLate: {
    status: 409,
    title: 'The time to answer is over',
    detail: 'The slot is free again: choose a time anew.',
  },
  seriesNotFree: {
    status: 409,
    title: 'Not all of these lessons can be booked',
    detail: 'Look at the times again: choose others, or book those that are free.',
  },
  tooManySeries: {
    status: 429,
    title: 'You hold {max} series of lessons without having paid any of them',
    detail: 'Pay the first lesson of one of them, or cancel it.',
  },
  seriesNotFound: { status: 404, title: 'No such series' },
  seriesOver: { status: 409, title: 'Nothing of this series is left to change' },
  seriesNotMoved: {
    status: 409,
    title: 'Not all of these lessons can be moved',
    detail: 'Look at the times again: choose others, or move those that can be.',
  },
  rescheduleLate: {
    status: 409,
    title: 'It is too late to move this lesson',
    detail: 'It can be canceled: {refundPct} % of its price would go back.',
  },
  tooManyReschedules: {
    status: 409,
    title: 'This lesson has been moved {max} times already',
  },
  answersRequests: {
    status: 409,
    title: 'Whoever gives this lesson answers each request',
    detail: 'Cancel it free of charge, and ask for another time.',
  },
  sameTime: {
    status: 409,
    title: 'The lesson is at this time already',
  },
  costsMore: {
    status: 409,
    title: 'This time costs more than what was paid',
    detail: 'Choose another time or a shorter lesson.',
  },
  movePending: {
    status: 409,
    title: 'Another time is held for this lesson already',
    detail: 'Pay what it costs more, or give it up.',
  },
  proposalLate: {
    status: 409,
    title: 'It is too late to propose another time',
    detail: 'The learner would have no time to answer. Give the lesson, or cancel it.',
  },
  proposedAlready: {
    status: 409,
    title: 'Other times are proposed for this lesson already',
    detail: 'Wait for the answer, or withdraw them first.',
  },
  nothingProposed: {
    status: 409,
    title: 'No such time is proposed for this lesson any more',
    detail: 'The lesson stays where it is.',
  },
  proposedTimeGone: {
    status: 409,
    title: 'This time is not free any more',
    detail: 'Choose another one of those that are proposed, or leave the lesson where it is.',
  },
  lessonOver: {
    status: 409,
    title: 'This lesson is over',
  },
  noChoice: {
    status: 409,
    title: 'There is nothing to choose about this lesson any more',
    detail: 'The time for it is over, or it was chosen already, or somebody objected.',
  },
  notContestable: {
    status: 409,
    title: 'Nobody can object to this lesson now',
    detail: 'It is possible from its end until its money is settled.',
  },
  contestedAlready: {
    status: 409,
    title: 'Support has been asked about this lesson already',
    detail: 'Wait for its decision.',
  },
  notDisputed: { status: 409, title: 'There is nothing to decide about this lesson' },
  enoughWritten: {
    status: 409,
    title: 'No more can be written about this objection',
    detail: 'Support decides with what there is.',
  },
  nothingToReport: {
    status: 409,
    title: 'There is nothing to say of this lesson yet',
    detail: 'It is possible once it has begun.',
  },
  ownLesson: {
    status: 422,
    title: 'You cannot book yourself',
  },
  illegalTransition: {
    status: 409,
    title: 'A booking that is {state} cannot be changed this way',
  },
});
