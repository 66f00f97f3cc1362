import { Currency, Id, Instant, Money, openEnum } from '@edu/contract-kit';
import { z } from 'zod';
import { linkToken } from './link.schemas.ts';
import { others } from './payment.schemas.ts';

const currency = Currency.describe('What is to be paid: one of those that a way to pay names.');

export const AskQuote = z
  .strictObject({
    ...{ bookingId: Id.describe('The booking to pay for.'), others, currency },
    credit: z
      .boolean()
      .optional()
      .describe('Whether my credit pays first; then what it leaves is quoted.'),
  })
  .meta({ id: 'AskQuote', description: 'A price, to be paid in other money.' });

export const AskLinkQuote = z
  .strictObject({ token: linkToken, currency })
  .meta({ id: 'AskLinkQuote', description: 'What a link asks for, to be paid in other money.' });

export const PaymentQuote = z
  .object({
    id: Id.describe('To be given back with the payment.'),
    price: Money.describe('What the lessons cost, less what credit pays.'),
    charged: Money.describe(
      'What is paid for that: the price at the rate, rounded up to the next minor unit.',
    ),
    rate: z.string().meta({
      description: 'What one unit of the money that is paid is, in that of the price.',
      examples: ['655.957'],
    }),
    source: openEnum(['fixed_parity', 'ecb'], {
      id: 'RateSource',
      description:
        '`fixed_parity`: the euro and the CFA francs, by treaty; `ecb`: the reference rates of the European Central Bank.',
    }),
    rateAt: Instant.describe('Of when the rate is.'),
    expiresAt: Instant.describe('Until when a payment can be opened with it; ask anew then.'),
  })
  .meta({ id: 'PaymentQuote', description: 'What a price is in other money, for a while.' });
