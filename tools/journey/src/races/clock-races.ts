import type { Platform } from '@edu/platform';
import pg from 'pg';
import type { RaceRow } from './race-row.ts';

const HOUR_MS = 3_600_000;
/** Beside the process that is right: one is an hour late, one an hour early. */
const SHIFTS_MS = [-HOUR_MS, HOUR_MS];
const CLOCK_SHIFT = new URL('clock-shift.ts', import.meta.url).href;

/**
 * The race in three processes that do not agree about the time. The wrong ones refuse what they take for too
 * late, which is asked again; what they learn by events, and what is due, they do as well.
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
    const { late, early } = await stepsOfWrongClocks(platform.databases.adminUrl, since);
    const note = [outcome.note, `${late} steps an hour late, ${early} an hour early`];
    return { ...outcome, note: note.filter(Boolean).join('; ') };
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

/** Steps of bookings that were begun since, which a process notes by its own clock. */
async function stepsOfWrongClocks(databaseUrl: string, since: Date) {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query<{ late: number; early: number }>(
      `SELECT count(*) FILTER (WHERE step.at < $1::timestamptz - interval '30 minutes')::int AS late,
         count(*) FILTER (WHERE step.at > now() + interval '30 minutes')::int AS early
       FROM booking.booking_transition step JOIN booking.booking_transition first USING (booking_id)
       WHERE first.from_state IS NULL AND first.at >= $1`,
      [since],
    );
    return rows[0]!;
  } finally {
    await database.end();
  }
}
