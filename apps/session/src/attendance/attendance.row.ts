import type { Findings, RoomEvent, RoomLog } from './attendance.domain.ts';
import type { LogRow } from './attendance.sql.ts';

export function toLog(row: LogRow): RoomLog {
  return {
    lesson: { startsAt: row.starts_at, endsAt: row.ends_at },
    providerId: row.provider_id,
    mode: row.mode === 'in_person' ? 'in_person' : 'online',
    checkedInAt: row.checked_in_at,
    events: row.events.map(toEvent),
    tokens: row.tokens.map(({ userId, issuedAt }) => ({ userId, issuedAt: new Date(issuedAt) })),
  };
}

/** What was decided; null while nothing is. It is ours, and checked when it is sent. */
export const verdictOf = ({ verdict }: LogRow) => verdict as Findings | null;

function toEvent({ kind, at, userId, sid, joinedAt }: LogRow['events'][number]): RoomEvent {
  if (kind === 'started' || kind === 'finished' || kind === 'listed') {
    return { kind, at: new Date(at) };
  }
  // The database lets no event of a person be without them.
  return { kind, at: new Date(at), userId: userId!, sid: sid!, joinedAt: new Date(joinedAt!) };
}
