import {
  defineContract,
  defineErrors,
  defineEvent,
  defineRpc,
  Empty,
  Id,
  Instant,
  Money,
  PROVIDER_ROLES,
  TimeZone,
} from '@edu/contract-kit';
import { z } from 'zod';

export const availabilityErrors = defineErrors('availability', {
  noSchedule: {
    status: 404,
    title: { en: 'This provider offers no times', fr: 'Ce prestataire ne propose aucun horaire' },
  },
  slotNotOffered: {
    status: 409,
    title: { en: 'This time is not offered', fr: 'Cet horaire n’est pas proposé' },
    detail: {
      en: 'Read the free slots again and choose one of them.',
      fr: 'Relisez les créneaux libres et choisissez-en un.',
    },
  },
  rangeTooLong: {
    status: 400,
    title: {
      en: 'Ask for at most {days} days at once',
      fr: 'Demandez au plus {days} jours à la fois',
    },
  },
});

const Mode = z.enum(['online', 'in_person']);
const LocalTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'must be a time of day as in 09:30' });
const LocalDate = z.iso.date();
/** Half-open: `to` is not part of it. A night goes on with a range from 00:00 the next day. */
const LocalRange = z
  .strictObject({ from: LocalTime, to: LocalTime })
  .refine(({ from, to }) => from < to, { error: 'must be after `from`', path: ['to'] });

/** The hours of one day; they may touch and may not overlap. */
const LocalRanges = z
  .array(LocalRange)
  .max(12)
  .superRefine((ranges, context) => {
    ranges.forEach(({ from, to }, index) => {
      if (ranges.slice(0, index).some((other) => from < other.to && other.from < to)) {
        context.addIssue({ code: 'custom', path: [index], message: 'overlaps another range' });
      }
    });
  });

/** Refuses a second entry for the same day. */
function oncePer<K extends string>(key: K) {
  return (entries: readonly Record<K, unknown>[], context: z.RefinementCtx): void => {
    const seen = new Set<unknown>();
    entries.forEach((entry, index) => {
      if (seen.has(entry[key])) {
        context.addIssue({ code: 'custom', path: [index, key], message: 'is given twice' });
      }
      seen.add(entry[key]);
    });
  };
}

/** What a cancellation gives back; the tier with the largest `hoursBefore` that still fits applies. */
export const CancellationPolicy = z.object({
  name: z.enum(['flexible', 'moderate', 'strict']),
  tiers: z.array(
    z.object({
      hoursBefore: z.int(),
      refundPct: z.int().min(0).max(100),
      providerSharePct: z.int().min(0).max(100),
    }),
  ),
  /** After booking, within which a cancellation is free. */
  graceMinutes: z.int(),
});
export type CancellationPolicy = z.infer<typeof CancellationPolicy>;

const schedule = {
  /** IANA zone in which the weekly hours are meant. */
  timeZone: TimeZone,
  /** Day 1 is Monday, as in ISO 8601. */
  weekly: z
    .array(z.strictObject({ day: z.int().min(1).max(7), ranges: LocalRanges }))
    .max(7)
    .superRefine(oncePer('day')),
  /** Days that differ from the week; no ranges means a day off. */
  exceptions: z
    .array(z.strictObject({ date: LocalDate, ranges: LocalRanges }))
    .max(400)
    .superRefine(oncePer('date'))
    .default([]),
  durationsMinutes: z.array(z.int().min(15).max(480).multipleOf(5)).min(1).max(8).default([60]),
  /**
   * Lessons start at multiples of this, counted in elapsed time from the start of a range. They may
   * run on into a range that touches it, also past midnight.
   */
  stepMinutes: z.int().min(5).max(120).multipleOf(5).default(30),
  bufferBeforeMinutes: z.int().min(0).max(120).default(0),
  bufferAfterMinutes: z.int().min(0).max(120).default(0),
  noticeMinutes: z.int().min(0).max(43_200).default(120),
  horizonDays: z.int().min(1).max(365).default(90),
  policy: z.enum(['flexible', 'moderate', 'strict']).default('moderate'),
};

