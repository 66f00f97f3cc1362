import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents, bookingRpc, type BookingState } from '@edu/contracts-booking';
import { profileErrors, profileRpc } from '@edu/contracts-profile';
import {
  eventually,
  retain,
  startTestService,
  testActor,
  type TestActor,
  type TestService,
} from '@edu/testing';
import { profileService } from '../main.ts';

const LINE = 'Cocody Angré, 7e tranche, villa 12';
const ADDRESS = {
  line: LINE,
  landmark: 'Derrière la pharmacie, portail bleu',
  location: { lat: 5.360_127, lng: -3.987_654 },
};
const TIMES = {
  startsAt: '2026-11-24T10:00:00.000Z',
  endsAt: '2026-11-24T11:00:00.000Z',
  busyFrom: '2026-11-24T10:00:00.000Z',
  busyUntil: '2026-11-24T11:00:00.000Z',
};
const TERMS = {
  ...TIMES,
  ...{ price: { amount: 5_000, currency: 'XOF' as const }, zone: 'Africa/Abidjan' },
};
const NOT_FOUND = { code: profileErrors.lessonNotFound.code };

let service: TestService;
let provider: TestActor;
let learner: TestActor;
let payer: TestActor;
let ids: { bookingId: string; learnerId: string; payerId: string; providerId: string };

beforeAll(async () => {
  service = await startTestService(profileService);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set('2026-11-23T10:00:00.000Z');
  [provider, learner, payer] = await Promise.all([
    testActor('tutor'),
    testActor('student'),
    testActor('parent'),
  ]);
  ids = {
    bookingId: newId(),
    ...{ learnerId: learner.userId, payerId: payer.userId, providerId: provider.userId },
  };
  await service.call(profileRpc.saveAddress, ADDRESS, { as: provider });
});

const see = (as: TestActor) => service.call(profileRpc.lessonPlace, { id: ids.bookingId }, { as });
const state = async (wanted: string) =>
  eventually(async () => {
    const { rows } = await service.sql.query<{ state: string }>(
      'SELECT state FROM lesson WHERE booking_id = $1',
      [ids.bookingId],
    );
    expect(rows).toEqual([{ state: wanted }]);
  });
async function confirm(mode: 'online' | 'in_person' = 'in_person') {
  await service.publish(bookingEvents.confirmed, {
    ...{ ...ids, ...TERMS, mode },
    ...{ paymentId: newId(), version: 2 },
  });
  await state('stands');
}
async function cancel() {
  const canceled = { ...ids, ...TIMES, by: 'learner' as const, wasPaid: true, version: 3 };
  await service.publish(bookingEvents.canceled, canceled);
  await state('canceled');
}

describe('an exact address', () => {
  it('is its owner’s to write, read and remove', async () => {
    expect(await service.call(profileRpc.getAddress, {}, { as: provider })).toEqual(ADDRESS);
    const shorter = { line: 'Plateau' };
    await service.call(profileRpc.saveAddress, shorter, { as: provider });
    expect(await service.call(profileRpc.getAddress, {}, { as: provider })).toEqual(shorter);
    const remove = () => service.call(profileRpc.removeAddress, {}, { as: provider });
    expect([await remove(), await remove()]).toEqual([{ removed: true }, { removed: false }]);
    await expect(service.call(profileRpc.getAddress, {}, { as: provider })).rejects.toMatchObject({
      code: profileErrors.addressNotFound.code,
    });
  });

  it('lies sealed in the database, and is in no listing and no event', async () => {
    const { rows } = await service.sql.query<{ sealed: Buffer; text: string }>(
      'SELECT sealed, a::text AS text FROM exact_address a WHERE provider_id = $1',
      [provider.userId],
    );
    expect(rows[0]!.sealed.length).toBeGreaterThan(LINE.length);
    expect(rows[0]!.sealed.includes('Angr')).toBe(false);
    const { rows: sent } = await service.sql.query('SELECT FROM outbox WHERE data::text ~ $1', [
      'tranche',
    ]);
    expect(sent).toEqual([]);
  });

  it('is given out, and erased with what would open a copy of it', async () => {
    const { userId } = provider;
    const given: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.call(profileRpc.listUserData, {
        userId,
        ...(cursor && { cursor }),
      });
      if (page.about) given.push({ [page.about]: page.rows });
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(given).toEqual([{ exact_address: [ADDRESS] }]);

    const { erased } = await service.call(profileRpc.eraseUserData, { userId });
    expect(erased).toEqual([
      { what: 'exact_address', rows: 1 },
      { what: 'user_key', rows: 1 },
    ]);
  });
});

