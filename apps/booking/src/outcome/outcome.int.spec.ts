import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, insisting, PRICE } from '../booking/booking.harness.ts';

let bench: BookingBench;
let learner: TestActor;
let provider: TestActor;
let support: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
  support = await testActor('support', { steppedUpSecondsAgo: 0 });
});
beforeEach(async () => {
  [learner, provider] = await Promise.all([testActor('student'), testActor('tutor')]);
});
afterAll(() => bench.stop());

type Confirmed = Awaited<ReturnType<BookingBench['confirmed']>>;
const TEXT = 'I waited for twenty minutes, and nobody came.';
const REASON = 'The classroom shows that nobody came.';

/** A lesson that is over, and open to objections. */
async function completed(): Promise<Confirmed> {
  const booking = await bench.confirmed(learner, { providerId: provider.userId });
  await bench.shift(booking.id, 50);
  await bench.becomes(booking.id, learner, 'completed');
  return booking;
}
const outcome = ({ id }: Confirmed, as = learner) =>
  bench.service.call(bookingRpc.outcome, { id }, { as });
const contest = ({ id }: Confirmed, as = learner, text = TEXT) =>
  bench.service.call(bookingRpc.contest, { id, text }, { as, key: newId() });
const decide = ({ id }: Confirmed, refundPct: number) =>
  bench.service.call(
    bookingRpc.decideDispute,
    { id, refundPct, reason: REASON },
    { as: support, key: newId() },
  );
const settle = ({ id }: Confirmed) =>
  bench.service.sql.query(
    'UPDATE process SET due_at = now() WHERE subject_id = $1 AND due_at IS NOT NULL',
    [id],
  );
const payable = ({ id }: Confirmed) =>
  bench.service.events.of(bookingEvents.payable).filter(({ bookingId }) => bookingId === id);
const refused = ({ code }: { code: string }) => ({ code });

