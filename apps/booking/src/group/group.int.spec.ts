import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type Problem, type RpcArgs, type RpcOutput } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, insisting, PRICE } from '../booking/booking.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
afterAll(() => bench.stop());

const SEAT_PRICE = { amount: 2_000, currency: 'XOF' as const };
type Offer = RpcArgs<typeof bookingRpc.openGroup>;

async function offer(changes: Partial<Offer> = {}, tutor?: TestActor) {
  const as = tutor ?? (await testActor('tutor'));
  const lesson = { startsAt: inHours(48), title: 'Fractions', seats: 3, price: SEAT_PRICE };
  const input = { ...lesson, ...changes };
  const group = await bench.service.call(bookingRpc.openGroup, input, { as, key: newId() });
  return { tutor: as, group };
}

const seat = (groupId: string, as: TestActor, key: string = newId()) =>
  bench.service.call(bookingRpc.bookSeat, { groupId }, { as, key });
const cancel = (groupId: string, as: TestActor) =>
  bench.service.call(bookingRpc.cancelGroup, { groupId }, { as, key: newId() });
const read = (groupId: string) => bench.service.call(bookingRpc.getGroup, { groupId });
const refused = (error: { readonly code: string; readonly status: number }) => ({
  code: error.code,
  status: error.status,
});

