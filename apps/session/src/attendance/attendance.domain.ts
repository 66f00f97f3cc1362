import type { Presence, PresenceGround } from '@edu/contracts-session';
import { windowOf, type Lesson, type Part } from '../room/room.domain.ts';

const MINUTE = 60_000;
/** Minutes of the lesson in the room that make somebody present. */
export const PRESENT_MIN = 5;
/** Minutes that the other side waits before anybody can be absent; half of a lesson shorter than twice that. */
export const WAITED_MIN = 15;

/** What the server of classrooms said, or what we saw when we asked it. */
export type RoomEvent =
  | {
      /** `listed`: we asked who is in the room, and were answered. */
      readonly kind: 'started' | 'finished' | 'listed';
      readonly at: Date;
    }
  | {
      readonly kind: 'joined' | 'left' | 'seen';
      readonly at: Date;
      readonly userId: string;
      readonly sid: string;
      readonly joinedAt: Date;
    };

/** All that is known of a lesson's room, or door. The order of lists makes no difference, nor does a repetition. */
export interface RoomLog {
  readonly lesson: Lesson;
  readonly providerId: string;
  readonly mode: 'online' | 'in_person';
  /** Of a lesson in person: when the learner's PIN was entered at its door. */
  readonly checkedInAt: Date | null;
  readonly events: readonly RoomEvent[];
  /** Who was given a token, and when. Nobody enters without. */
  readonly tokens: readonly { readonly userId: string; readonly issuedAt: Date }[];
}

/** A stay of one side in the room. */
export interface Stay {
  readonly side: Part;
  readonly from: Date;
  /** When they left, or the last sign of them. */
  readonly until: Date;
  readonly left: boolean;
}

export interface SideFindings {
  readonly presence: Presence;
  readonly ground: PresenceGround;
  readonly minutes: number;
}

export type Findings = Readonly<Record<Part, SideFindings>>;

/**
 * The stays in a room while the lesson's door was open, the earliest first. One is known by the
 * participant's sid and when it joined, never by who came last: the server may say that somebody left
 * after saying that they are back.
 */
export function staysOf({ lesson, providerId, events }: RoomLog): Stay[] {
  const { opensAt, closesAt } = windowOf(lesson);
  const stays = new Map<string, Stay>();
  for (const event of events) {
    if (!('sid' in event) || event.joinedAt >= closesAt) continue;
    const { kind, sid, joinedAt, at, userId } = event;
    const key = `${sid} ${joinedAt.getTime()}`;
    const known = stays.get(key);
    const left = kind === 'left' || (known?.left ?? false);
    const isLater = !known || at > known.until;
    stays.set(key, {
      side: userId === providerId ? 'provider' : 'learner',
      from: joinedAt,
      until: isLater ? (at > joinedAt ? at : joinedAt) : known.until,
      left,
    });
  }
  return [...stays.values()].filter(({ until }) => until >= opensAt).sort(inOrder);
}

/** Those at the very same time have an order as well, which is not that of the reports. */
function inOrder(a: Stay, b: Stay): number {
  return (
    a.from.getTime() - b.from.getTime() ||
    a.until.getTime() - b.until.getTime() ||
    a.side.localeCompare(b.side) ||
    Number(a.left) - Number(b.left)
  );
}

/**
 * What a room's log proves. Somebody is absent only if they never asked to enter, while the other side
 * was in the room and waited: a lost message, a broken network or a closed laptop is no absence.
 */
export function findingsOf(log: RoomLog, now: Date): Findings {
  if (log.mode === 'in_person') return atTheDoor(log, now);
  const stays = staysOf(log);
  return {
    learner: findSide('learner', log, stays, now),
    provider: findSide('provider', log, stays, now),
  };
}

/** Whoever teaches enters what only the learner reads: it proves both, and its lack proves nothing. */
function atTheDoor({ checkedInAt, lesson }: RoomLog, now: Date): Findings {
  const found: SideFindings = checkedInAt
    ? { presence: 'present', ground: 'checked_in', minutes: 0 }
    : {
        presence: 'unknown',
        ground: now < lesson.endsAt ? 'not_over' : 'not_checked_in',
        minutes: 0,
      };
  return { learner: found, provider: found };
}

function findSide(side: Part, log: RoomLog, stays: readonly Stay[], now: Date): SideFindings {
  const { lesson } = log;
  const own = stays.filter((stay) => stay.side === side);
  const inLesson = timeIn(own, lesson);
  const found = (presence: Presence, ground: PresenceGround) => ({
    ...{ presence, ground },
    minutes: Math.floor(inLesson / MINUTE),
  });
  if (inLesson >= PRESENT_MIN * MINUTE) return found('present', 'long_enough');
  if (own.some(({ from, until }) => from <= lesson.startsAt && until > lesson.startsAt)) {
    return found('present', 'at_the_start');
  }
  if (now < lesson.endsAt) return found('unknown', 'not_over');
  if (own.length > 0) return found('unknown', 'too_short');
  if (askedToEnter(side, log)) return found('unknown', 'at_the_door');
  const others = stays.filter((stay) => stay.side !== side);
  if (timeIn(others, lesson) < waitOf(lesson)) return found('unknown', 'nobody_waited');
  return isWhole(log) ? found('absent', 'never_came') : found('unknown', 'log_incomplete');
}

function askedToEnter(side: Part, { lesson, providerId, tokens }: RoomLog): boolean {
  const { opensAt, closesAt } = windowOf(lesson);
  return tokens.some(
    ({ userId, issuedAt }) =>
      (userId === providerId) === (side === 'provider') &&
      issuedAt >= opensAt &&
      issuedAt < closesAt,
  );
}

/** Whether the room's end is known: that it closed, or who was in it after the lesson. */
function isWhole({ lesson, events }: RoomLog): boolean {
  return events.some(
    ({ kind, at }) =>
      (kind === 'finished' && at > lesson.startsAt) || (kind === 'listed' && at >= lesson.endsAt),
  );
}

const waitOf = ({ startsAt, endsAt }: Lesson) =>
  Math.min(WAITED_MIN * MINUTE, (endsAt.getTime() - startsAt.getTime()) / 2);

/** Milliseconds of the lesson during which one of the stays lasted; those at the same time count once. */
function timeIn(stays: readonly Stay[], { startsAt, endsAt }: Lesson): number {
  let total = 0;
  let counted = startsAt.getTime();
  for (const { from, until } of stays) {
    const begin = Math.max(counted, from.getTime());
    const end = Math.min(endsAt.getTime(), until.getTime());
    if (end <= begin) continue;
    total += end - begin;
    counted = end;
  }
  return total;
}
