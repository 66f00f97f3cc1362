import { defineRpc } from '@edu/contract-kit';
import { linkErrors } from './link.errors.ts';
import {
  AskLinkWallet,
  LinkById,
  LinkIntent,
  LinksOfBooking,
  LinkWithdrawn,
  MakeLink,
  NewPaymentLink,
  OpenLink,
  PayLink,
  PaymentLinks,
  PaymentRequest,
} from './link.schemas.ts';
import { paymentErrors } from './payment.errors.ts';
import { Wallet } from './payment.schemas.ts';
import { quoteErrors } from './quote.errors.ts';
import { walletErrors } from './wallet.errors.ts';

const OWN = {
  access: ['student', 'parent'],
  resource: {
    of: 'booking',
    id: 'bookingId',
    whose: 'own',
    otherwise: paymentErrors.bookingNotFound,
  },
} as const;

/** Whoever has a link may be anybody: the link says what may be done. */
const ANYBODY = { access: 'public', resource: 'none' } as const;
/** Tokens are random: nobody guesses one, and nobody shall try for long. */
const GUESSES = { max: 60, windowS: 600, counts: 'failures' } as const;

/** Somebody else pays: who asks for it, and who was asked. */
export const linkRpc = {
  createLink: defineRpc('rpc.payment.create_link.v1', {
    summary: 'Make a link by which somebody else pays for a booking, or for several at once',
    description:
      'Whoever has it sees my first name, the subject, the time and the price, and pays without an account; of several lessons they see how many, the first and the last, and the first name of who teaches. It lasts as long as all of the slots are held, and until one of them is paid another way.',
    ...OWN,
    input: MakeLink,
    output: NewPaymentLink,
    errors: [
      paymentErrors.bookingNotFound,
      paymentErrors.bookingNotReady,
      paymentErrors.notAccepted,
      paymentErrors.bookingOver,
      paymentErrors.alreadyPaid,
      paymentErrors.notTogether,
      linkErrors.tooManyLinks,
    ],
    http: {
      method: 'POST',
      path: '/bookings/{bookingId}/payment-links',
      status: 201,
      limit: { max: 30, windowS: 3_600, by: 'user' },
    },
  }),
  links: defineRpc('rpc.payment.links.v1', {
    summary: 'The links by which somebody else can pay for a booking',
    ...OWN,
    input: LinksOfBooking,
    output: PaymentLinks,
    errors: [paymentErrors.bookingNotFound],
    http: { method: 'GET', path: '/bookings/{bookingId}/payment-links' },
  }),
  withdrawLink: defineRpc('rpc.payment.withdraw_link.v1', {
    summary: 'Withdraw a link',
    description: 'A payment that was begun with it is closed, unless its money is there already.',
    ...OWN,
    input: LinkById,
    output: LinkWithdrawn,
    errors: [paymentErrors.bookingNotFound, linkErrors.linkNotFound],
    http: { method: 'DELETE', path: '/bookings/{bookingId}/payment-links/{id}' },
  }),
  openLink: defineRpc('rpc.payment.open_link.v1', {
    summary: 'What somebody is asked to pay, by the link',
    ...ANYBODY,
    origin: true,
    input: OpenLink,
    output: PaymentRequest,
    errors: [linkErrors.linkOver],
    http: {
      method: 'POST',
      path: '/payment-links/open',
      // A page that waits for its payment asks again and again, and many may be behind one address.
      limit: [{ max: 900, windowS: 600 }, GUESSES],
    },
  }),
  payLink: defineRpc('rpc.payment.pay_link.v1', {
    summary: 'Open the payment of a link',
    description:
      'Answers what the payer has to do next. A booking has one open payment; asking again gives it again, and one that was opened another way is closed first.',
    ...ANYBODY,
    origin: true,
    input: PayLink,
    output: LinkIntent,
    errors: [
      linkErrors.linkOver,
      linkErrors.linkChanged,
      paymentErrors.bookingNotReady,
      paymentErrors.notAccepted,
      paymentErrors.bookingOver,
      paymentErrors.alreadyPaid,
      paymentErrors.phoneRequired,
      ...walletErrors,
      paymentErrors.refused,
      paymentErrors.turnedDown,
      paymentErrors.anotherOpen,
      quoteErrors.quoteExpired,
    ],
    http: {
      method: 'POST',
      path: '/payment-links/pay',
      limit: [{ max: 60, windowS: 600 }, GUESSES],
    },
  }),
  linkWallet: defineRpc('rpc.payment.link_wallet.v1', {
    summary: 'The Mobile Money wallet of a phone number that is to pay by a link',
    description: 'Whose it is, and what happens on the phone. Nothing is sent there.',
    ...ANYBODY,
    input: AskLinkWallet,
    output: Wallet,
    errors: [
      linkErrors.linkOver,
      linkErrors.linkChanged,
      paymentErrors.bookingNotReady,
      paymentErrors.notAccepted,
      paymentErrors.bookingOver,
      paymentErrors.alreadyPaid,
      ...walletErrors,
    ],
    http: {
      method: 'POST',
      path: '/payment-links/wallet',
      limit: [{ max: 60, windowS: 600 }, GUESSES],
    },
  }),
};