export const Schedule = z.object({ ...schedule, providerId: Id, version: z.int() });
export type Schedule = z.infer<typeof Schedule>;

/** One slot as it can be booked now, with all that the booking has to remember. */
export const Quote = z.object({
  providerId: Id,
  startsAt: Instant,
  endsAt: Instant,
  /** The lesson with its buffers: what cannot be sold twice. */
  busyFrom: Instant,
  busyUntil: Instant,
  price: Money,
  zone: z.string(),
  policy: CancellationPolicy,
});
export type Quote = z.infer<typeof Quote>;

/** Free times of one local day of the reader. */
const SlotDay = z.object({
  date: z.string(),
  ranges: z.array(
    z.object({
      startsAt: Instant,
      endsAt: Instant,
      /** Wall clock in `zone` with its offset (RFC 3339), for people. */
      localStart: z.string(),
      localEnd: z.string(),
    }),
  ),
});
export type SlotDay = z.infer<typeof SlotDay>;

export const availabilityRpc = {
  getMine: defineRpc('rpc.availability.get_mine.v1', {
    summary: 'My schedule',
    access: PROVIDER_ROLES,
    input: Empty,
    output: Schedule,
    errors: [availabilityErrors.noSchedule],
    http: { method: 'GET', path: '/me/schedule' },
  }),
  saveMine: defineRpc('rpc.availability.save_mine.v1', {
    summary: 'Write my schedule',
    description: 'Existing bookings stay as they are.',
    access: PROVIDER_ROLES,
    input: z.strictObject(schedule),
    output: Schedule,
    http: { method: 'PUT', path: '/me/schedule' },
  }),
  slots: defineRpc('rpc.availability.slots.v1', {
    summary: 'Free times of a provider, in the reader’s zone',
    description:
      'A lesson may start at `startsAt` of a range and every `stepMinutes` after it, as long as it ends within the range. It belongs to the day on which it starts; days without a free time are left out.',
    access: 'public',
    input: z
      .strictObject({
        id: Id,
        /** First and last local day wanted, in `zone`; at most 62 days. */
        from: LocalDate,
        to: LocalDate,
        zone: TimeZone,
        durationMinutes: z.int().min(15).max(480).default(60),
      })
      .refine(({ from, to }) => from <= to, { error: 'must not be before `from`', path: ['to'] }),
    output: z.object({
      providerId: Id,
      zone: z.string(),
      durationMinutes: z.int(),
      stepMinutes: z.int(),
      /** What else can be asked for; there is no free time for another duration. */
      durationsMinutes: z.array(z.int()),
      modes: z.array(Mode),
      days: z.array(SlotDay),
    }),
    errors: [availabilityErrors.noSchedule, availabilityErrors.rangeTooLong],
    http: { method: 'GET', path: '/providers/{id}/slots' },
  }),
  quote: defineRpc('rpc.availability.quote.v1', {
    summary: 'Price and terms of one slot, if it is free',
    input: z.strictObject({
      providerId: Id,
      startsAt: Instant,
      durationMinutes: z.int().min(15).max(480),
      mode: Mode,
    }),
    output: Quote,
    errors: [availabilityErrors.slotNotOffered, availabilityErrors.noSchedule],
  }),
};

export const availabilityEvents = {
  changed: defineEvent('evt.availability.changed.v1', {
    summary: 'A provider’s schedule changed',
    aggregate: 'providerId',
    data: z.object({ providerId: Id, version: z.int() }),
  }),
};

export const availabilityContract = defineContract({
  service: 'availability',
  summary: 'Schedules, free slots and quotes',
  rpc: availabilityRpc,
  events: availabilityEvents,
  errors: availabilityErrors,
});
