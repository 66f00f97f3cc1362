import type { BookingDetails } from '@edu/client';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The slot that a link names. */
export interface WantedSlot {
  readonly providerId: string;
  /** ISO 8601, in UTC. */
  readonly startsAt: string;
  readonly minutes: number;
  readonly mode: 'online' | 'in_person';
  /** As the trial lesson of the provider. */
  readonly trial: boolean;
  /** What the lesson is to be about, if that is known. */
  readonly subject: string | undefined;
}

/** @param search `location.search`: what others have sent. @returns undefined when it names no slot */
export function slotOf(search: string): WantedSlot | undefined {
  const query = new URLSearchParams(search);
  const providerId = query.get('provider') ?? '';
  const start = Date.parse(query.get('start') ?? '');
  const minutes = Number(query.get('minutes') ?? 60);
  const mode = query.get('mode') ?? 'online';
  const subject = query.get('subject') ?? '';
  if (!ID.test(providerId) || Number.isNaN(start)) return undefined;
  if (!Number.isInteger(minutes) || minutes < 15 || minutes > 480) return undefined;
  if (mode !== 'online' && mode !== 'in_person') return undefined;
  return {
    ...{ providerId, startsAt: new Date(start).toISOString(), minutes, mode },
    trial: query.get('trial') === 'true',
    subject: SLUG.test(subject) && subject.length <= 60 ? subject : undefined,
  };
}

/** The group lesson that a link names. */
export function groupOf(search: string): string | undefined {
  const id = new URLSearchParams(search).get('group') ?? '';
  return ID.test(id) ? id : undefined;
}

/** The address of the page that books a slot, without the language. */
export function slotPath(slot: WantedSlot): string {
  const { providerId, startsAt, minutes, mode, trial, subject } = slot;
  const query = new URLSearchParams({
    ...{ provider: providerId, start: startsAt, minutes: String(minutes), mode },
    ...(trial && { trial: 'true' }),
    ...(subject && { subject }),
  });
  return `/book?${query}`;
}

type Lesson = Pick<
  BookingDetails,
  'providerId' | 'startsAt' | 'endsAt' | 'mode' | 'trial' | 'subject'
>;

/** The slot of a lesson, as it was booked. */
export function slotOfBooking({ startsAt, endsAt, subject, ...lesson }: Lesson): WantedSlot {
  const { providerId, mode, trial } = lesson;
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  return { providerId, startsAt, minutes, mode, trial, subject: subject ?? undefined };
}

/** What is asked for to book it. */
export const orderOf = ({ providerId, startsAt, minutes, mode, trial, subject }: WantedSlot) => ({
  ...{ providerId, startsAt, durationMinutes: minutes, mode, trial, subject },
});

/** The address of the page that books the slot again and again, without the language. */
export const seriesPath = (slot: WantedSlot): string =>
  slotPath(slot).replace('/book?', '/book/series?');

/** Names the wish to book a slot: the same after a reload, another for another slot. */
export function wishOf(slot: WantedSlot): string {
  const { providerId, startsAt, minutes, mode, trial, subject } = slot;
  const wish = ['book', providerId, startsAt, minutes, mode, subject ?? ''];
  return [...wish, ...(trial ? ['trial'] : [])].join(' ');
}
