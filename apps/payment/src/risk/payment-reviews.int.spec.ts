import { newId, platformErrors, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents, paymentRpc, riskErrors } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';
import { setRules } from './risk.harness.ts';

const LARGE = franc(9_000);
const REASON = 'She has paid from there for years.';

let bench: PaymentBench;
let trust: TestActor;
let finance: TestActor;
beforeAll(async () => {
  bench = await PaymentBench.start({ replicas: 2 });
  await setRules(bench, { kind: 'amount', from: LARGE.amount });
  trust = await proved('trust');
  finance = await proved('finance');
});
afterAll(() => bench?.stop());

type Paid = Awaited<ReturnType<PaymentBench['paid']>>;
type State = 'open' | 'released' | 'refunded';

const proved = (role: 'trust' | 'finance' | 'support', userId = newId()) =>
  testActor(role, { userId, steppedUpSecondsAgo: 0 });
const decide = (
  id: string,
  decision: 'release' | 'refund' = 'release',
  as = trust,
  key = newId(),
) => {
  const input = { id, decision, reason: REASON };
  return bench.service.call(paymentRpc.decidePaymentReview, input, { as, key });
};
const find = async (id: string, state: State = 'open') => {
  const asked = { state, limit: 100 };
  const { items } = await bench.service.call(paymentRpc.listPaymentReviews, asked, { as: trust });
  return items.find((review) => review.id === id);
};
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem.code,
  );

/** The lesson took place, and nobody objected. */
async function earned({ booking, payment }: Paid, atCostOf: 'learner' | 'platform' = 'learner') {
  const { bookingId, learnerId, providerId } = booking;
  await bench.service.publish(bookingEvents.payable, {
    ...{ bookingId, learnerId, providerId, version: 3, paymentId: payment.id, atCostOf },
    ...{ amount: LARGE, at: new Date().toISOString() },
  });
  await eventually(async () => {
    const [row] = await bench.rows(
      'SELECT attempts FROM earning WHERE booking_id = $1 AND (attempts > 0 OR posted_at IS NOT NULL)',
      bookingId,
    );
    expect(row).toBeDefined();
  });
}
async function earningOf({ booking: { providerId, bookingId } }: Paid) {
  const as = await testActor('tutor', { userId: providerId });
  const { items, totals } = await bench.service.call(paymentRpc.earnings, {}, { as });
  const item = items.find((earning) => earning.bookingId === bookingId);
  return { state: item?.state, totals };
}
const becomes = (paid: Paid, state: string | undefined) =>
  eventually(async () => expect((await earningOf(paid)).state).toBe(state));

