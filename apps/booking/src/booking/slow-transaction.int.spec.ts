import { setTimeout as sleep } from 'node:timers/promises';
import { Tx } from '@edu/persistence';
import { testActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BookingDb } from '../booking.db.ts';
import { BookingBench } from './booking.harness.ts';
import { applyTransition } from './booking.transition.ts';

/** Less than transactions have, so that nobody waits for it. */
const TIMEOUT_MS = 200;

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench?.stop());

it('that has taken too long writes nothing any more, not even what it was about to write', async () => {
  const { id } = await bench.book(await testActor('student'));
  const { sql, instances } = bench.service;
  const { prisma } = instances[0]!.app.get(BookingDb, { strict: false });
  const row = await prisma.booking.findUniqueOrThrow({ where: { id } });

  const rival = await sql.connect();
  await rival.query('BEGIN');
  await rival.query('SELECT FROM booking WHERE id = $1 FOR UPDATE', [id]);
  // An update, which waits for the rival, and after it the history.
  const slow = prisma.$transaction(
    (client) => {
      const reason = { actor: 'booking', reason: 'not paid in time', at: new Date() };
      return applyTransition(new Tx(client), row, 'expire', reason);
    },
    { timeout: TIMEOUT_MS },
  );
  const refused = expect(slow).rejects.toMatchObject({ code: 'P2028' });
  await sleep(3 * TIMEOUT_MS);
  await rival.query('ROLLBACK');
  rival.release();
  await refused;

  const find = `SELECT state, version, array(
    SELECT to_state FROM booking_transition WHERE booking_id = booking.id) AS history
    FROM booking WHERE id = $1`;
  expect((await sql.query(find, [id])).rows).toEqual([
    { state: 'pending', version: 1, history: ['pending'] },
  ]);
});
