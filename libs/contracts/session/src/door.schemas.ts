import { Id, Instant } from '@edu/contract-kit';
import { z } from 'zod';

/** Digits of a door PIN: few enough to be said aloud, too many to be guessed in the tries that there are. */
export const PIN_DIGITS = 5;

const bookingId = Id.describe('The booking of the lesson.');

export const DoorByBooking = z
  .strictObject({ bookingId })
  .meta({ id: 'DoorByBooking', description: 'Whose door.' });

export const CheckIn = z
  .strictObject({
    bookingId,
    pin: z
      .string()
      .regex(new RegExp(`^\\d{${PIN_DIGITS}}$`))
      .meta({ description: 'What the learner read out.', examples: ['04217'] }),
  })
  .meta({ id: 'CheckIn', description: 'The PIN that the learner says at the door.' });

export const Door = z
  .object({
    bookingId,
    pin: z
      .string()
      .nullable()
      .meta({
        description:
          'For the learner and the parent who booked, from `shownFrom` until `closesAt`; always null to whoever teaches, and once it was used.',
        examples: ['04217'],
      }),
    shownFrom: Instant.describe('From when the learner’s side reads the PIN.'),
    opensAt: Instant.describe('From when whoever teaches may enter it.'),
    closesAt: Instant.describe('Until when: the end of the lesson.'),
    triesLeft: z.int().describe('Wrong PINs that may still be entered.'),
    checkedInAt: Instant.nullable().describe('When the right one was entered.'),
  })
  .meta({
    id: 'Door',
    description: 'The door of a lesson in person, as one of its sides sees it.',
  });
