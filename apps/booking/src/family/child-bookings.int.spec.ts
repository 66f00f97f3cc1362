import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type Money } from '@edu/contract-kit';
import { bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, outcomes, PRICE } from '../booking/booking.harness.ts';
import { TestFamily } from './family.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start({ DATABASE_POOL: '16' }, 2);
});
afterAll(() => bench.stop());

const problem = (code: string) => expect.objectContaining({ code: `booking.${code}` }) as unknown;
const beyond = (...codes: string[]) =>
  expect.objectContaining({
    ...{ code: 'booking.beyond_caps', status: 409 },
    errors: codes.map((code) => expect.objectContaining({ code }) as unknown),
  }) as unknown;
const times = (n: number, price: Money = PRICE): Money => ({ ...price, amount: price.amount * n });
const list = (as: TestActor, query: object) => bench.service.call(bookingRpc.list, query, { as });

it('a parent books for a child, pays, sees it and calls it off', async () => {
  const family = await TestFamily.open(bench);
  const { parent, childId } = family;
  bench.children.set(childId, 'Moussa');
  const booking = await family.book(parent);
  expect(booking).toMatchObject({ learnerId: childId, payerId: parent.userId, state: 'pending' });
  const created = await bench.service.events.next(
    bookingEvents.created,
    ({ bookingId }) => bookingId === booking.id,
  );
  expect(created).toMatchObject({ learnerId: childId, payerId: parent.userId });
  expect((await bench.get(booking.id, parent)).learnerName).toBe('Moussa');
  expect((await list(parent, { as: 'parent' })).items.map(({ id }) => id)).toEqual([booking.id]);
  expect((await list(parent, { learnerId: childId })).items).toHaveLength(1);
  expect((await list(parent, {})).items).toEqual([]);
  await bench.paymentSucceeds(booking.id);
  await bench.becomes(booking.id, parent, 'confirmed');
  expect((await bench.cancel(booking.id, parent)).state).toBe('canceled');
  expect((await bench.get(booking.id, parent)).cancellation!.by).toBe('learner');
});

it('what was done for a child is in the audit log, on its behalf', async () => {
  const family = await TestFamily.open(bench);
  const { id } = await family.book(family.parent);
  const find = 'SELECT action, actor_id, on_behalf_of FROM audit_log WHERE subject_id = $1';
  expect((await bench.service.sql.query(find, [id])).rows).toEqual([
    {
      action: 'booking.created_for_child',
      ...{ actor_id: family.parent.userId, on_behalf_of: family.childId },
    },
  ]);
});

it('the second parent sees and calls off what the first has booked', async () => {
  const family = await TestFamily.open(bench);
  const second = await testActor('parent');
  await family.change({ parentIds: [family.parent.userId, second.userId] });
  const { id } = await family.book(family.parent);
  expect((await list(second, { as: 'parent' })).items.map((one) => one.id)).toEqual([id]);
  expect((await bench.cancel(id, second)).state).toBe('canceled');
});

it('another’s child is like nobody’s: it is not booked for, and its bookings are not there', async () => {
  const family = await TestFamily.open(bench, { withAccount: true });
  const booking = await family.book(family.parent);
  for (const other of [await testActor('parent'), await testActor('student')]) {
    for (const learnerId of [family.childId, newId()]) {
      await expect(family.book(other, { learnerId })).rejects.toEqual(problem('learner_not_found'));
      await expect(list(other, { learnerId })).rejects.toEqual(problem('learner_not_found'));
    }
    await expect(bench.get(booking.id, other)).rejects.toEqual(problem('not_found'));
    await expect(bench.cancel(booking.id, other)).rejects.toEqual(problem('not_found'));
    expect((await list(other, { as: 'parent' })).items).toEqual([]);
  }
  expect(await family.booked()).toBe(1);
});

it('a child books within its caps, and never beyond them', async () => {
  const family = await TestFamily.open(bench, { withAccount: true });
  const [account, providerId] = [family.account!, family.providerId()];
  await family.change({ monthly: times(1), providers: [newId()] });
  const wanted = { providerId, learnerId: undefined };
  await expect(family.book(account, { learnerId: undefined })).rejects.toEqual(
    beyond('cap_providers'),
  );
  await family.change({ providers: [providerId] });
  const key = newId();
  const booking = await family.book(account, { ...wanted, key });
  expect(booking).toMatchObject({ learnerId: family.childId, payerId: null });
  expect(await family.book(account, { ...wanted, startsAt: booking.startsAt, key })).toEqual(
    booking,
  );
  const next = { ...wanted, startsAt: inHours(72) };
  await expect(family.book(account, next)).rejects.toEqual(beyond('cap_monthly'));
  // The word of a parent is a parent's.
  await expect(family.book(account, { ...next, beyondCaps: true })).rejects.toEqual(
    beyond('cap_monthly'),
  );
  expect(await family.booked()).toBe(1);
});