describe('an objection', () => {
  it('of either side keeps the money back until support has decided', async () => {
    for (const [who, side] of [
      [learner, 'learner'],
      [provider, 'provider'],
    ] as const) {
      const booking = await completed();
      expect(await outcome(booking)).toMatchObject({ stage: 'contestable', dispute: null });
      expect(await contest(booking, who)).toMatchObject({
        stage: 'disputed',
        contestUntil: null,
        dispute: { side, text: TEXT, decision: null },
      });
      await settle(booking);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(payable(booking)).toEqual([]);
      expect(await outcome(booking, provider)).toMatchObject({ stage: 'disputed' });
    }
  });

  it.each([
    [0, 'settled', 5_000, 0],
    [100, 'closed', 0, 5_000],
    [40, 'settled', 3_000, 2_000],
  ])('of which support gives %i %% back is %s', async (pct, stage, earned, refund) => {
    const booking = await completed();
    await contest(booking);
    const decided = await decide(booking, pct);
    expect(decided).toMatchObject({
      stage,
      dispute: { decision: { refundPct: pct, reason: REASON } },
    });
    if (earned > 0) {
      await eventually(() =>
        expect(payable(booking)).toMatchObject([{ amount: { ...PRICE, amount: earned } }]),
      );
    }
    if (refund > 0) {
      expect(await bench.refundDue(booking.paymentId)).toMatchObject({
        amount: { ...PRICE, amount: refund },
        reason: 'disputed',
      });
    }
    if (earned === 0) expect(payable(booking)).toEqual([]);
    await expect(decide(booking, pct)).rejects.toMatchObject(refused(bookingErrors.notDisputed));
  });

  it('is written about by both sides and support until it is decided, ten times each', async () => {
    const booking = await completed();
    const { id } = booking;
    const write = (as: TestActor, text: string) =>
      insisting((key) => bench.service.call(bookingRpc.writeOnDispute, { id, text }, { as, key }));
    const answer = (text: string) =>
      insisting((key) =>
        bench.service.call(bookingRpc.answerDispute, { id, text }, { as: support, key }),
      );
    await expect(write(learner, TEXT)).rejects.toMatchObject(refused(bookingErrors.notDisputed));
    await contest(booking);
    await write(provider, 'I was there.');
    await write(learner, 'In another room?');
    await answer('We look.');
    const { dispute } = await outcome(booking, provider);
    expect(dispute!.messages.map(({ side, text }) => [side, text])).toEqual([
      ['provider', 'I was there.'],
      ['learner', 'In another room?'],
      ['support', 'We look.'],
    ]);
    const updates = () =>
      bench.service.events
        .of(bookingEvents.disputeUpdated)
        .filter(({ bookingId }) => bookingId === id)
        .map(({ what, by }) => `${what} ${by}`);
    const said = ['opened learner', 'message provider', 'message learner', 'message support'];
    await eventually(() => expect(updates()).toEqual(said));
    const stranger = await testActor('student');
    await expect(write(stranger, TEXT)).rejects.toMatchObject(refused(bookingErrors.notFound));

    const many = Array.from({ length: 12 }, (_, index) => write(learner, `again ${index}`));
    const settled = await Promise.allSettled(many);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
    await expect(write(learner, TEXT)).rejects.toMatchObject(refused(bookingErrors.enoughWritten));
    await write(provider, 'Mine are not used up.');
    await decide(booking, 0);
    await expect(write(provider, TEXT)).rejects.toMatchObject(refused(bookingErrors.notDisputed));
    await expect(answer(TEXT)).rejects.toMatchObject(refused(bookingErrors.notDisputed));
  });

  it('is decided once, also weeks after the time for it', async () => {
    const booking = await completed();
    await contest(booking);
    bench.service.clock.set(new Date(Date.now() + 90 * 86_400_000));
    const decisions = await Promise.allSettled([decide(booking, 40), decide(booking, 40)]);
    bench.service.clock.reset();
    expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await eventually(() => expect(payable(booking)).toMatchObject([{ amount: { amount: 3_000 } }]));
    const due = await bench.refundDue(booking.paymentId);
    expect(due.amount.amount).toBe(2_000);
    await bench.refunded(booking.id, booking.paymentId, 2_000);
    await settle(booking);
    const orders = bench.service.events.of(bookingEvents.refundDue);
    expect(orders.filter(({ bookingId }) => bookingId === booking.id)).toHaveLength(1);
    expect(payable(booking)).toHaveLength(1);
  });

  it('is made once, and in its time', async () => {
    const booking = await bench.confirmed(learner, { providerId: provider.userId });
    await expect(contest(booking)).rejects.toMatchObject(refused(bookingErrors.notContestable));
    await bench.shift(booking.id, 50);
    await bench.becomes(booking.id, learner, 'completed');
    const both = await Promise.allSettled([contest(booking), contest(booking, provider)]);
    const [lost] = both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(lost!.reason).toMatchObject(refused(bookingErrors.contestedAlready));
    const settled = await completed();
    await settle(settled);
    await eventually(async () => expect((await outcome(settled)).stage).toBe('settled'));
    await expect(contest(settled)).rejects.toMatchObject(refused(bookingErrors.notContestable));
  });

  it('is listed for support until it is decided', async () => {
    const booking = await completed();
    const listed = async () =>
      (await bench.service.call(bookingRpc.listDisputes, {}, { as: support })).items.filter(
        ({ id }) => id === booking.id,
      );
    expect(await listed()).toEqual([]);
    await contest(booking);
    expect(await listed()).toMatchObject([{ dispute: { side: 'learner', text: TEXT } }]);
    await decide(booking, 0);
    expect(await listed()).toEqual([]);
    const { rows } = await bench.service.sql.query(
      `SELECT action, details FROM audit_log WHERE subject_id = $1`,
      [booking.id],
    );
    expect(rows).toEqual([{ action: 'dispute.decided', details: { refundPct: 0 } }]);
  });

  it('and money that went back meanwhile are not counted twice', async () => {
    const booking = await completed();
    await contest(booking);
    await bench.refunded(booking.id, booking.paymentId, 1_000);
    await decide(booking, 50);
    await eventually(() => expect(payable(booking)).toMatchObject([{ amount: { amount: 2_000 } }]));
    expect(await bench.refundDue(booking.paymentId)).toMatchObject({ amount: { amount: 2_000 } });
  });
});

describe('a report', () => {
  const write = ({ id }: Confirmed, as = provider, next = '') =>
    bench.service.call(bookingRpc.writeReport, { id, done: 'Fractions.', next }, { as });

  it('of the provider is read by the learner, and written again', async () => {
    const booking = await completed();
    expect(await write(booking)).toMatchObject({ report: { done: 'Fractions.', next: null } });
    await write(booking, provider, 'Page 41.');
    expect(await outcome(booking)).toMatchObject({ report: { next: 'Page 41.' } });
  });

  it('is for lessons that have begun, and of who gave them', async () => {
    const booking = await bench.confirmed(learner, { providerId: provider.userId });
    await expect(write(booking)).rejects.toMatchObject(refused(bookingErrors.nothingToReport));
    for (const stranger of [await testActor('tutor'), learner]) {
      await expect(write(booking, stranger)).rejects.toMatchObject({ status: expect.any(Number) });
    }
  });
});

it('nobody else learns what became of a lesson', async () => {
  const booking = await completed();
  const stranger = await testActor('student');
  await expect(outcome(booking, stranger)).rejects.toMatchObject(refused(bookingErrors.notFound));
  await expect(contest(booking, stranger)).rejects.toMatchObject(refused(bookingErrors.notFound));
});
