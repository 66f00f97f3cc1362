import {
  defineContract,
  defineErrors,
  defineEvent,
  defineRpc,
  Id,
  Instant,
  Money,
  page,
  pageQuery,
  Slug,
  text,
} from '@edu/contract-kit';
import { z } from 'zod';

export const bookingErrors = defineErrors('booking', {
  notFound: { status: 404, title: { en: 'No such booking', fr: 'Réservation introuvable' } },
  slotTaken: {
    status: 409,
    title: { en: 'This slot has just been taken', fr: 'Ce créneau vient d’être pris' },
    detail: { en: 'Choose another time.', fr: 'Choisissez un autre horaire.' },
  },
  learnerBusy: {
    status: 409,
    title: {
      en: 'You have another lesson at this time',
      fr: 'Vous avez déjà un cours à cette heure',
    },
  },
  slotContended: {
    status: 409,
    title: {
      en: 'Many people want this slot right now',
      fr: 'Ce créneau est très demandé en ce moment',
    },
    detail: { en: 'Try again in a moment.', fr: 'Réessayez dans un instant.' },
    retryAfter: 1,
  },
  tooManyHolds: {
    status: 429,
    title: {
      en: 'You hold {max} unpaid slots already',
      fr: 'Vous retenez déjà {max} créneaux non payés',
    },
    detail: { en: 'Pay or cancel one of them.', fr: 'Payez ou annulez l’un d’eux.' },
    retryAfter: 60,
  },
  tooManyHoldsOfProvider: {
    status: 429,
    title: {
      en: 'You have held {max} slots of this person without paying',
      fr: 'Vous avez déjà retenu {max} créneaux de cette personne sans payer',
    },
    detail: {
      en: 'Pay what you hold, or try again later.',
      fr: 'Payez ce que vous retenez, ou réessayez plus tard.',
    },
    retryAfter: 600,
  },
  lessonOver: {
    status: 409,
    title: { en: 'This lesson is over', fr: 'Ce cours est terminé' },
  },
  holdOver: {
    status: 409,
    title: {
      en: 'The time to pay this booking has run out',
      fr: 'Le délai pour payer cette réservation est écoulé',
    },
    detail: { en: 'Book again.', fr: 'Réservez à nouveau.' },
  },
  ownLesson: {
    status: 422,
    title: { en: 'You cannot book yourself', fr: 'Vous ne pouvez pas vous réserver vous-même' },
  },
  illegalTransition: {
    status: 409,
    title: {
      en: 'A booking that is {state} cannot be changed this way',
      fr: 'Une réservation à l’état {state} ne peut pas être modifiée ainsi',
    },
  },
});

export const BOOKING_STATES = [
  'pending',
  'confirmed',
  'completed',
  'no_show',
  'expired',
  'canceled',
  'refunded',
] as const;
export type BookingState = (typeof BOOKING_STATES)[number];
const Mode = z.enum(['online', 'in_person']);

export const Booking = z.object({
  id: Id,
  learnerId: Id,
  providerId: Id,
  state: z.enum(BOOKING_STATES),
  mode: Mode,
  subject: z.string().nullable(),
  startsAt: Instant,
  endsAt: Instant,
  price: Money,
  /** The provider's zone. */
  zone: z.string(),
  /** Until when the slot waits for its payment: never longer than until the lesson begins. */
  holdExpiresAt: Instant.nullable(),
  createdAt: Instant,
  version: z.int(),
});
export type Booking = z.infer<typeof Booking>;

const byId = { id: Id };

