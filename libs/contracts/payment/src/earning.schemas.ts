import { Id, Instant, Money, openEnum, page } from '@edu/contract-kit';
import { z } from 'zod';
import { EarningReserve } from './reserve.schemas.ts';

export const Earning = z
  .object({
    bookingId: Id.describe('The booking.'),
    startsAt: Instant.describe('When the lesson begins.'),
    paid: Money.describe(
      'What the learner paid, less what went or is going back; what the platform pays in their stead, where it called the lesson off on its own account.',
    ),
    commission: Money.describe('What of it the platform keeps.'),
    taxes: Money.describe(
      'What of it is due to a tax office; zero while the lesson is expected, and where no tax holds.',
    ),
    amount: Money.describe('What of it is for the provider.'),
    state: openEnum(['expected', 'held', 'payable'], {
      id: 'EarningState',
      description:
        '`expected`: paid, but the lesson is not over, or somebody may still object; `held`: it would be earned, and we look at its payment first; `payable`: earned.',
    }),
    reserve: EarningReserve.nullable().describe(
      'What of it is not paid out yet, although it is earned; null where nothing is kept.',
    ),
    payableAt: Instant.nullable().describe('When it became payable; null before.'),
  })
  .meta({ id: 'Earning', description: 'What one lesson brings its provider.' });

const EarningTotal = z
  .object({
    expected: Money.describe('What paid lessons will bring, as things stand.'),
    payable: Money.describe(
      'What has been earned, less what was paid out, is on its way, or is kept.',
    ),
    reserved: Money.describe(
      'What of earnings is kept for a while, in case banks take payments back.',
    ),
  })
  .meta({ id: 'EarningTotal', description: 'What all lessons bring, in one currency.' });

export const Earnings = page(Earning)
  .extend({
    totals: z
      .array(EarningTotal)
      .describe('Of all lessons, for each currency that there is; in the order of its name.'),
  })
  .meta({ id: 'Earnings', description: 'One page of what my lessons bring, and all in all.' });
