import { defineErrors } from '@edu/contract-kit';

export const sessionErrors = defineErrors('session', {
  notFound: { status: 404, title: 'No such lesson' },
  notOpen: {
    status: 403,
    title: 'The classroom is open from {opensAt} to {closesAt}',
  },
  notOnline: {
    status: 422,
    title: 'This lesson takes place in person',
  },
  notInPerson: {
    status: 422,
    title: 'This lesson takes place online',
    detail: 'Meet in its classroom: there is no PIN.',
  },
  doorNotOpen: {
    status: 409,
    title: 'The PIN is entered from {opensAt} to {closesAt}',
    detail: 'Without it nothing is held against anybody.',
  },
  wrongPin: {
    status: 422,
    title: 'This is not the PIN of this lesson',
    detail: 'Ask for the one on the learner’s page of this lesson. Tries left: {left}.',
  },
  tooManyPins: {
    status: 409,
    title: 'A wrong PIN was entered {max} times',
    detail:
      'No more can be entered. Give the lesson: without a PIN nothing is held against anybody.',
  },
  badWebhook: {
    status: 400,
    title: 'This is no report of our classrooms',
  },
});
