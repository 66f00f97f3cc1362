import { ApiError, NetworkError } from '@edu/client';
import { availabilityErrors } from '@edu/contracts-availability';
import { bookingErrors } from '@edu/contracts-booking';
import { expect, it } from 'vitest';
import { isOfTheHour, isOfTheLearner } from './refusals.ts';

const refusal = ({ code, status, title }: { code: string; status: number; title: string }) =>
  new ApiError(new Response(null, { status }), { code, status, title });

it.each([
  [bookingErrors.slotTaken, true, false],
  [bookingErrors.learnerBusy, true, false],
  [availabilityErrors.slotNotOffered, true, false],
  [bookingErrors.tooManyHolds, false, true],
  [bookingErrors.tooManyHoldsOfProvider, false, true],
  // The hour may be free in a moment, so it is asked for again.
  [bookingErrors.slotContended, false, false],
  [bookingErrors.notFound, false, false],
])('$code is of the hour: %s, of the learner: %s', (error, ofTheHour, ofTheLearner) => {
  expect(isOfTheHour(refusal(error))).toBe(ofTheHour);
  expect(isOfTheLearner(refusal(error))).toBe(ofTheLearner);
});

it('an answer that did not come is no refusal', () => {
  const lost = new NetworkError('the line was cut');
  expect([isOfTheHour(lost), isOfTheLearner(lost)]).toEqual([false, false]);
});