describe('a group lesson', () => {
  it('is booked seat by seat at its own price until all are taken', async () => {
    const { group, tutor } = await offer();
    expect(group).toMatchObject({ seats: 3, seatsLeft: 3, price: SEAT_PRICE, state: 'open' });
    for (let n = 0; n < 3; n++) {
      const booking = await seat(group.id, await testActor('student'));
      expect(booking).toMatchObject({
        ...{ groupId: group.id, providerId: tutor.userId, price: SEAT_PRICE, state: 'pending' },
        startsAt: group.startsAt,
      });
    }
    expect((await read(group.id)).seatsLeft).toBe(0);
    const late = await testActor('student');
    await expect(seat(group.id, late)).rejects.toMatchObject(refused(bookingErrors.groupFull));
  });

  it('is never over capacity, whoever comes at once', async () => {
    const { group } = await offer({ seats: 5 });
    const learners = await Promise.all(Array.from({ length: 40 }, () => testActor('student')));
    const results = await Promise.allSettled(
      learners.map((learner) => insisting((key) => seat(group.id, learner, key))),
    );
    const codes = results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(new Set(codes)).toSatisfy((seen: Set<string>) =>
      [...seen].every(
        (code) =>
          code === bookingErrors.groupFull.code || code === bookingErrors.slotContended.code,
      ),
    );
    const taken = await bench.service.sql.query(
      `SELECT seat FROM booking WHERE group_id = $1 AND state = 'pending' ORDER BY seat`,
      [group.id],
    );
    const seats = taken.rows.map(({ seat: number }: { seat: number }) => number);
    expect(new Set(seats).size).toBe(seats.length);
    expect(seats.length).toBe(40 - codes.length);
    expect(Math.max(...seats)).toBeLessThanOrEqual(5);
    // Whoever was refused for the crowd gets what is left.
    for (let left = 5 - seats.length; left > 0; left--) {
      const another = await testActor('student');
      await insisting((key) => seat(group.id, another, key));
    }
    expect((await read(group.id)).seatsLeft).toBe(0);
  });

  it('without a seat for somebody is refused with the nearest that has one', async () => {
    const { group, tutor } = await offer({ seats: 2, subject: 'maths' });
    const at = async (hours: number, subject = 'maths') =>
      (await offer({ startsAt: inHours(hours), seats: 2, subject }, tutor)).group;
    const french = await at(50, 'french');
    const [full, near, sooner] = [await at(52), await at(54), await at(40)];
    for (const who of [await testActor('student'), await testActor('student')]) {
      for (const { id } of [group, full]) await seat(id, who);
    }
    const nearest = ({ id, startsAt }: typeof group) => ({
      params: { nearest: startsAt, nearestGroupId: id },
    });
    const late = await testActor('student');
    const isFull = refused(bookingErrors.groupFull);
    await expect(seat(group.id, late)).rejects.toMatchObject({ ...isFull, ...nearest(near) });
    const busy = await testActor('student');
    await bench.book(busy, { startsAt: near.startsAt });
    await expect(seat(group.id, busy)).rejects.toMatchObject({ ...isFull, ...nearest(sooner) });
    const isBusy = { ...refused(bookingErrors.learnerBusy), ...nearest(sooner) };
    await expect(seat(near.id, busy)).rejects.toMatchObject(isBusy);
    for (const { id } of [group, near, sooner]) await cancel(id, tutor);
    const isOver = { ...refused(bookingErrors.groupOver), ...nearest(french) };
    await expect(seat(group.id, late)).rejects.toMatchObject(isOver);
    await cancel(french.id, tutor);
    const none = await seat(group.id, late).catch((error: Problem) => error.params);
    expect(none).toBeUndefined();
  });

  it('at a time that its provider cannot have is refused with the nearest', async () => {
    const { group, tutor } = await offer();
    const nearest = inHours(51);
    bench.near.set(group.startsAt, [group.startsAt, nearest]);
    await expect(offer({ startsAt: group.startsAt }, tutor)).rejects.toMatchObject({
      ...refused(bookingErrors.slotTaken),
      params: { nearest },
    });
  });

  it('gives a seat back that is canceled, and one to a learner at most', async () => {
    const { group } = await offer({ seats: 2 });
    const learner = await testActor('student');
    const booking = await seat(group.id, learner);
    await expect(seat(group.id, learner)).rejects.toMatchObject(refused(bookingErrors.learnerBusy));
    await bench.cancel(booking.id, learner);
    expect((await read(group.id)).seatsLeft).toBe(2);
    expect((await seat(group.id, learner)).id).not.toBe(booking.id);
  });

  it('is named where its seats are read, and other lessons are not', async () => {
    const { group } = await offer({ title: 'Les fractions' });
    const learner = await testActor('student');
    const { id } = await seat(group.id, learner);
    await bench.book(learner, { startsAt: inHours(96) });
    const read = await bench.service.call(bookingRpc.get, { id }, { as: learner });
    expect(read.groupTitle).toBe('Les fractions');
    const { items } = await bench.service.call(bookingRpc.list, {}, { as: learner });
    expect(items.map(({ groupTitle }) => groupTitle)).toEqual([null, 'Les fractions']);
  });

  it('is called what it is for other services as well', async () => {
    const { group, tutor } = await offer({ title: 'Les racines' });
    const { id } = await seat(group.id, await testActor('student'));
    const isIt = ({ bookingId }: { bookingId: string }) => bookingId === id;
    const created = await bench.service.events.next(bookingEvents.created, isIt);
    expect(created.groupTitle).toBe('Les racines');
    const { zone } = created;
    await bench.paymentSucceeds(id);
    const said = { groupTitle: 'Les racines', zone };
    expect(await bench.service.events.next(bookingEvents.confirmed, isIt)).toMatchObject(said);
    await cancel(group.id, tutor);
    expect(await bench.service.events.next(bookingEvents.canceled, isIt)).toMatchObject(said);
    const others: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: RpcOutput<typeof bookingRpc.listSnapshot> = await bench.service.call(
        bookingRpc.listSnapshot,
        { limit: 100, ...(cursor && { cursor }) },
      );
      const found = page.items.find(isIt);
      if (found) expect(found.groupTitle).toBe('Les racines');
      others.push(...page.items.filter((one) => !one.groupId && one.groupTitle !== undefined));
      cursor = page.nextCursor;
      expect(found ?? cursor).toBeTruthy();
    } while (cursor);
    expect(others).toEqual([]);
  });

  it('answers the same key with the same seat', async () => {
    const { group } = await offer();
    const learner = await testActor('student');
    const key = newId();
    const first = await seat(group.id, learner, key);
    expect(await seat(group.id, learner, key)).toEqual(first);
  });

  it('and a lesson with one learner keep out of each other’s time', async () => {
    const { group, tutor } = await offer();
    const learner = await testActor('student');
    const same = { providerId: tutor.userId, startsAt: group.startsAt };
    await expect(bench.book(learner, same)).rejects.toMatchObject(refused(bookingErrors.slotTaken));
    const startsAt = inHours(72);
    await bench.book(learner, { providerId: tutor.userId, startsAt });
    await expect(offer({ startsAt }, tutor)).rejects.toMatchObject(
      refused(bookingErrors.slotTaken),
    );
    await expect(offer({ startsAt: group.startsAt }, tutor)).rejects.toMatchObject(
      refused(bookingErrors.slotTaken),
    );
    await cancel(group.id, tutor);
    await expect(bench.book(learner, same)).resolves.toMatchObject({ state: 'pending' });
  });

  it('that is called off gives every learner everything back', async () => {
    const { group, tutor } = await offer();
    const [paid, held] = [await testActor('student'), await testActor('student')];
    const paidSeat = await seat(group.id, paid);
    await bench.paymentSucceeds(paidSeat.id);
    await bench.becomes(paidSeat.id, paid, 'confirmed');
    const heldSeat = await seat(group.id, held);
    expect(await cancel(group.id, tutor)).toMatchObject({ state: 'canceled', seatsLeft: 0 });
    expect(await bench.get(paidSeat.id, paid)).toMatchObject({
      ...{ state: 'canceled', cancellation: { by: 'provider' } },
    });
    expect((await bench.get(heldSeat.id, held)).state).toBe('canceled');
    const due = await bench.service.sql.query(
      `SELECT data #>> '{amount,amount}' AS amount FROM outbox
       WHERE subject = 'evt.booking.refund_due.v1' AND aggregate_id = $1`,
      [paidSeat.id],
    );
    expect(due.rows).toEqual([{ amount: String(SEAT_PRICE.amount) }]);
    const late = await testActor('student');
    await expect(seat(group.id, late)).rejects.toMatchObject(refused(bookingErrors.groupOver));
    await expect(cancel(group.id, tutor)).rejects.toMatchObject(refused(bookingErrors.groupOver));
  });

  it('that is called off while seats are booked keeps none', async () => {
    const { group, tutor } = await offer({ seats: 20 });
    const learners = await Promise.all(Array.from({ length: 12 }, () => testActor('student')));
    await Promise.allSettled([
      ...learners.slice(0, 6).map((learner) => seat(group.id, learner)),
      cancel(group.id, tutor),
      ...learners.slice(6).map((learner) => seat(group.id, learner)),
    ]);
    const live = await bench.service.sql.query(
      `SELECT FROM booking WHERE group_id = $1 AND state IN ('pending', 'confirmed')`,
      [group.id],
    );
    expect(live.rowCount).toBe(0);
  });

  it('is another’s to call off as little as one that is not there', async () => {
    const { group } = await offer();
    const other = await testActor('tutor');
    const notFound = refused(bookingErrors.groupNotFound);
    await expect(cancel(group.id, other)).rejects.toMatchObject(notFound);
    await expect(cancel(newId(), other)).rejects.toMatchObject(notFound);
    await expect(read(newId())).rejects.toMatchObject(notFound);
  });

  it('is paid in the currency of its provider, and never by the provider', async () => {
    await expect(offer({ price: { amount: 20, currency: 'EUR' } })).rejects.toMatchObject({
      ...refused(bookingErrors.otherCurrency),
      params: { currency: PRICE.currency },
    });
    const both = await testActor(['tutor', 'student']);
    const { group } = await offer({}, both);
    await expect(seat(group.id, both)).rejects.toMatchObject(refused(bookingErrors.ownLesson));
  });

  it('is listed while it can be booked; to its provider while it is ahead', async () => {
    const { group, tutor } = await offer();
    const { group: off } = await offer({ startsAt: inHours(60) }, tutor);
    await cancel(off.id, tutor);
    const { userId: providerId } = tutor;
    const listed = await bench.service.call(bookingRpc.listGroups, { providerId });
    expect(listed.items.map(({ id }) => id)).toEqual([group.id]);
    const mine = await bench.service.call(bookingRpc.listMyGroups, {}, { as: tutor });
    expect(mine.items.map(({ id }) => id)).toEqual([group.id, off.id]);
  });
});
