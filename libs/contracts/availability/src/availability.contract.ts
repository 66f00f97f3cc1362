import {
  defineContract,
  defineEvent,
  defineRpc,
  Empty,
  page,
  PageQuery,
  PROVIDER_ROLES,
  rebuildRpc,
  retentionEvents,
  userDataRpc,
} from '@edu/contract-kit';
import { availabilityErrors } from './availability.errors.ts';
import {
  BookingTerms,
  FindSlots,
  Quote,
  PreviewSchedule,
  NearStartsRequest,
  QuoteRequest,
  SaveSchedule,
  Schedule,
  ScheduleChanged,
  SchedulePreview,
  Slots,
} from './availability.schemas.ts';
import { NearStarts } from './near-starts.schemas.ts';
import { QuotedSeries, QuoteSeries } from './series.schemas.ts';

export { availabilityErrors } from './availability.errors.ts';
export {
  checkPattern,
  MAX_LEARNER_TIMES,
  MAX_SERIES_LESSONS,
  SERIES_OBSTACLES,
  SeriesObstacleName,
  seriesPattern,
  type QuotedLesson,
  type QuotedSeries,
  type SeriesObstacle,
} from './series.schemas.ts';
export {
  BookingMode,
  BookingTerms,
  Quote,
  Schedule,
  type SlotDay,
} from './availability.schemas.ts';
export { CancellationPolicy } from './policy.schemas.ts';
export { QUOTE_LIFE_MS, QuoteToken, type QuoteTerms } from './quote-token.schemas.ts';
export { Trial } from './trial.schemas.ts';

export const availabilityRpc = {
  getMine: defineRpc('rpc.availability.get_mine.v1', {
    summary: 'My schedule',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: Schedule,
    errors: [availabilityErrors.noSchedule],
    http: { method: 'GET', path: '/me/schedule' },
  }),
  saveMine: defineRpc('rpc.availability.save_mine.v1', {
    summary: 'Write my schedule',
    description: 'Existing bookings stay as they are.',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: SaveSchedule,
    output: Schedule,
    http: { method: 'PUT', path: '/me/schedule' },
  }),
  preview: defineRpc('rpc.availability.preview.v1', {
    summary: 'The free times that a schedule would leave, before it is written',
    description: 'What is booked already is taken, as it will be. Nothing is kept.',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: PreviewSchedule,
    output: SchedulePreview,
    errors: [availabilityErrors.rangeTooLong],
    http: { method: 'POST', path: '/me/schedule/preview' },
  }),
  slots: defineRpc('rpc.availability.slots.v1', {
    summary: 'Free times of a provider, in the reader’s zone',
    description:
      'A lesson may start at `startsAt` of a range and every `stepMinutes` after it, as long as it ends within the range. It belongs to the day on which it starts; days without a free time are left out.',
    access: 'public',
    resource: { of: 'profile', id: 'id', whose: 'anyone' },
    input: FindSlots,
    output: Slots,
    errors: [availabilityErrors.noSchedule, availabilityErrors.rangeTooLong],
    http: { method: 'GET', path: '/providers/{id}/slots', cache: 'revalidate' },
  }),
  quote: defineRpc('rpc.availability.quote.v1', {
    summary: 'Price and terms of one slot, if it is free',
    description: 'What a booking of it would store; asking holds nothing.',
    access: 'public',
    resource: { of: 'profile', id: 'providerId', whose: 'anyone' },
    input: QuoteRequest,
    output: Quote,
    errors: [availabilityErrors.slotNotOffered, availabilityErrors.noSchedule],
    http: { method: 'GET', path: '/providers/{providerId}/quote', cache: 'revalidate' },
  }),
  nearStarts: defineRpc('rpc.availability.near_starts.v1', {
    summary: 'Free times near one that cannot be had',
    description:
      'At most 100 within a week of it, or of the nearest time that can be booked at all where it is too soon or too far. None for whoever offers no such lesson.',
    input: NearStartsRequest,
    output: NearStarts,
  }),
  quoteSeries: defineRpc('rpc.availability.quote_series.v1', {
    summary: 'Price and terms of up to 52 slots, and which of them are free',
    input: QuoteSeries,
    output: QuotedSeries,
    errors: [
      availabilityErrors.slotNotOffered,
      availabilityErrors.noSchedule,
      availabilityErrors.asksFirst,
    ],
  }),
  /** For rebuilding a projection; ordered by provider id. */
  listSnapshot: defineRpc('rpc.availability.list_snapshot.v1', {
    summary: 'How every provider with a schedule is booked',
    input: PageQuery,
    output: page(BookingTerms),
  }),
  rebuild: rebuildRpc('availability', ['offer', 'booked-time', 'group-time']),
  ...userDataRpc('availability'),
};

export const availabilityEvents = {
  changed: defineEvent('evt.availability.changed.v1', {
    summary: 'A provider’s schedule changed',
    aggregate: 'providerId',
    data: ScheduleChanged,
  }),
  ...retentionEvents('availability'),
};

export const availabilityContract = defineContract({
  service: 'availability',
  summary: 'Schedules, free slots and quotes',
  rpc: availabilityRpc,
  events: availabilityEvents,
  errors: availabilityErrors,
});