it('hours of the day are those of the family’s zone', async () => {
  const family = await TestFamily.open(bench, { withAccount: true });
  await family.change({ hoursFrom: '08:00', hoursTo: '20:00', zone: 'America/Toronto' });
  const day = inHours(96).slice(0, 10);
  const at = (time: string) => ({ startsAt: `${day}T${time}:00.000Z` });
  await expect(family.book(family.account!, at('10:00'))).rejects.toEqual(beyond('cap_hours'));
  expect((await family.book(family.account!, at('16:00'))).state).toBe('pending');
});

it('a parent gets to know that it is beyond the caps, and may book all the same', async () => {
  const family = await TestFamily.open(bench);
  await family.change({ monthly: times(1) });
  await family.book(family.parent);
  const next = { startsAt: inHours(72) };
  await expect(family.book(family.parent, next)).rejects.toEqual(beyond('cap_monthly'));
  expect((await family.book(family.parent, { ...next, beyondCaps: true })).state).toBe('pending');
});

it('what was called off unpaid counts no more', async () => {
  const family = await TestFamily.open(bench);
  await family.change({ monthly: times(1) });
  const { id } = await family.book(family.parent);
  await bench.cancel(id, family.parent);
  expect((await family.book(family.parent, { startsAt: inHours(72) })).state).toBe('pending');
});

it('bookings that exceed a cap together do not both succeed, whoever makes them', async () => {
  for (let round = 0; round < 5; round++) {
    const family = await TestFamily.open(bench, { withAccount: true });
    await family.change({ monthly: times(2) });
    const { succeeded, codes } = await outcomes(
      Array.from({ length: 12 }, (_, n) =>
        family.book(n % 2 ? family.parent : family.account!, {
          startsAt: inHours(48 + 2 * n),
        }),
      ),
    );
    expect(succeeded).toBe(2);
    expect(codes.filter((code) => code !== 'booking.slot_contended')).toEqual([
      'booking.beyond_caps',
    ]);
    expect(await family.booked()).toBe(2);
  }
});

it('who is unlinked while they book has booked before, or books nothing', async () => {
  for (let round = 0; round < 5; round++) {
    const family = await TestFamily.open(bench);
    const second = await testActor('parent');
    const calls = Array.from({ length: 6 }, (_, n) =>
      family.book(family.parent, { startsAt: inHours(48 + 2 * n) }),
    );
    const [{ codes, succeeded }] = await Promise.all([
      outcomes(calls),
      family.change({ parentIds: [second.userId] }),
    ]);
    const allowed = [
      ...['booking.learner_not_found', 'booking.slot_contended', 'booking.too_many_holds'],
    ];
    expect(codes.filter((code) => !allowed.includes(code))).toEqual([]);
    expect(await family.booked()).toBe(succeeded);
    await expect(family.book(family.parent)).rejects.toEqual(problem('learner_not_found'));
  }
});

it('a cap that changes while somebody books is the one of before or of after', async () => {
  const family = await TestFamily.open(bench);
  const [{ succeeded }] = await Promise.all([
    outcomes(
      Array.from({ length: 6 }, (_, n) =>
        family.book(family.parent, { startsAt: inHours(48 + 2 * n) }),
      ),
    ),
    family.change({ monthly: times(1) }),
  ]);
  expect(await family.booked()).toBe(succeeded);
  await expect(family.book(family.parent, { startsAt: inHours(200) })).rejects.toEqual(
    beyond('cap_monthly'),
  );
});

it('a parent who left sees no booking but what they paid for', async () => {
  const family = await TestFamily.open(bench, { withAccount: true });
  const second = await testActor('parent');
  await family.change({ parentIds: [family.parent.userId, second.userId] });
  const theirs = await family.book(second);
  const others = await family.book(family.account!, { startsAt: inHours(72) });
  await family.change({ parentIds: [family.parent.userId] });
  await expect(bench.get(others.id, second)).rejects.toEqual(problem('not_found'));
  expect((await list(second, { as: 'parent' })).items).toEqual([]);
  expect((await bench.get(theirs.id, second)).id).toBe(theirs.id);
});

it('nothing is booked for a closed entry, and what was booked stays', async () => {
  const family = await TestFamily.open(bench);
  const { id } = await family.book(family.parent);
  await family.change({ closed: true });
  await expect(family.book(family.parent, { startsAt: inHours(72) })).rejects.toEqual(
    problem('learner_closed'),
  );
  expect((await bench.get(id, family.parent)).id).toBe(id);
});

it('whoever is of age has no caps any more', async () => {
  const family = await TestFamily.open(bench, { withAccount: true });
  await family.change({ monthly: times(0) });
  await expect(family.book(family.account!)).rejects.toEqual(beyond('cap_monthly'));
  await family.announce({ parentIds: [] });
  await eventually(async () => {
    expect((await family.book(family.account!, { learnerId: undefined })).payerId).toBeNull();
  });
});
