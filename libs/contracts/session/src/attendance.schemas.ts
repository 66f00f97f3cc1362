import { Id, Instant, openEnum } from '@edu/contract-kit';
import { z } from 'zod';

/** Decides about money, so no reader may meet another value. */
export const Presence = z.enum(['present', 'absent', 'unknown']).meta({
  id: 'Presence',
  description:
    'Whether a side of a lesson was there; `unknown`: nothing proves either, and it is held against nobody.',
});
export type Presence = z.infer<typeof Presence>;

export const PRESENCE_GROUNDS = [
  'long_enough',
  'at_the_start',
  'never_came',
  'at_the_door',
  'too_short',
  'nobody_waited',
  'log_incomplete',
  'not_over',
  'checked_in',
  'not_checked_in',
] as const;
export type PresenceGround = (typeof PRESENCE_GROUNDS)[number];
const PresenceGroundName = openEnum(PRESENCE_GROUNDS, {
  id: 'PresenceGround',
  description:
    'Why. `long_enough`: in the room for five minutes of the lesson; `at_the_start`: in it when the lesson began; `never_came`: never asked to enter, while the other side waited; `at_the_door`: asked to enter, and no entry is known; `too_short`: in the room for less than that; `nobody_waited`: did not ask to enter, and the other side did not wait long enough to prove it; `log_incomplete`: the same, and the end of the room is not known; `not_over`: the lesson is not; `checked_in`: of a lesson in person, the learner’s PIN was entered at the door; `not_checked_in`: it was not, which proves nothing.',
});

const bookingId = Id.describe('The booking of the lesson.');

const Side = z
  .object({
    presence: Presence,
    ground: PresenceGroundName,
    minutes: z.int().describe('Whole minutes of the lesson in the room, as far as they are known.'),
  })
  .meta({ id: 'SideAttendance', description: 'What is known of one side of a lesson.' });

const sides = {
  learner: Side.describe('Who learns, or the parent who came along.'),
  provider: Side.describe('Who teaches.'),
};

export const SessionAttended = z
  .object({
    bookingId,
    startsAt: Instant.describe('When the lesson that was looked at began: it may be moved later.'),
    ...sides,
    at: Instant.describe('When this was found.'),
  })
  .meta({ id: 'SessionAttended', description: 'Who was in a lesson.' });

export const AttendanceByBooking = z
  .strictObject({ bookingId })
  .meta({ id: 'AttendanceByBooking', description: 'Whose lesson.' });

const Visit = z
  .object({
    side: z
      .enum(['learner', 'provider'])
      .meta({ id: 'AttendanceSide', description: 'Which side of the lesson.' }),
    from: Instant.describe('When they entered.'),
    until: Instant.describe('When they left, or were last seen.'),
    left: z
      .boolean()
      .describe('Whether it is known that they left; else `until` is the last sign.'),
  })
  .meta({ id: 'ClassroomVisit', description: 'One stay of somebody in the classroom.' });

export const Attendance = z
  .object({
    bookingId,
    ...sides,
    visits: z.array(Visit).describe('Every stay that is known, the earliest first.'),
    checkedInAt: Instant.nullable().describe(
      'When the learner’s PIN was entered at the door of a lesson in person.',
    ),
    decidedAt: Instant.nullable().describe(
      'When it was decided what this means; null while the lesson is not over.',
    ),
  })
  .meta({ id: 'Attendance', description: 'Who was in a lesson, as both sides see it.' });

export const ReceiveRoomWebhook = z
  .strictObject({
    body: z.string().max(100_000).describe('Base64 of the raw body: its digest is signed.'),
    authorization: z.string().max(4_000).describe('The header, a token that signs the digest.'),
  })
  .meta({ id: 'ReceiveRoomWebhook', description: 'A report of the server of classrooms.' });

export const RoomWebhookReceived = z
  .object({ received: z.literal(true).describe('It is kept, or not for us.') })
  .meta({ id: 'RoomWebhookReceived', description: 'Nothing has to be sent again.' });