describe('a payment to look at', () => {
  it('is paid as any, held as it would be earned, and payable once it is released', async () => {
    const paid = await bench.paid({ price: LARGE });
    const { id } = paid.payment;
    expect((await earningOf(paid)).state).toBe('expected');
    expect(await find(id)).toMatchObject({
      ...{ state: 'open', amount: LARGE, refunded: franc(0), psp: 'stripe', byLink: false },
      ...{ payerId: bench.learner.userId, payerName: 'Koffi Mensah' },
      findings: [{ kind: 'amount', figure: 9_000, from: LARGE, threshold: null, countries: null }],
      lessons: [{ bookingId: paid.booking.bookingId, amount: LARGE }],
      ...{ decidedBy: null, decidedAt: null, reason: null },
    });
    await earned(paid);
    const owed = { expected: franc(7_650), payable: franc(0), reserved: franc(0) };
    expect(await earningOf(paid)).toEqual({ state: 'held', totals: [owed] });

    const key = newId();
    await decide(id, 'release', trust, key);
    expect(await decide(id, 'release', trust, key)).toEqual({ id });
    await becomes(paid, 'payable');
    expect(await bench.balance(id, 'provider_payable')).toBe(-7_650);
    expect(await find(id)).toBeUndefined();
    expect(await find(id, 'released')).toMatchObject({
      decidedBy: { id: trust.userId, name: 'Koffi Mensah' },
      reason: REASON,
    });
    expect(await codeOf(decide(id, 'refund', finance))).toBe(riskErrors.reviewDecided.code);
    const log = 'SELECT action, actor_id, details FROM audit_log WHERE subject_id = $1';
    expect(await bench.rows(log, id)).toEqual([
      { action: 'payment_review.released', actor_id: trust.userId, details: {} },
    ]);
  });

  it('goes back to the card where it is refunded, and nobody earns by it', async () => {
    const paid = await bench.paid({ price: LARGE });
    const { id } = paid.payment;
    await earned(paid);
    await decide(id, 'refund', finance);
    const refunded = await bench.service.events.next(
      paymentEvents.refunded,
      (event) => event.paymentId === id,
    );
    expect(refunded).toMatchObject({ amount: LARGE, total: true, foreign: false, way: 'psp' });
    expect(await bench.stripe.moved('refund', paid.ref)).toMatchObject([{ amount: 9_000 }]);
    await eventually(async () => {
      const posted = 'SELECT FROM earning WHERE payment_id = $1 AND posted_at IS NOT NULL';
      expect(await bench.rows(posted, id)).toHaveLength(1);
    });
    expect(await bench.balance(id, 'provider_payable')).toBe(0);
    expect(await bench.balance(id, 'learner')).toBe(0);
    expect(await bench.cases(id)).toEqual([]);
    expect(await find(id, 'refunded')).toMatchObject({ refunded: LARGE });
    const [refund] = await bench.rows('SELECT reason FROM refund WHERE payment_id = $1', id);
    expect(refund).toEqual({ reason: 'turned_down' });
  });

  it('gives back only what has not gone back before', async () => {
    const paid = await bench.paid({ price: LARGE });
    const { id } = paid.payment;
    const { bookingId } = paid.booking;
    await bench.service.publish(bookingEvents.refundDue, {
      ...{ refundRequestId: newId(), bookingId, paymentId: id },
      ...{ amount: franc(4_000), reason: 'canceled' },
    });
    await bench.service.events.next(paymentEvents.refunded, (event) => event.paymentId === id);
    await decide(id, 'refund');
    const rest = await bench.service.events.next(
      paymentEvents.refunded,
      (event) => event.paymentId === id && event.total,
    );
    expect(rest.amount).toEqual(franc(5_000));
    expect(await bench.cases(id)).toEqual([]);
  });

  it('is decided once, whoever is at it at the same time', async () => {
    const paid = await bench.paid({ price: LARGE });
    const { id } = paid.payment;
    const all = await Promise.allSettled([
      decide(id, 'release', trust),
      decide(id, 'refund', finance),
      decide(id, 'release', await proved('finance')),
    ]);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused.map(({ code }: Problem) => code)).toEqual(
      Array.from({ length: 2 }, () => riskErrors.reviewDecided.code),
    );
    const isBack = (await bench.rows('SELECT FROM refund WHERE payment_id = $1', id)).length > 0;
    expect(await find(id, isBack ? 'refunded' : 'released')).toBeDefined();
  });

  it('is decided by others than those who pay and earn, with a fresh proof', async () => {
    const paid = await bench.paid({ price: LARGE });
    const { id } = paid.payment;
    const { code: own } = riskErrors.reviewOwn;
    const payer = await proved('finance', bench.learner.userId);
    const teacher = await proved('trust', paid.booking.providerId);
    expect(await codeOf(decide(id, 'release', payer))).toBe(own);
    expect(await codeOf(decide(id, 'refund', teacher))).toBe(own);
    expect(await codeOf(decide(id, 'release', await testActor('trust')))).toBe(
      platformErrors.stepUpRequired.code,
    );
    const support = await proved('support');
    await expect(decide(id, 'release', support)).rejects.toMatchObject({ status: 403 });
    const byHand = bench.rows(
      `UPDATE risk_review SET state = 'released', decided_by = payer_id, decided_at = now() WHERE payment_id = $1`,
      id,
    );
    await expect(byHand).rejects.toMatchObject({ constraint: 'risk_review_own' });
  });

  it('is none before it is paid, and none where no rule fired', async () => {
    const { bookingId } = await bench.book(LARGE);
    const { id } = await eventually(() => bench.open(bookingId));
    expect(await find(id)).toBeUndefined();
    const { payment } = await bench.paid();
    for (const unknown of [id, payment.id, newId()]) {
      expect(await codeOf(decide(unknown))).toBe(riskErrors.reviewNotFound.code);
    }
  });

  it('does not hold what the platform pays, and nothing is booked past it', async () => {
    const paid = await bench.paid({ price: LARGE });
    await earned(paid, 'platform');
    await becomes(paid, 'payable');
    const held = await bench.paid({ price: LARGE });
    await earned(held);
    const byHand = bench.rows(
      'UPDATE earning SET posted_at = now() WHERE payment_id = $1',
      held.payment.id,
    );
    await expect(byHand).rejects.toMatchObject({ code: '23514' });
  });
});

