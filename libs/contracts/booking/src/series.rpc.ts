import { defineRpc, errorsOf } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors } from './booking.errors.ts';
import {
  CancelSeries,
  CreateSeries,
  PreviewSeries,
  PreviewSeriesCancellation,
  Series,
  SeriesById,
  SeriesCancellation,
  SeriesPreview,
} from './series.schemas.ts';

const BOOKERS = ['student', 'parent'] as const;
const notMine = {
  of: 'profile',
  id: 'providerId',
  whose: 'others',
  otherwise: bookingErrors.ownLesson,
} as const;
const ownSeries = {
  of: 'series',
  id: 'seriesId',
  whose: 'own',
  ofChildToo: true,
  otherwise: bookingErrors.seriesNotFound,
} as const;

export const seriesRpc = {
  previewSeries: defineRpc('rpc.booking.preview_series.v1', {
    summary: 'Which lessons of a series could be booked',
    description:
      'Holds nothing. Times repeat as clocks of the provider show them, in summer as in winter.',
    access: BOOKERS,
    resource: notMine,
    input: PreviewSeries,
    output: SeriesPreview,
    errors: [
      bookingErrors.ownLesson,
      bookingErrors.learnerNotFound,
      ...errorsOf(availabilityRpc.quoteSeries),
    ],
    http: {
      method: 'POST',
      path: '/series/preview',
      limit: { max: 120, windowS: 3_600 },
    },
  }),
  createSeries: defineRpc('rpc.booking.create_series.v1', {
    summary: 'Book a series of lessons',
    description:
      'Holds all of its slots at the price of now. The first lesson is paid as any other, and with its hold ends the whole series if nothing is paid; each later one is paid until 24 hours before it begins.',
    access: BOOKERS,
    resource: notMine,
    idempotent: true,
    input: CreateSeries,
    output: Series,
    errors: [
      bookingErrors.seriesNotFree,
      bookingErrors.slotContended,
      bookingErrors.tooManyHolds,
      bookingErrors.tooManyHoldsOfProvider,
      bookingErrors.tooManySeries,
      bookingErrors.ownLesson,
      bookingErrors.learnerNotFound,
      bookingErrors.learnerClosed,
      bookingErrors.identityUnchecked,
      bookingErrors.beyondCaps,
      ...errorsOf(availabilityRpc.quoteSeries),
    ],
    http: {
      method: 'POST',
      path: '/series',
      status: 201,
      limit: { max: 10, windowS: 3_600 },
    },
  }),
  getSeries: defineRpc('rpc.booking.get_series.v1', {
    summary: 'One of my series, with its lessons',
    access: 'user',
    resource: ownSeries,
    input: SeriesById,
    output: Series,
    errors: [bookingErrors.seriesNotFound],
    http: { method: 'GET', path: '/series/{seriesId}' },
  }),
  previewSeriesCancellation: defineRpc('rpc.booking.preview_series_cancellation.v1', {
    summary: 'What calling off lessons of a series now would give back',
    access: 'user',
    resource: ownSeries,
    input: PreviewSeriesCancellation,
    output: SeriesCancellation,
    errors: [bookingErrors.seriesNotFound, bookingErrors.notFound, bookingErrors.seriesOver],
    http: { method: 'GET', path: '/series/{seriesId}/cancellation-preview' },
  }),
  cancelSeries: defineRpc('rpc.booking.cancel_series.v1', {
    summary: 'Call off lessons of one of my series',
    access: 'user',
    resource: ownSeries,
    idempotent: true,
    input: CancelSeries,
    output: Series,
    errors: [bookingErrors.seriesNotFound, bookingErrors.notFound, bookingErrors.seriesOver],
    http: { method: 'POST', path: '/series/{seriesId}/cancel' },
  }),
};
