import { ApiError } from '@edu/client';

/** Somebody has the hour, whoever asks is busy then, or it is not offered any more: another one may be free. */
export const isOfTheHour = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.is('booking.slot_taken', 'booking.learner_busy', 'availability.slot_not_offered');

/** Whoever asks holds as many hours as one may, of all or of this tutor: somebody else may have it. */
export const isOfTheLearner = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.is('booking.too_many_holds', 'booking.too_many_holds_of_provider');
