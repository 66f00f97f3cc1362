import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type UserDataPage } from '@edu/contract-kit';
import { bookingEvents, MAX_OPEN_APPROVALS, bookingRpc } from '@edu/contracts-booking';
import { eventually, testActor } from '@edu/testing';
import { BookingBench, inHours, outcomes, PRICE } from '../booking/booking.harness.ts';
import { AskingFamily } from './approval.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start({ DATABASE_POOL: '16' }, 2);
});
afterAll(() => bench.stop());

const problem = (code: string) => expect.objectContaining({ code: `booking.${code}` }) as unknown;
const closed = (approvalId: string) =>
  bench.service.events.next(bookingEvents.approvalClosed, (data) => data.approvalId === approvalId);

it('a child asks, every parent gets to know, one approves, and exactly that is booked and paid', async () => {
  const asking = await AskingFamily.open(bench);
  const second = await testActor('parent');
  const { child, parent, family } = asking;
  await family.change({ parentIds: [parent.userId, second.userId] });
  bench.names.set(child.userId, 'Moussa');
  const asked = await asking.ask({ durationMinutes: 90, subject: 'maths' });
  expect(asked).toMatchObject({
    ...{ childId: child.userId, beyond: ['cap_providers'], price: PRICE },
    ...{ state: 'open', bookingId: null, subject: 'maths' },
  });
  const event = await bench.service.events.next(
    bookingEvents.approvalAsked,
    ({ approvalId }) => approvalId === asked.id,
  );
  expect(event).toEqual({
    approvalId: asked.id,
    childId: child.userId,
    toIds: [parent.userId, second.userId],
  });
  // A busy machine is slow to say names, and then what is asked is shown without.
  const named = [{ ...asked, childName: 'Moussa' }];
  for (const who of [parent, second, child]) {
    await eventually(async () => expect(await asking.list(who)).toEqual(named));
  }

  const booking = await asking.approve(asked);
  const { providerId, startsAt, endsAt, subject } = asked;
  expect(booking).toMatchObject({
    ...{ providerId, startsAt, endsAt, subject, price: PRICE, state: 'pending' },
    ...{ learnerId: child.userId, payerId: parent.userId },
  });
  expect(await closed(asked.id)).toMatchObject({ outcome: 'approved', toIds: [child.userId] });
  expect(await asking.list(child)).toMatchObject([{ state: 'approved', bookingId: booking.id }]);
  await bench.paymentSucceeds(booking.id);
  await bench.becomes(booking.id, child, 'confirmed');
});

it('what cannot be had is refused with the nearest that can, when asking and when approving', async () => {
  const asking = await AskingFamily.open(bench);
  const [notOffered, nearest] = [inHours(58), inHours(57)];
  bench.refusing.add(notOffered);
  bench.near.set(notOffered, [nearest]);
  const refusal = { status: 409, params: { nearest } };
  await expect(asking.ask({ startsAt: notOffered })).rejects.toMatchObject(refusal);
  const asked = await asking.ask();
  await bench.book(await testActor('student'), asked);
  bench.near.set(asked.startsAt, [asked.startsAt, nearest]);
  await expect(asking.approve(asked)).rejects.toMatchObject({
    ...refusal,
    code: 'booking.slot_taken',
  });
});

it('approves once: a repeat is answered the same, another one that it is closed', async () => {
  const asking = await AskingFamily.open(bench);
  const asked = await asking.ask();
  const key = newId();
  const booking = await asking.approve(asked, asking.parent, key);
  expect(await asking.approve(asked, asking.parent, key)).toEqual(booking);
  await expect(asking.approve(asked)).rejects.toEqual(problem('approval_closed'));
  await expect(asking.refuse(asked)).rejects.toEqual(problem('approval_closed'));
  await bench.cancel(booking.id, asking.parent);
  // Its slot is free again, and the child has to ask again.
  await expect(asking.approve(asked)).rejects.toEqual(problem('approval_closed'));
  expect(await asking.family.booked()).toBe(1);
});

it('of two parents who answer at once, one answer counts', async () => {
  for (let round = 0; round < 5; round++) {
    const asking = await AskingFamily.open(bench);
    const second = await testActor('parent');
    await asking.family.change({ parentIds: [asking.parent.userId, second.userId] });
    const asked = await asking.ask();
    const answers = [
      asking.approve(asked),
      asking.approve(asked, second),
      asking.refuse(asked, 'No.', second),
    ];
    const { succeeded, codes } = await outcomes(answers);
    expect(succeeded).toBe(1);
    expect(codes).toEqual(['booking.approval_closed']);
    const [answered] = await asking.list();
    expect(await asking.family.booked()).toBe(answered!.state === 'approved' ? 1 : 0);
  }
});

