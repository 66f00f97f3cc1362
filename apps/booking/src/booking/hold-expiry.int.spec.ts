import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { eventually, testActor } from '@edu/testing';
import { BookingBench, inHours } from './booking.harness.ts';

const MANY = 40;

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
afterAll(() => bench.stop());

const sql = <Row extends object>(text: string, ...values: unknown[]) =>
  bench.service.sql.query<Row & Record<string, unknown>>(text, values).then(({ rows }) => rows);
const hold = async (startsAt = inHours(48)) => {
  const learner = await testActor('student');
  return { ...(await bench.book(learner, { startsAt })), learner };
};
const endHolds = (ids: string[]) =>
  sql('UPDATE booking SET hold_expires_at = now() WHERE id = ANY ($1)', ids);

it('frees many slots, each once over all replicas', async () => {
  const ids = (await Promise.all(Array.from({ length: MANY }, () => hold()))).map(({ id }) => id);
  await endHolds(ids);
  const announced = () =>
    bench.service.events
      .of(bookingEvents.expired)
      .map(({ bookingId }) => bookingId)
      .filter((id) => ids.includes(id));
  await eventually(() => expect(announced()).toHaveLength(MANY));
  expect(new Set(announced()).size).toBe(MANY);
  const history = await sql(
    `SELECT booking_id FROM booking_transition WHERE to_state = 'expired' AND booking_id = ANY ($1)`,
    ids,
  );
  expect(history).toHaveLength(MANY);
});

it('expires holds beside one whose expiry fails, and tries that one again', async () => {
  const failing = await hold();
  const others = await Promise.all([hold(), hold(), hold()]);
  await sql(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE 'not now'; END $$`);
  await sql(`CREATE TRIGGER refuse BEFORE UPDATE ON booking FOR EACH ROW
    WHEN (NEW.id = '${failing.id}' AND NEW.state = 'expired') EXECUTE FUNCTION refuse()`);
  await endHolds([failing.id]);
  await endHolds(others.map(({ id }) => id));
  for (const { id, learner } of others) await bench.becomes(id, learner, 'expired');
  await eventually(async () => {
    const [row] = await sql<{ attempts: number }>(
      `SELECT expiry_attempts AS attempts FROM booking WHERE id = $1 AND state = 'pending'`,
      failing.id,
    );
    expect(row!.attempts).toBeGreaterThanOrEqual(2);
  });
  await sql('DROP TRIGGER refuse ON booking');
  await bench.becomes(failing.id, failing.learner, 'expired');
}, 40_000);

it('frees a slot whose expiry was claimed by a crashed process, when the claim runs out', async () => {
  const [startsAt, providerId] = [inHours(48), newId()];
  const learner = await testActor('student');
  const { id } = await bench.book(learner, { startsAt, providerId });
  const [claim] = await sql<{ until: Date }>(
    `UPDATE booking SET hold_expires_at = now(), expiry_attempts = 1,
       expiry_due_at = now() + interval '1.5 seconds' WHERE id = $1 RETURNING expiry_due_at AS until`,
    id,
  );
  await bench.becomes(id, learner, 'expired');
  const [ended] = await sql<{ at: Date }>(
    `SELECT at FROM booking_transition WHERE booking_id = $1 AND to_state = 'expired'`,
    id,
  );
  expect(ended!.at.getTime()).toBeGreaterThanOrEqual(claim!.until.getTime());
  const next = await bench.book(await testActor('student'), { startsAt, providerId });
  expect(next.state).toBe('pending');
});
