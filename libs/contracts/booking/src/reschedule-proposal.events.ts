import { defineEvent, Instant, openEnum } from '@edu/contract-kit';
import { z } from 'zod';
import { BookingConfirmed } from './booking.events.ts';

const { paymentId: _paymentId, mode: _mode, price: _price, ...lesson } = BookingConfirmed.shape;

const RescheduleProposed = z
  .object({
    ...lesson,
    starts: z.array(Instant).describe('When the lesson could begin instead.'),
    answerBy: Instant.describe('Without an answer by then the lesson stays.'),
  })
  .meta({
    id: 'RescheduleProposed',
    description: 'A provider proposes other times for a paid lesson, which stays meanwhile.',
  });

const RescheduleNotAgreed = z
  .object({
    ...lesson,
    outcome: openEnum(['declined', 'withdrawn', 'expired'], {
      id: 'RescheduleProposalOutcome',
      description: 'By the learner’s side, by the provider, or without an answer.',
    }),
  })
  .meta({
    id: 'RescheduleNotAgreed',
    description: 'Nothing came of a proposal: the lesson stays where it is.',
  });

export const rescheduleProposalEvents = {
  rescheduleProposed: defineEvent('evt.booking.reschedule_proposed.v1', {
    summary: 'A provider proposes other times for a paid lesson',
    aggregate: 'bookingId',
    data: RescheduleProposed,
  }),
  rescheduleNotAgreed: defineEvent('evt.booking.reschedule_not_agreed.v1', {
    summary: 'Such a proposal was declined, withdrawn or not answered: the lesson stays',
    aggregate: 'bookingId',
    data: RescheduleNotAgreed,
  }),
};
