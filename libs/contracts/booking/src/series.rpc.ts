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
import { MoveSeries, PreviewSeriesMove, SeriesMovePreview } from './series-move.schemas.ts';

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
  previewSeriesMove: defineRpc('rpc.booking.preview_series_move.v1', {
    summary: 'Which lessons of a series could be moved, and where to',
    description: 'Moves nothing. Where a lesson cannot be moved it says why, and the nearest time.',
    access: BOOKERS,
    resource: ownSeries,
    input: PreviewSeriesMove,
    output: SeriesMovePreview,
    errors: [
      bookingErrors.seriesNotFound,
      bookingErrors.notFound,
      bookingErrors.seriesOver,
      ...errorsOf(availabilityRpc.quoteSeries),
    ],
    http: {
      method: 'POST',
      path: '/series/{seriesId}/move-preview',
      limit: { max: 120, windowS: 3_600 },
    },
  }),
  moveSeries: defineRpc('rpc.booking.move_series.v1', {
    summary: 'Move lessons of one of my series to other times',
    description:
      'All of them or none, or those that can be moved where that is wanted. Each under the rules of a lesson that is moved alone: free of charge for as long as a cancellation would give everything back, three times at most. Payments and prices stay.',
    access: BOOKERS,
    resource: ownSeries,
    idempotent: true,
    input: MoveSeries,
    output: Series,
    errors: [
      bookingErrors.seriesNotFound,
      bookingErrors.notFound,
      bookingErrors.seriesOver,
      bookingErrors.seriesNotMoved,
      bookingErrors.slotContended,
      bookingErrors.learnerNotFound,
      bookingErrors.learnerClosed,
      bookingErrors.identityUnchecked,
      bookingErrors.beyondCaps,
      ...errorsOf(availabilityRpc.quoteSeries),
    ],
    http: {
      method: 'POST',
      path: '/series/{seriesId}/move',
      limit: { max: 20, windowS: 3_600 },
    },
  }),
};