describe('the place of a lesson', () => {
  it('is shown from its payment until a day after it, to its people alone', async () => {
    await expect(see(learner)).rejects.toMatchObject(NOT_FOUND);
    await confirm();
    for (const as of [learner, payer, provider])
      expect(await see(as)).toEqual({ address: ADDRESS });
    for (const role of [
      'student',
      'parent',
      'tutor',
      'support',
      'trust',
      'finance',
      'admin',
    ] as const) {
      await expect(see(await testActor(role)), role).rejects.toMatchObject(NOT_FOUND);
    }
    service.clock.set('2026-11-25T10:59:59.000Z');
    expect(await see(learner)).toEqual({ address: ADDRESS });
    service.clock.set('2026-11-25T11:00:00.000Z');
    expect(await see(learner)).toEqual({ address: null });
  });

  it('is shown to every parent of a child, while they are one', async () => {
    await confirm();
    const second = await testActor('parent');
    await expect(see(second)).rejects.toMatchObject(NOT_FOUND);
    const { learnerId } = ids;
    await service.sql.query(
      `INSERT INTO child (id, first_name, birth_year, country, zone)
       VALUES ($1, 'Awa', 2014, 'CI', 'Africa/Abidjan')`,
      [learnerId],
    );
    const link = [learnerId, second.userId];
    await service.sql.query('INSERT INTO child_parent (child_id, parent_id) VALUES ($1, $2)', link);
    expect(await see(second)).toEqual({ address: ADDRESS });
    const unlink = 'DELETE FROM child_parent WHERE child_id = $1 AND parent_id = $2';
    await service.sql.query(unlink, link);
    await expect(see(second)).rejects.toMatchObject(NOT_FOUND);
  });

  it('is not shown any more once the lesson is called off, whatever comes late', async () => {
    await confirm();
    await cancel();
    for (const as of [learner, payer, provider]) {
      await expect(see(as)).rejects.toMatchObject(NOT_FOUND);
    }
  });

  it('stays hidden when the cancellation comes before the confirmation', async () => {
    await cancel();
    const late = { ...ids, ...TERMS, mode: 'in_person' as const, paymentId: newId() };
    await service.publish(bookingEvents.confirmed, { ...late, version: 2 });
    await eventually(async () => {
      const { rows } = await service.sql.query(
        'SELECT mode, state FROM lesson WHERE booking_id = $1',
        [ids.bookingId],
      );
      expect(rows).toEqual([{ mode: 'in_person', state: 'canceled' }]);
    });
    await expect(see(learner)).rejects.toMatchObject(NOT_FOUND);
  });

  it('is none for a lesson online, and where the provider has written none', async () => {
    await confirm('online');
    expect(await see(learner)).toEqual({ address: null });
    await service.sql.query(`UPDATE lesson SET mode = 'in_person' WHERE booking_id = $1`, [
      ids.bookingId,
    ]);
    expect(await see(learner)).toEqual({ address: ADDRESS });
    await service.call(profileRpc.removeAddress, {}, { as: provider });
    expect(await see(learner)).toEqual({ address: null });
  });

  it('is known from a snapshot too: of paid bookings that stand', async () => {
    const states: BookingState[] = ['pending', 'expired', 'confirmed', 'completed', 'canceled'];
    const items = states.map((known) => ({
      ...{ ...ids, ...TERMS, bookingId: newId(), state: known, mode: 'in_person' as const },
      ...{ holdExpiresAt: null, paymentId: newId(), version: 2 },
    }));
    service.fake(bookingRpc.listSnapshot, () => ({ items, nextCursor: null }));
    await service.call(profileRpc.rebuild, { projection: 'lesson', limit: 100 });
    const { rows } = await service.sql.query(
      'SELECT booking_id, state FROM lesson WHERE booking_id = ANY($1)',
      [items.map(({ bookingId }) => bookingId)],
    );
    const stateOf = { confirmed: 'stands', completed: 'stands', canceled: 'canceled' };
    expect(new Set(rows)).toEqual(
      new Set(
        items
          .filter(({ state: known }) => known in stateOf)
          .map(({ bookingId, state: known }) => ({
            booking_id: bookingId,
            state: stateOf[known as keyof typeof stateOf],
          })),
      ),
    );
  });

  it('is forgotten with the booking 30 days after the lesson', async () => {
    await confirm();
    await service.sql.query(
      `UPDATE lesson SET ends_at = now() - interval '31 days' WHERE booking_id = $1`,
      [ids.bookingId],
    );
    await retain(service, profileRpc);
    const { rows } = await service.sql.query('SELECT FROM lesson WHERE booking_id = $1', [
      ids.bookingId,
    ]);
    expect(rows).toEqual([]);
  });
});