it('until then more may be seen, and what was seen stays', async () => {
  const { payment } = await bench.paid({ price: LARGE });
  const change = (reasons: string) =>
    bench.rows(`UPDATE risk_review SET reasons = ${reasons} WHERE payment_id = $1`, payment.id);
  await expect(change(`'[{}]'`)).rejects.toMatchObject({ code: '23514' });
  const seen = { kind: 'many_cards', figure: 4, fromAmount: 1, threshold: 4, withinMinutes: 60 };
  await change(`reasons || '${JSON.stringify([{ ...seen, countries: null }])}'`);
  expect((await find(payment.id))?.findings.map(({ kind }) => kind)).toEqual([
    'amount',
    'many_cards',
  ]);
});

it('counts what waits, for whoever asks and on the dashboard', async () => {
  const waiting = async (as = trust) => {
    const list = await bench.service.call(paymentRpc.listPaymentReviews, { limit: 1 }, { as });
    return list.waiting;
  };
  const shown = async () => {
    const { app } = bench.service.instances[0]!;
    const metrics = await app.get(Registry, { strict: false }).getMetricsAsJSON();
    return ['waiting', 'oldest_seconds'].map(
      (end) => metrics.find(({ name }) => name === `edu_payment_reviews_${end}`)!.values[0]!.value,
    );
  };
  const before = await waiting();
  const { booking, payment } = await bench.paid({ price: LARGE });
  const { bookingId } = await bench.book(LARGE);
  await eventually(() => bench.open(bookingId));
  expect(await waiting()).toBe(before + 1);
  const teacher = await proved('trust', booking.providerId);
  expect(await waiting(teacher)).toBe(before);
  expect(await waiting(await proved('finance', bench.learner.userId))).toBe(0);
  // What a scrape reads is a few seconds old.
  await eventually(async () => {
    const [all, oldest] = await shown();
    expect([all, oldest! > 0]).toEqual([before + 1, true]);
  });
  await decide(payment.id);
  expect(await waiting()).toBe(before);
});

it('a decision is for ever, and only its words can be forgotten', async () => {
  const paid = await bench.paid({ price: LARGE });
  const { id } = paid.payment;
  await decide(id);
  const refused = (change: string) =>
    expect(
      bench.rows(`UPDATE risk_review SET ${change} WHERE payment_id = $1`, id),
    ).rejects.toMatchObject({ code: '23514' });
  await refused(`state = 'refunded'`);
  await refused(`reasons = '[{}]'`);
  await refused(`reasons = reasons || '[{}]'`);
  await bench.rows('UPDATE risk_review SET words = NULL WHERE payment_id = $1', id);
  expect(await find(id, 'released')).toMatchObject({ reason: null });
});

it('the rules are read with what they mean', async () => {
  const { items } = await bench.service.call(paymentRpc.riskRules, {}, { as: finance });
  expect(items).toMatchObject([
    { kind: 'amount', action: 'review', currency: 'XOF', from: LARGE, validUntil: null },
  ]);
});
