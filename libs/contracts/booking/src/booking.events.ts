import { Id, Instant, LessonMode, Money, openEnum } from '@edu/contract-kit';
import { z } from 'zod';
import { Booking, CancellationCause } from './booking.schemas.ts';
import { DisputeWriter } from './outcome.schemas.ts';

const zone = z
  .string()
  .meta({ description: 'Time zone of the provider (IANA).', examples: ['Africa/Abidjan'] });
const about = {
  bookingId: Id.describe('The booking.'),
  learnerId: Id.describe('Who learns, and pays unless `payerId` says otherwise.'),
  payerId: Id.nullish().describe(
    'The parent who booked it and pays; nothing where the learner does.',
  ),
  providerId: Id.describe('Who teaches.'),
  groupId: Id.nullish().describe('The group lesson in which it is a seat, if it is one.'),
  groupTitle: z
    .string()
    .nullish()
    .meta({ description: 'What its group lesson is called.', examples: ['Fractions'] }),
  zone: zone.optional(),
  movesId: Booking.shape.movesId,
  version: z.int().describe('Of the booking: larger is later.'),
};
const lesson = {
  startsAt: Instant.describe('When the lesson begins.'),
  endsAt: Instant.describe('When the lesson ends.'),
};
const time = {
  ...lesson,
  busyFrom: Instant.describe(
    'From when the provider is busy: the lesson and the buffer before it.',
  ),
  busyUntil: Instant.describe('Until when the provider is busy, the buffer after it included.'),
};
const terms = {
  mode: LessonMode,
  price: Money.describe('What the learner pays.'),
  zone,
};
const was = Booking.shape.state.default('pending').describe('The state that it was in before.');
const paymentId = Id.describe('The payment of the booking.');
export const withSeries = z
  .boolean()
  .optional()
  .describe('Whether it ended with others of its series, for which one of them speaks.');
const at = Instant.describe('When it became so.');

/** Lessons for which another of their series speaks. */
export const SeriesLessons = z.array(
  z
    .object({
      bookingId: about.bookingId,
      version: about.version,
      ...lesson,
      isPaid: z.boolean().describe('Whether it is paid.'),
    })
    .meta({ id: 'SeriesLesson', description: 'Another lesson of the same series.' }),
);

export const BookingCreated = z
  .object({
    ...about,
    ...time,
    ...terms,
    subject: Booking.shape.subject
      .optional()
      .describe('What the lesson is about; null when nothing was said.'),
    holdExpiresAt: Instant.describe('A payment that comes later may be sent back.'),
  })
  .meta({ id: 'BookingCreated', description: 'A slot is held and waits for its payment.' });

export const HoldExtended = BookingCreated.meta({
  id: 'HoldExtended',
  description: 'A slot is held longer: a prompt on the payer’s phone lives that long.',
});

export const BookingConfirmed = z
  .object({
    ...about,
    ...time,
    ...terms,
    paymentId,
    withSeries: withSeries.describe(
      'Whether it was paid at once with others, for which one of them speaks.',
    ),
    others: SeriesLessons.optional().describe(
      'Those that were paid at once with it and stand as well, for which it speaks.',
    ),
    total: Money.optional().describe('What the learner pays for it and those others.'),
  })
  .meta({ id: 'BookingConfirmed', description: 'A booking is paid and stands.' });

export const BookingCanceled = z
  .object({
    ...about,
    ...time,
    by: CancellationCause,
    was,
    wasPaid: z.boolean().describe('Whether it had been paid.'),
    compensated: z
      .boolean()
      .optional()
      .describe('Whether the provider earns by it all the same, at the platform’s cost.'),
    withSeries,
    others: z
      .int()
      .optional()
      .describe('How many others of its series ended with it, for which it speaks.'),
    series: SeriesLessons.optional().describe('Those others.'),
  })
  .meta({ id: 'BookingCanceled', description: 'A booking does not take place.' });

export const BookingExpired = z.object({ ...about, ...time, was, withSeries }).meta({
  id: 'BookingExpired',
  description: 'A slot was not paid or answered in time and is free again.',
});

export const PaymentDue = z
  .object({
    ...about,
    ...time,
    payUntil: Instant.describe('A payment that comes later may be sent back.'),
  })
  .meta({ id: 'PaymentDue', description: 'A later lesson of a series is to be paid now.' });

export const RefundDue = z
  .object({
    refundRequestId: Id.describe(
      'One for each refund that is asked for: asked twice with the same id, money goes back once.',
    ),
    bookingId: Id.describe('The booking.'),
    paymentId,
    amount: Money.describe('How much has to go back.'),
    reason: openEnum(
      ['canceled', 'slot_gone', 'already_paid', 'too_late', 'no_show', 'disputed', 'rescheduled'],
      {
        id: 'RefundReason',
        description: 'Why money goes back.',
      },
    ),
  })
  .meta({ id: 'RefundDue', description: 'Money of a booking has to go back.' });

export const BookingCompleted = z
  .object({ ...about, ...lesson, paymentId, at })
  .meta({ id: 'BookingCompleted', description: 'A lesson took place.' });

export const BookingNoShow = z
  .object({
    ...about,
    ...lesson,
    paymentId,
    absent: z
      .enum(['learner', 'provider', 'both'])
      .meta({ id: 'AbsentParty', description: 'Who was not there.' }),
    chooseUntil: Instant.nullish().describe(
      'Until when the learner may choose a new time; afterwards the money goes back. Nothing where there is no such choice.',
    ),
    at,
  })
  .meta({ id: 'BookingNoShow', description: 'A lesson did not take place: somebody was absent.' });

export const DisputeUpdated = z
  .object({
    ...about,
    what: openEnum(['opened', 'message', 'decided'], {
      id: 'DisputeUpdate',
      description: 'What happened: what was written is not in the event.',
    }),
    by: DisputeWriter,
    at,
  })
  .meta({ id: 'DisputeUpdated', description: 'Somebody objected, wrote, or decided.' });

export const BookingPayable = z
  .object({
    ...about,
    paymentId,
    amount: Money.describe('What the learner paid less what goes back: above zero.'),
    atCostOf: openEnum(['learner', 'platform'], {
      id: 'EarningPayer',
      description:
        'Who pays it: `learner`, whose money is held; `platform`, which called the lesson off and gave all of that back.',
    }).default('learner'),
    at,
  })
  .meta({ id: 'BookingPayable', description: 'The provider has earned the money of a booking.' });

export const BookingRefunded = z
  .object(about)
  .meta({ id: 'BookingRefunded', description: 'A canceled booking’s money went back.' });
