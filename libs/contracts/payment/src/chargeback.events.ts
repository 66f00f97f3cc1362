import { defineEvent, Id, Instant, Money } from '@edu/contract-kit';
import { z } from 'zod';
import { LossBearer } from './chargeback.schemas.ts';

const FrozenLesson = z
  .object({
    bookingId: Id.describe('The booking.'),
    providerId: Id.describe('Who teaches.'),
    frozen: Money.describe('What was payable to them, and waited for the bank.'),
  })
  .meta({ id: 'FrozenLesson', description: 'One lesson whose payment a bank takes back.' });

const about = {
  chargebackId: Id.describe('The chargeback.'),
  paymentId: Id.describe('The payment.'),
  payerId: Id.describe('Whose bank it is.'),
  amount: Money.describe('How much the bank takes, or asks about.'),
  lessons: z.array(FrozenLesson).describe('What it is about.'),
};

export const ChargebackOpened = z
  .object({
    ...about,
    answerBy: Instant.nullable().describe('Until when the bank reads an answer.'),
  })
  .meta({
    id: 'ChargebackOpened',
    description: 'The bank of a payer takes a payment back, or asks about it: its money waits.',
  });

export const ChargebackClosed = z
  .object({
    ...about,
    outcome: z.enum(['won', 'lost']).meta({
      id: 'ChargebackOutcome',
      description: '`won`: the payment stays; `lost`: the bank keeps the money.',
    }),
    borneBy: LossBearer.nullable().describe('Of one that is lost; else null.'),
  })
  .meta({ id: 'ChargebackClosed', description: 'The bank of a payer has decided.' });

export const chargebackEvents = {
  chargebackOpened: defineEvent('evt.payment.chargeback_opened.v1', {
    summary: 'The bank of a payer takes a payment back, or asks about it',
    aggregate: 'chargebackId',
    data: ChargebackOpened,
  }),
  chargebackClosed: defineEvent('evt.payment.chargeback_closed.v1', {
    summary: 'The bank of a payer has decided about a payment',
    aggregate: 'chargebackId',
    data: ChargebackClosed,
  }),
};
