import { Id, Instant, text } from '@edu/contract-kit';
import { z } from 'zod';

const id = Id.describe('The booking.');

export const AcceptBooking = z
  .strictObject({
    id,
    beyondCaps: z
      .boolean()
      .default(false)
      .describe('A parent accepts a proposal although it is beyond the caps of the child.'),
  })
  .meta({ id: 'AcceptBooking', description: 'A request or a proposal to accept.' });

export const DeclineBooking = z
  .strictObject({
    id,
    reason: text(500)
      .default('')
      .meta({
        description: 'Why, for the other person; may be empty.',
        examples: ['I am away that week.'],
      }),
  })
  .meta({ id: 'DeclineBooking', description: 'A request or a proposal to decline.' });

export const ProposeTime = z
  .strictObject({
    id,
    startsAt: Instant.describe('Another start, one that my free slots offer.'),
  })
  .meta({ id: 'ProposeTime', description: 'Another time for a lesson that was asked for.' });