it('a refusal says why to the child, and books nothing', async () => {
  const asking = await AskingFamily.open(bench);
  const asked = await asking.ask();
  const key = newId();
  const refused = await asking.refuse(asked, 'Twice a week is enough.', asking.parent, key);
  expect(refused).toMatchObject({ state: 'refused', reason: 'Twice a week is enough.' });
  const again = await asking.refuse(asked, 'Twice a week is enough.', asking.parent, key);
  expect(again).toEqual(refused);
  expect(await closed(asked.id)).toMatchObject({ outcome: 'refused' });
  expect(await asking.list(asking.child)).toEqual([refused]);
  await expect(asking.approve(asked)).rejects.toEqual(problem('approval_closed'));
  expect(await asking.family.booked()).toBe(0);
});

it('a child withdraws what it asked for, its parents get to know, and nobody answers any more', async () => {
  const asking = await AskingFamily.open(bench);
  const asked = await asking.ask();
  for (const other of [asking.parent, await testActor('student')]) {
    await expect(asking.withdraw(asked, other)).rejects.toMatchObject({
      status: other === asking.parent ? 403 : 404,
    });
  }
  const withdrawn = await asking.withdraw(asked);
  expect(withdrawn).toMatchObject({ state: 'withdrawn', decidedAt: null, bookingId: null });
  expect(await asking.withdraw(asked)).toEqual(withdrawn);
  expect(await closed(asked.id)).toMatchObject({
    ...{ outcome: 'withdrawn', toIds: [asking.parent.userId] },
  });
  expect(await asking.list()).toEqual([withdrawn]);
  await expect(asking.approve(asked)).rejects.toEqual(problem('approval_closed'));
  expect(await asking.family.booked()).toBe(0);
  // The time may be asked for again.
  await asking.ask({ providerId: asked.providerId, startsAt: asked.startsAt });
});

it('of a parent who approves and a child who withdraws at once, one counts', async () => {
  for (let round = 0; round < 5; round++) {
    const asking = await AskingFamily.open(bench);
    const asked = await asking.ask();
    const { succeeded, codes } = await outcomes([asking.approve(asked), asking.withdraw(asked)]);
    expect(succeeded).toBe(1);
    expect(codes).toEqual(['booking.approval_closed']);
    const [over] = await asking.list();
    expect(await asking.family.booked()).toBe(over!.state === 'approved' ? 1 : 0);
  }
});

it('who did not answer in time answers no more, and the child gets to know', async () => {
  const asking = await AskingFamily.open(bench);
  const asked = await asking.ask();
  await asking.timeIsUp(asked);
  await expect(asking.approve(asked)).rejects.toEqual(problem('approval_closed'));
  expect(await closed(asked.id)).toMatchObject({
    ...{ outcome: 'expired', toIds: [asking.child.userId] },
  });
  expect(await asking.list()).toMatchObject([{ state: 'expired', bookingId: null }]);
});

it('a slot that is taken meanwhile is refused as ever, and the request stays open', async () => {
  const asking = await AskingFamily.open(bench);
  const asked = await asking.ask();
  const { providerId, startsAt } = asked;
  await bench.book(await testActor('student'), { providerId, startsAt });
  await expect(asking.approve(asked)).rejects.toEqual(problem('slot_taken'));
  expect(await asking.list()).toMatchObject([{ state: 'open' }]);
});

it('a price that has risen is not approved', async () => {
  const asking = await AskingFamily.open(bench);
  const asked = await asking.ask();
  await bench.service.sql.query('UPDATE approval SET price_amount = 4999 WHERE id = $1', [
    asked.id,
  ]);
  await expect(asking.approve(asked)).rejects.toEqual(problem('price_raised'));
  expect(await asking.family.booked()).toBe(0);
});

