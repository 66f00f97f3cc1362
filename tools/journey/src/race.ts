import { randomUUID } from 'node:crypto';
import { bookingRpc } from '@edu/contracts-booking';
import { openTutor, signUpByPhone, type Person } from './actors.ts';
import { ApiClient } from './api-client.ts';
import { inParallel, percentile } from './in-parallel.ts';
import type { JourneyPlatform } from './journey.ts';
import { Postbox } from './postbox.ts';
import { firstStart, readSlots } from './slots.ts';

export interface RaceResult {
  readonly runners: number;
  readonly won: number;
  /** Answers 409. */
  readonly refused: number;
  readonly serverErrors: number;
  /** Any other answer, or none. */
  readonly other: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Sign-ups at once: more would only queue. */
const SIGN_UPS = 12;
/** An hour from now: not about to begin while the accounts are made. */
const LEAD_MS = 3_600_000;

/** So many students book one free slot at the same moment, each with a key of their own. */
export async function runRace(platform: JourneyPlatform, runners = 200): Promise<RaceResult> {
  const api = new ApiClient(platform.url, { connections: runners });
  const post = new Postbox(platform.urls);
  try {
    const tutor = await openTutor(platform, post, 'Fatou Sarr');
    const students = await inParallel(runners, SIGN_UPS, (index) =>
      signUpByPhone(platform, post, `Runner ${index + 1}`),
    );
    const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
    const startsAt = firstStart(slots, new Date(Date.now() + LEAD_MS));
    const input = { providerId: tutor.id, startsAt };
    const answers = await Promise.all(students.map((student) => run(api, input, student)));
    const count = (fits: (status: number) => boolean) =>
      answers.filter(({ status }) => fits(status)).length;
    const [won, refused, serverErrors] = [
      count((status) => status === 201),
      count((status) => status === 409),
      count((status) => status >= 500),
    ];
    const times = answers.map(({ ms }) => ms);
    return {
      runners,
      won,
      refused,
      serverErrors,
      other: runners - won - refused - serverErrors,
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
    };
  } finally {
    await api.close();
  }
}

/** Exactly one may win, and everybody gets a proper answer. */
export function raceIsFair({ runners, won, refused }: RaceResult): boolean {
  return won === 1 && refused === runners - 1;
}

/** Status 0 when no answer came. */
async function run(
  api: ApiClient,
  input: { providerId: string; startsAt: string },
  { token }: Person,
): Promise<{ status: number; ms: number }> {
  const began = performance.now();
  const status = await api.call(bookingRpc.create, input, { token, key: randomUUID() }).then(
    (answer) => answer.status,
    () => 0,
  );
  return { status, ms: performance.now() - began };
}
