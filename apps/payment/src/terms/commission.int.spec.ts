import { newId } from '@edu/contract-kit';
import { eventually } from '@edu/testing';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';

const DAY_MS = 86_400_000;

let bench: PaymentBench;
/** Without the rule that a tier is of the future. */
let past: PoolClient;
beforeAll(async () => {
  bench = await PaymentBench.start();
  past = await bench.service.sql.connect();
  await past.query('SET session_replication_role = replica');
});
afterAll(async () => {
  past.release(true);
  await bench.stop();
});
beforeEach(() => past.query('DELETE FROM commission_tier'));

const at = (days: number) => new Date(Date.now() + days * DAY_MS);
const TIER = `INSERT INTO commission_tier (valid_from, valid_until, bps, reason)
  VALUES ($1, $2, $3, 'test')`;
/** From and until in days from now; without an end it holds until further notice. */
const tier = (from: number, until: number | null, bps: number) =>
  past.query(TIER, [at(from), until === null ? null : at(until), bps]);

/** An id as a booking of that day has it. */
function idOf(madeAt: Date): string {
  const time = madeAt.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}`;
}

async function commissionOf(bookingId: string) {
  await bench.book(undefined, { bookingId });
  const find = 'SELECT commission_bps AS bps FROM booking_terms WHERE booking_id = $1';
  const [row] = await bench.rows(find, bookingId);
  return row!['bps'];
}

it('is that of the configuration where no tier holds', async () => {
  await tier(-10, -5, 900);
  expect(await commissionOf(newId())).toBe(1_500);
});

it('is that of the day on which the booking was made, whenever its news arrives', async () => {
  await tier(-10, -5, 900);
  await tier(-5, null, 1_200);
  expect(await commissionOf(idOf(at(-6)))).toBe(900);
  expect(await commissionOf(idOf(at(-4)))).toBe(1_200);
  expect(await commissionOf(newId())).toBe(1_200);
});

it('stays what was agreed when it changes afterwards', async () => {
  await tier(-10, null, 1_200);
  const booking = await bench.book();
  await past.query('UPDATE commission_tier SET bps = 100');
  await bench.end('canceled', booking);
  await eventually(async () => {
    const find = 'SELECT state, commission_bps FROM booking_terms WHERE booking_id = $1';
    const row = { state: 'over', commission_bps: 1_200 };
    expect(await bench.rows(find, booking.bookingId)).toEqual([row]);
  });
});

it('is one at a time', async () => {
  await tier(1, 5, 900);
  await tier(5, null, 800);
  await expect(tier(4, 6, 700)).rejects.toMatchObject({ code: '23P01' });
  await expect(tier(100, null, 700)).rejects.toMatchObject({ code: '23P01' });
});

it('is for bookings to come, and is not changed once it holds', async () => {
  const owner = bench.service.sql;
  const refused = (sql: string, values: unknown[] = []) =>
    expect(owner.query(sql, values)).rejects.toMatchObject({ code: '23514' });
  await refused(TIER, [at(-1), null, 900]);
  await tier(-2, null, 900);
  await refused('UPDATE commission_tier SET bps = 800');
  await refused('UPDATE commission_tier SET valid_until = $1', [at(-1)]);
  await refused('DELETE FROM commission_tier');
  await owner.query('UPDATE commission_tier SET valid_until = $1', [at(2)]);
  await owner.query(TIER, [at(2), null, 800]);
});
