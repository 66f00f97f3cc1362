import { defineErrors } from '@edu/contract-kit';

export const creditErrors = defineErrors('payment', {
  refundNotFound: { status: 404, title: 'No such refund' },
  refundNotWaiting: {
    status: 409,
    title: 'This refund waits for nobody any more',
    detail: 'It has gone back meanwhile.',
  },
  refundWithBank: {
    status: 409,
    title: 'The bank of whoever paid has asked for this money',
    detail: 'What becomes of the refund is known once the bank has decided.',
  },
  creditChanged: {
    status: 409,
    title: 'Your credit has changed meanwhile',
    detail: 'Look again at how much of it is left.',
  },
  noPayoutNumber: {
    status: 409,
    title: 'Your account has no phone number',
    detail: 'Add the one that has your Mobile Money, and prove it by the code that it is sent.',
  },
  otherMoney: {
    status: 409,
    title: 'The Mobile Money of your number holds other money than this credit',
  },
  tooLittleCredit: {
    status: 409,
    title: 'There is too little of this credit to be paid out',
    detail: 'Your operator moves {min} at least.',
  },
  creditPayoutOpen: {
    status: 409,
    title: 'Some of this credit is on its way to you already',
    detail: 'The rest can follow once it has arrived.',
  },
  creditHeld: {
    status: 409,
    title: 'Your account is suspended: its money stays with us meanwhile',
  },
  refundOwn: { status: 403, title: 'Your own refunds are for others to send' },
});
