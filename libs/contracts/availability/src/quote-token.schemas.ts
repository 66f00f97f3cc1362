import { z } from 'zod';
import { Quote, QuoteRequest } from './availability.schemas.ts';

/** How long a quote is taken without asking again, at most. */
export const QUOTE_LIFE_MS = 600_000;

const QuoteTerms = Quote.omit({ token: true }).meta({
  id: 'QuoteTerms',
  description: 'What a booking stores of a slot.',
});
export type QuoteTerms = z.infer<typeof QuoteTerms>;

/** What is sealed into the token of a quote, for booking. */
export const QuoteToken = z
  .object({
    request: QuoteRequest.describe('What was asked for: it is for this and nothing else.'),
    quote: QuoteTerms.describe('The answer.'),
    scheduleVersion: z.int().describe('Of the schedule that offered the slot.'),
    profileVersion: z.int().describe('Of the profile with the price.'),
    until: z.int().describe('From then on one asks again; epoch milliseconds.'),
  })
  .meta({ id: 'QuoteToken', description: 'A quote, and what it was made from.' });
export type QuoteToken = z.infer<typeof QuoteToken>;
