import { Instant, openEnum } from '@edu/contract-kit';
import { z } from 'zod';
import { BookingCanceled, BookingCreated } from './booking.events.ts';

const { holdExpiresAt, ...lesson } = BookingCreated.shape;
const { mode: _mode, price: _price, zone: _zone, ...slot } = lesson;
const { by, zone } = BookingCanceled.shape;
const answerBy = Instant.describe('It runs out unless it is answered by then.');
const side = openEnum(['learner', 'provider'], {
  id: 'AnsweringSide',
  description: 'Who answered: the provider a request, the learner’s side a proposal.',
});

export const BookingRequested = z.object({ ...lesson, answerBy }).meta({
  id: 'BookingRequested',
  description: 'A slot is held and waits for the provider to accept it.',
});

export const BookingProposed = z
  .object({
    ...lesson,
    answerBy,
    askedStartsAt: Instant.describe('When the lesson that was asked for would have begun.'),
  })
  .meta({
    id: 'BookingProposed',
    description: 'The provider proposes another time, which is held in place of the one asked for.',
  });

export const BookingAccepted = z.object({ ...lesson, holdExpiresAt, by: side }).meta({
  id: 'BookingAccepted',
  description: 'A request or a proposal was accepted: the slot waits for its payment.',
});

export const BookingDeclined = z
  .object({ ...slot, zone, by })
  .meta({ id: 'BookingDeclined', description: 'A request or a proposal was declined.' });