export const bookingRpc = {
  create: defineRpc('rpc.booking.create.v1', {
    summary: 'Book a slot',
    description:
      'Holds the slot until `holdExpiresAt`; paying confirms it. The price is the server’s.',
    access: ['student', 'parent'],
    idempotent: true,
    input: z.strictObject({
      providerId: Id,
      startsAt: Instant,
      durationMinutes: z.int().min(15).max(480).default(60),
      mode: Mode.default('online'),
      subject: Slug.optional(),
    }),
    output: Booking,
    errors: [
      bookingErrors.slotTaken,
      bookingErrors.learnerBusy,
      bookingErrors.slotContended,
      bookingErrors.tooManyHolds,
      bookingErrors.tooManyHoldsOfProvider,
      bookingErrors.ownLesson,
    ],
    http: {
      method: 'POST',
      path: '/bookings',
      status: 201,
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  get: defineRpc('rpc.booking.get.v1', {
    summary: 'One of my bookings',
    access: 'user',
    input: z.strictObject(byId),
    output: Booking,
    errors: [bookingErrors.notFound],
    http: { method: 'GET', path: '/bookings/{id}' },
  }),
  list: defineRpc('rpc.booking.list.v1', {
    summary: 'My bookings, the latest lesson first',
    access: 'user',
    input: z.strictObject({
      as: z.enum(['learner', 'provider']).default('learner'),
      state: z.enum(BOOKING_STATES).optional(),
      ...pageQuery,
    }),
    output: page(Booking),
    http: { method: 'GET', path: '/bookings' },
  }),
  cancellationPreview: defineRpc('rpc.booking.cancellation_preview.v1', {
    summary: 'What a cancellation now would give back',
    access: 'user',
    input: z.strictObject(byId),
    output: z.object({ refund: Money, refundPct: z.int(), free: z.boolean() }),
    errors: [bookingErrors.notFound, bookingErrors.illegalTransition, bookingErrors.lessonOver],
    http: { method: 'GET', path: '/bookings/{id}/cancellation-preview' },
  }),
  cancel: defineRpc('rpc.booking.cancel.v1', {
    summary: 'Cancel one of my bookings',
    access: 'user',
    idempotent: true,
    input: z.strictObject({ ...byId, reason: text(500).default('') }),
    output: Booking,
    errors: [bookingErrors.notFound, bookingErrors.illegalTransition, bookingErrors.lessonOver],
    http: { method: 'POST', path: '/bookings/{id}/cancel' },
  }),
  /** The learner alone may pay; anybody else's id is as unknown as a random one. */
  getPayable: defineRpc('rpc.booking.get_payable.v1', {
    summary: 'A booking of the actor that waits for its payment',
    access: 'user',
    input: z.strictObject(byId),
    output: Booking,
    errors: [bookingErrors.notFound, bookingErrors.illegalTransition, bookingErrors.holdOver],
  }),
};

const about = { bookingId: Id, learnerId: Id, providerId: Id, version: z.int() };
const lesson = { startsAt: Instant, endsAt: Instant };
const time = { ...lesson, busyFrom: Instant, busyUntil: Instant };
const Cause = z.enum(['learner', 'provider', 'platform']);

export const bookingEvents = {
  created: defineEvent('evt.booking.created.v1', {
    summary: 'A slot is held and waits for its payment',
    aggregate: 'bookingId',
    data: z.object({
      ...about,
      ...time,
      mode: Mode,
      price: Money,
      zone: z.string(),
      /** A payment that comes later may be sent back. */
      holdExpiresAt: Instant,
    }),
  }),
  confirmed: defineEvent('evt.booking.confirmed.v1', {
    summary: 'A booking is paid and stands',
    aggregate: 'bookingId',
    data: z.object({
      ...about,
      ...time,
      mode: Mode,
      price: Money,
      zone: z.string(),
      paymentId: Id,
    }),
  }),
  canceled: defineEvent('evt.booking.canceled.v1', {
    summary: 'A booking does not take place',
    aggregate: 'bookingId',
    data: z.object({ ...about, ...time, by: Cause, wasPaid: z.boolean() }),
  }),
  expired: defineEvent('evt.booking.expired.v1', {
    summary: 'A slot was not paid in time and is free again',
    aggregate: 'bookingId',
    data: z.object({ ...about, ...time }),
  }),
  refundDue: defineEvent('evt.booking.refund_due.v1', {
    summary: 'Money of this booking has to go back',
    aggregate: 'bookingId',
    data: z.object({
      /** One for each refund that is asked for: asked twice with the same id, money goes back once. */
      refundRequestId: Id,
      bookingId: Id,
      paymentId: Id,
      amount: Money,
      reason: z.enum(['canceled', 'slot_gone', 'already_paid', 'too_late', 'no_show']),
    }),
  }),
  completed: defineEvent('evt.booking.completed.v1', {
    summary: 'A lesson took place, or nobody says otherwise',
    aggregate: 'bookingId',
    data: z.object({ ...about, ...lesson, paymentId: Id, at: Instant }),
  }),
  noShow: defineEvent('evt.booking.no_show.v1', {
    summary: 'A lesson did not take place because somebody was proven absent',
    aggregate: 'bookingId',
    data: z.object({
      ...about,
      ...lesson,
      paymentId: Id,
      absent: z.enum(['learner', 'provider', 'both']),
      at: Instant,
    }),
  }),
  /** Sent once for a booking, when nobody can dispute any more what it cost. */
  payable: defineEvent('evt.booking.payable.v1', {
    summary: 'The provider has earned the money of a booking; commission is not taken off yet',
    aggregate: 'bookingId',
    data: z.object({
      ...about,
      paymentId: Id,
      /** What the learner paid less what goes back: above zero. */
      amount: Money,
      at: Instant,
    }),
  }),
  refunded: defineEvent('evt.booking.refunded.v1', {
    summary: 'A canceled booking’s money went back',
    aggregate: 'bookingId',
    data: z.object(about),
  }),
};

export const bookingContract = defineContract({
  service: 'booking',
  summary: 'Bookings and their holds',
  rpc: bookingRpc,
  events: bookingEvents,
  errors: bookingErrors,
});
