import type { Platform } from '@edu/platform';
import pg from 'pg';
import type { RaceRow } from './race-row.ts';

const HOUR_MS = 3_600_000;
/** Beside the process that is right: one is an hour late, one an hour early. */
const SHIFTS_MS = [-HOUR_MS, HOUR_MS];
const CLOCK_SHIFT = new URL('clock-shift.ts', import.meta.url).href;

/**
 * The race in three processes whose machines do not agree about the time. What they note of their steps
 * has to be the time of the database all the same.
 */
export const amongWrongClocks = (
  platform: Platform,
  name: string,
  race: Pick<RaceRow, 'run'>,
): RaceRow => ({
  name: `${name}, clocks an hour off`,
  scenario: 'S-16',
  run: async (arena, size) => {
    const since = new Date();
    const outcome = await withWrongClocks(platform, () =>
      arena.insisting(() => race.run(arena, size)),
    );
    const { late, early, wrong } = await ofWrongClocks(platform.databases.adminUrl, since);
    const note = [
      outcome.note,
      `${late} events by a process an hour late, ${early} by one an hour early, ${wrong} steps noted wrong`,
    ];
    const holds = outcome.holds && wrong === 0;
    return { ...outcome, holds, note: note.filter(Boolean).join('; ') };
  },
});

/** Runs `work` while two more processes book, whose clocks are an hour off. */
async function withWrongClocks<T>(platform: Platform, work: () => Promise<T>): Promise<T> {
  const ends = [];
  try {
    for (const shift of SHIFTS_MS) {
      const env = { CLOCK_SHIFT_MS: String(shift) };
      ends.push(await platform.join('booking', { env, flags: ['--import', CLOCK_SHIFT] }));
    }
    return await work();
  } finally {
    await Promise.all(ends.map((end) => end()));
  }
}

/**
 * What the wrong processes did since: the id of an event begins with the milliseconds since 1970, by
 * the machine that made it. And the steps whose time is not right.
 */
async function ofWrongClocks(databaseUrl: string, since: Date) {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query<{ late: number; early: number; wrong: number }>(
      `WITH made AS (
         SELECT (('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0
           - extract(epoch FROM created_at)) / 60 AS ahead
         FROM booking.outbox WHERE created_at >= $1
       ), noted AS (
         SELECT step.at FROM booking.booking_transition step
           JOIN booking.outbox ON aggregate_id = booking_id::text
         WHERE created_at >= $1
       )
       SELECT (SELECT count(*)::int FROM made WHERE ahead < -30) AS late,
         (SELECT count(*)::int FROM made WHERE ahead > 30) AS early,
         (SELECT count(*)::int FROM noted WHERE at > now() + interval '5 seconds'
           OR at < $1::timestamptz - interval '30 minutes') AS wrong`,
      [since],
    );
    return rows[0]!;
  } finally {
    await database.end();
  }
}
