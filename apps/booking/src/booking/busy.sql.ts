import { LIVE } from './states.sql.ts';

const overlap = (row: string, from: string, until: string) =>
  `tstzrange(${row}.busy_from, ${row}.busy_until, '[)') && tstzrange(${from}, ${until}, '[)')`;

/** The lesson that a booking is, or that its time is held for: it may move within either. */
export const lessonOf = (row: string) => `coalesce(${row}.moves_id, ${row}.id)`;

/**
 * Whether a provider is busy in a time, as SQL: with another booking, or with a group lesson that is
 * offered, though nobody is in it yet. Every statement that gives a booking a time asks here.
 *
 * @param time where its ends are, as `[':busyFrom', ':busyUntil']`
 * @param other what another booking is, of a row `busy`: not the one that moves, not of the same group
 * @param isSeat where a seat is booked, which is in its group's time
 */
export const providerBusy = (
  [from, until]: readonly [string, string],
  { other = 'true', isSeat = 'false' }: { other?: string; isSeat?: string } = {},
) => `(EXISTS (SELECT FROM booking AS busy
      WHERE busy.provider_id = :providerId AND busy.state IN ${LIVE}
        AND ${overlap('busy', from, until)} AND ${other})
    OR (NOT ${isSeat} AND EXISTS (SELECT FROM group_lesson AS busy
      WHERE busy.provider_id = :providerId AND busy.state = 'open'
        AND ${overlap('busy', from, until)})))`;

/** Of a statement that may book a seat: bookings of the same group share its time. */
export const SEAT = {
  other: '(:groupId IS NULL OR busy.group_id IS DISTINCT FROM :groupId)',
  isSeat: '(:groupId IS NOT NULL)',
};
