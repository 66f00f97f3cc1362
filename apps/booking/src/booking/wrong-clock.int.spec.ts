import { testActor } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AskedProvider } from '../request/request.harness.ts';
import { BookingBench, inHours } from './booking.harness.ts';

const HOUR_MS = 3_600_000;
const HOLD_MINUTES = 20;
/** What a busy machine may take between two readings of the clock. */
const SOON_S = 20;

describe.each([
  ['late', -HOUR_MS],
  ['early', HOUR_MS],
])('a process whose machine is an hour %s', (_how, wrongByMs) => {
  let bench: BookingBench;
  beforeAll(async () => {
    const machineTime = () => Date.now() + wrongByMs;
    bench = await BookingBench.start({ HOLD_MINUTES: String(HOLD_MINUTES) }, 1, { machineTime });
  });
  afterAll(() => bench?.stop());

  /** How many seconds are left of a booking's deadline, by the clock of the database that judges it. */
  const secondsLeft = async (id: string) => {
    const { rows } = await bench.service.sql.query<{ left: number; old: number }>(
      `SELECT extract(epoch FROM hold_expires_at - now())::float8 AS left,
         extract(epoch FROM now() - created_at)::float8 AS old FROM booking WHERE id = $1`,
      [id],
    );
    expect(Math.abs(rows[0]!.old)).toBeLessThan(SOON_S);
    return rows[0]!.left;
  };
  const expectMinutes = (seconds: number, minutes: number) => {
    expect(seconds).toBeGreaterThan(minutes * 60 - SOON_S);
    expect(seconds).toBeLessThan(minutes * 60 + 1);
  };

  it('holds a slot as long as any other process, and lets it go when it is over', async () => {
    const learner = await testActor('student');
    const held = await bench.book(learner, { startsAt: inHours(48) });
    expectMinutes(await secondsLeft(held.id), HOLD_MINUTES);
    // By its id payment sees that it is young.
    const madeAt = Number.parseInt(held.id.replaceAll('-', '').slice(0, 12), 16);
    expect(Math.abs(madeAt - Date.now())).toBeLessThan(SOON_S * 1_000);
    await bench.service.sql.query('UPDATE booking SET hold_expires_at = now() WHERE id = $1', [
      held.id,
    ]);
    await bench.becomes(held.id, learner, 'expired');
  });

  it('takes an answer while there is time for it, and gives the learner theirs to pay', async () => {
    const asked = await AskedProvider.open(bench);
    const { id } = await asked.ask({ startsAt: inHours(72) });
    expectMinutes(await secondsLeft(id), 24 * 60);
    await bench.service.sql.query(
      "UPDATE booking SET hold_expires_at = now() + interval '10 minutes' WHERE id = $1",
      [id],
    );
    await asked.accept(id);
    const left = await secondsLeft(id);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(48 * 3_600);
  });
});
