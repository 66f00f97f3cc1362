import { newId } from '@edu/contract-kit';
import { Inbox } from '@edu/messaging';
import { startTestService, type TestService } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookingService } from '../main.ts';
import { CONFIRM_BOOKING } from './confirm-booking.sql.ts';

let service: TestService;
let inbox: Inbox;
beforeAll(async () => {
  service = await startTestService(bookingService);
  inbox = service.instances[0]!.app.get(Inbox, { strict: false });
});
afterAll(() => service.stop());

async function held(): Promise<string> {
  const id = newId();
  await service.sql.query(
    `INSERT INTO booking (id, learner_id, provider_id, state, mode, starts_at, ends_at, busy_from,
       busy_until, price_amount, price_currency, zone, policy, hold_expires_at, hold_number)
     VALUES ($1, $2, $3, 'pending', 'online', now() + interval '1 day', now() + interval '25 hours',
       now() + interval '1 day', now() + interval '25 hours', 5000, 'XOF', 'Africa/Abidjan', '{}',
       now() + interval '10 minutes', 1)`,
    [id, newId(), newId()],
  );
  return id;
}
const rowOf = async (id: string) => {
  const { rows } = await service.sql.query<Record<string, unknown>>(
    `SELECT state, version, hold_number,
       (SELECT count(*)::int FROM booking_transition WHERE booking_id = booking.id) AS steps
     FROM booking WHERE id = $1`,
    [id],
  );
  return rows[0];
};
/** What it does, and how often it took the other way. */
async function confirm(id: string, message: string, version = 1) {
  let otherwise = 0;
  const effect = {
    ...CONFIRM_BOOKING({
      ...{ id, state: 'pending', version, next: 'confirmed', paymentId: newId(), now: new Date() },
      ...{ actor: 'payment', reason: 'paid', events: '[]' },
      ...{ processKind: 'lesson', processSubjectId: id, processState: 'scheduled' },
      ...{ processData: '{}', processDueAt: null },
    }),
    otherwise: () => Promise.resolve(void otherwise++),
  };
  return { first: await inbox.process('booking', message, effect), otherwise };
}

it('confirms once, when the message arrives more than once', async () => {
  const [id, message] = [await held(), newId()];
  expect(await confirm(id, message)).toEqual({ first: true, otherwise: 0 });
  expect(await rowOf(id)).toEqual({ state: 'confirmed', version: 2, hold_number: null, steps: 1 });
  expect(await confirm(id, message)).toEqual({ first: false, otherwise: 0 });
  expect(await rowOf(id)).toMatchObject({ version: 2, steps: 1 });
});

it('falls back to the transaction, once, when the booking has changed since it was read', async () => {
  const [id, message] = [await held(), newId()];
  expect(await confirm(id, message, 7)).toEqual({ first: true, otherwise: 1 });
  expect(await rowOf(id)).toEqual({ state: 'pending', version: 1, hold_number: 1, steps: 0 });
  expect(await confirm(id, message, 7)).toEqual({ first: false, otherwise: 0 });
  // Handled is handled, also when the statement would find its case now.
  expect(await confirm(id, message, 1)).toEqual({ first: false, otherwise: 0 });
  expect(await rowOf(id)).toMatchObject({ state: 'pending' });
});

it('handles two payments that arrive at once; neither is lost', async () => {
  const id = await held();
  const both = await Promise.all([confirm(id, newId()), confirm(id, newId())]);
  expect(both.map(({ otherwise }) => otherwise).sort()).toEqual([0, 1]);
  expect(await rowOf(id)).toMatchObject({ state: 'confirmed', version: 2, steps: 1 });
});