it('asks for what is beyond the caps alone, once for each time, and a few at once', async () => {
  const asking = await AskingFamily.open(bench);
  const key = newId();
  const [providerId, startsAt] = [asking.family.providerId(), inHours(48)];
  const asked = await asking.ask({ key, providerId, startsAt });
  expect(await asking.ask({ key, providerId, startsAt })).toEqual(asked);
  await expect(asking.ask({ startsAt })).rejects.toEqual(problem('asked_already'));
  const more = Array.from({ length: 8 }, (_, n) => asking.ask({ startsAt: inHours(60 + 2 * n) }));
  const { succeeded, codes } = await outcomes(more);
  expect(succeeded).toBe(MAX_OPEN_APPROVALS - 1);
  expect(codes).toEqual(['booking.too_many_approvals']);
  await asking.family.change({ providers: null });
  await expect(asking.ask({ startsAt: inHours(90) })).rejects.toEqual(problem('within_caps'));
});

it('nobody asks for, or approves, somebody whose identity is not checked', async () => {
  const asking = await AskingFamily.open(bench);
  await expect(asking.ask({ providerId: newId() })).rejects.toEqual(problem('identity_unchecked'));
  const asked = await asking.ask();
  await bench.identityCounts(asked.providerId, { version: 2, until: null });
  await expect(asking.approve(asked)).rejects.toEqual(problem('identity_unchecked'));
  expect(await asking.family.booked()).toBe(0);
});

it('with the last parent its requests end; one of two leaves them to the other', async () => {
  const asking = await AskingFamily.open(bench);
  const second = await testActor('parent');
  await asking.family.change({ parentIds: [asking.parent.userId, second.userId] });
  const asked = await asking.ask();
  await asking.family.change({ parentIds: [second.userId] });
  await expect(asking.approve(asked)).rejects.toEqual(problem('approval_not_found'));
  await expect(asking.refuse(asked)).rejects.toEqual(problem('approval_not_found'));
  expect(await asking.list()).toEqual([]);
  expect(await asking.list(second)).toMatchObject([{ state: 'open' }]);
  await asking.family.change({ parentIds: [] });
  expect(await closed(asked.id)).toMatchObject({ outcome: 'ended' });
  expect(await asking.list(asking.child)).toMatchObject([{ state: 'ended' }]);
  await expect(asking.ask()).rejects.toEqual(problem('learner_not_found'));
});

it('who is unlinked while they approve has approved before, or approves nothing', async () => {
  for (let round = 0; round < 5; round++) {
    const asking = await AskingFamily.open(bench);
    const asked = await asking.ask();
    const [{ succeeded }] = await Promise.all([
      outcomes([asking.approve(asked)]),
      asking.family.change({ parentIds: [] }),
    ]);
    expect(await asking.family.booked()).toBe(succeeded);
    const outcome = succeeded === 1 ? 'approved' : 'ended';
    await eventually(async () => {
      expect(await asking.list(asking.child)).toMatchObject([{ state: outcome }]);
    });
  }
});

it('nobody else sees it or answers it, and nobody without a parent asks', async () => {
  const asking = await AskingFamily.open(bench);
  const asked = await asking.ask();
  const other = await AskingFamily.open(bench);
  for (const id of [asked.id, newId()]) {
    await expect(asking.approve({ id }, other.parent)).rejects.toEqual(
      problem('approval_not_found'),
    );
    await expect(asking.refuse({ id }, '', other.parent)).rejects.toEqual(
      problem('approval_not_found'),
    );
  }
  expect(await asking.list(other.parent)).toEqual([]);
  expect(await asking.list(other.child)).toEqual([]);
  await expect(asking.ask({}, await testActor('student'))).rejects.toEqual(
    problem('learner_not_found'),
  );
  const answer = { approvalId: asked.id };
  await expect(
    bench.service.call(bookingRpc.approve, answer, { as: asking.child, key: newId() }),
  ).rejects.toEqual(expect.objectContaining({ code: 'platform.forbidden' }));
});

it('what was asked is a child’s own: given out, and erased with it', async () => {
  const asking = await AskingFamily.open(bench);
  const asked = await asking.ask();
  const { userId } = asking.child;
  const rows = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const asking = { userId, ...(cursor && { cursor }) };
    const page: UserDataPage = await bench.service.call(bookingRpc.listUserData, asking);
    if (page.about === 'approval') rows.push(...page.rows);
    cursor = page.nextCursor;
  }
  expect(rows).toEqual([expect.objectContaining({ id: asked.id, state: 'open' })]);
  await bench.service.call(bookingRpc.eraseUserData, { userId });
  expect(await asking.list()).toEqual([]);
});
