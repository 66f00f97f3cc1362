import { newId, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { creditErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc } from '../payment.harness.ts';
import { ChargebackFinder } from './chargeback-finder.ts';
import { ChargebackBench, type Lesson } from './chargeback.harness.ts';

let world: ChargebackBench;
beforeAll(async () => {
  world = await ChargebackBench.start();
});
afterEach(() => world.bench.stripe.heal());
afterAll(() => world?.stop());

/** Each waits for several deliveries and looks. */
const PATIENT = { timeout: 120_000 };
const HELD = { psp_clearing: 5_000, learner: -5_000 };
const EARNED = { psp_clearing: 5_000, provider_payable: -4_250, platform_revenue: -750 };
/** Published once the transaction is committed, which is a moment later. */
const announced =
  <T extends { readonly paymentId: string }>(all: () => readonly T[]) =>
  async ({ paymentId }: Lesson): Promise<T[]> => {
    const ofIt = () => all().filter((event) => event.paymentId === paymentId);
    await world.until(() => Promise.resolve(ofIt().length > 0));
    return ofIt();
  };
const opened = announced(() => world.bench.service.events.of(paymentEvents.chargebackOpened));
const closed = announced(() => world.bench.service.events.of(paymentEvents.chargebackClosed));

async function charged(lesson: Lesson, kind: object = {}): Promise<string> {
  const dispute = await world.disputed(lesson, kind);
  await world.becomes(dispute, 'open');
  await world.until(async () => (await world.row(dispute))!['is_withdrawn'] === true);
  return dispute;
}

async function decided(dispute: string, how: 'won' | 'lost'): Promise<void> {
  await world.decides(dispute, how);
  await world.becomes(dispute, how);
}

async function asksBack({ paymentId, bookingId }: Lesson, amount: number): Promise<void> {
  const due = { paymentId, bookingId, amount: franc(amount), reason: 'canceled' as const };
  await world.bench.service.publish(bookingEvents.refundDue, { ...due, refundRequestId: newId() });
}

const asCredit = async ({ payer }: Lesson, id: string) =>
  world.bench.service.call(
    paymentRpc.chooseRefund,
    { id, as: 'credit' },
    { as: payer, key: newId() },
  );
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem.code,
  );

describe('a payment that a bank takes back', PATIENT, () => {
  it('freezes what is held for the learner, until the bank gives it back', async () => {
    const lesson = await world.paid();
    const dispute = await charged(lesson);
    expect(await world.books(lesson)).toEqual({ charged_back: 5_000, frozen: -5_000 });
    const { bookingId, providerId, payerId } = lesson;
    expect(await opened(lesson)).toMatchObject([
      { payerId, amount: franc(5_000), lessons: [{ bookingId, providerId, frozen: franc(0) }] },
    ]);
    await decided(dispute, 'won');
    expect(await world.books(lesson)).toEqual(HELD);
    expect(await closed(lesson)).toMatchObject([{ outcome: 'won', borneBy: null }]);
  });

  it('is counted in the price where other money was charged', async () => {
    const lesson = await world.paid({ currency: 'EUR' });
    // What the psp takes for handling it is in euro as well.
    const books = async () => [await world.books(lesson), (await world.books(lesson, 'EUR'))['fx']];
    const held = [{ fx: 5_000, learner: -5_000 }, -763];
    expect(await books()).toEqual(held);
    // A part first, then a bank that takes all of it.
    const first = await charged(lesson, { amount: 381 });
    expect(await world.row(first)).toMatchObject({
      ...{ amount: '2497', currency: 'XOF', charged_amount: '381', charged_currency: 'EUR' },
    });
    expect(await books()).toEqual([
      { fx: 2_503, charged_back: 2_497, frozen: -2_497, learner: -2_503 },
      -382,
    ]);
    const [listed] = (await world.list()).items.filter((one) => one.paymentId === lesson.paymentId);
    expect(listed).toMatchObject({ charged: { amount: 381, currency: 'EUR' } });
    await decided(first, 'won');
    expect(await books()).toEqual(held);
    const all = await charged(lesson);
    expect(await books()).toEqual([{ charged_back: 5_000, frozen: -5_000 }, undefined]);
    await decided(all, 'lost');
    expect(await books()).toEqual([{}, undefined]);
  });

  it('freezes the provider’s share of what was earned, and releases it when it is won', async () => {
    const lesson = await world.paid();
    await world.earned(lesson);
    const dispute = await charged(lesson);
    const frozen = { charged_back: 5_000, frozen: -4_250, platform_revenue: -750 };
    expect(await world.books(lesson)).toEqual(frozen);
    expect(await opened(lesson)).toMatchObject([{ lessons: [{ frozen: franc(4_250) }] }]);
    await decided(dispute, 'won');
    expect(await world.books(lesson)).toEqual(EARNED);
  });

  it('that was stolen is lost by the platform, and the provider keeps what was earned', async () => {
    const lesson = await world.paid();
    await world.earned(lesson);
    await decided(await charged(lesson), 'lost');
    expect(await world.books(lesson)).toEqual({
      ...{ provider_payable: -4_250, platform_revenue: -750, platform_costs: 5_000 },
    });
    expect(await closed(lesson)).toMatchObject([{ outcome: 'lost', borneBy: 'platform' }]);
  });

  it('for a lesson that did not take place is lost by its provider, as far as it was frozen', async () => {
    const lesson = await world.paid();
    await world.earned(lesson);
    await decided(await charged(lesson, { reason: 'product_not_received' }), 'lost');
    expect(await world.books(lesson)).toEqual({ platform_revenue: -750, platform_costs: 750 });
    expect(await closed(lesson)).toMatchObject([{ borneBy: 'provider' }]);
  });

  it('takes nothing of what was paid out, and leaves no provider below zero', async () => {
    const lesson = await world.paid();
    await world.earned(lesson);
    await world.paidOut(lesson, 4_000);
    const dispute = await charged(lesson, { reason: 'product_not_received' });
    expect(await opened(lesson)).toMatchObject([{ lessons: [{ frozen: franc(250) }] }]);
    await decided(dispute, 'lost');
    expect(await world.books(lesson)).toEqual({
      // 4 000 of it are on their way by another movement.
      ...{ provider_payable: -4_000, platform_revenue: -750, platform_costs: 4_750 },
    });
  });

  it('of which the bank takes a part is frozen by that part alone', async () => {
    const lesson = await world.paid();
    const dispute = await charged(lesson, { amount: 2_000 });
    expect(await world.books(lesson)).toEqual({
      ...{ psp_clearing: 3_000, charged_back: 2_000, frozen: -2_000, learner: -3_000 },
    });
    await decided(dispute, 'lost');
    expect(await world.books(lesson)).toEqual({ psp_clearing: 3_000, learner: -3_000 });
  });

  it('after it went back is lost twice, at the platform’s cost, with nothing to freeze', async () => {
    const lesson = await world.paid();
    await asksBack(lesson, 5_000);
    const { bookingId } = lesson;
    const isIt = (event: { bookingId: string }) => event.bookingId === bookingId;
    await world.bench.service.events.next(paymentEvents.refunded, isIt);
    const dispute = await charged(lesson, { reason: 'credit_not_processed' });
    expect(await world.books(lesson)).toEqual({ charged_back: 5_000, psp_clearing: -5_000 });
    await decided(dispute, 'lost');
    expect(await world.books(lesson)).toEqual({ psp_clearing: -5_000, platform_costs: 5_000 });
  });

  it('of which a refund was under way goes back once, out of what was held', async () => {
    const { stripe } = world.bench;
    const lesson = await world.paid({ card: 'pm_card_pendingRefund' });
    stripe.faults.change({
      webhooks: { drop: { probability: 1 } },
      api: { rateLimit429: { probability: 1, operations: ['refunds.retrieve'] } },
    });
    await asksBack(lesson, 5_000);
    await world.until(async () => (await stripe.moved('refund', lesson.ref)).length === 1);
    const dispute = await world.disputed(lesson);
    const { app } = world.bench.service.instances[0]!;
    await app.get(ChargebackFinder, { strict: false }).run();
    expect(await world.books(lesson)).toEqual({ charged_back: 5_000, frozen: -5_000 });
    stripe.heal();
    const atCost = { charged_back: 5_000, frozen: -5_000, psp_clearing: -5_000, refunds: 5_000 };
    await world.until(async () => (await world.books(lesson))['refunds'] === 5_000);
    expect(await world.books(lesson)).toEqual(atCost);
    await decided(dispute, 'won');
    expect(await world.books(lesson)).toEqual({});
  });

  it('is only frozen while the bank asks, and withdrawn once it takes it', async () => {
    const lesson = await world.paid();
    const dispute = await world.disputed(lesson, { isInquiry: true });
    await world.becomes(dispute, 'open');
    expect(await world.books(lesson)).toEqual({ psp_clearing: 5_000, frozen: -5_000 });
    await world.decides(dispute, 'escalated');
    await world.until(async () => (await world.row(dispute))!['is_withdrawn'] === true);
    expect(await world.books(lesson)).toEqual({ charged_back: 5_000, frozen: -5_000 });
    const asked = await world.paid();
    const question = await world.disputed(asked, { isInquiry: true });
    await world.becomes(question, 'open');
    await decided(question, 'won');
    expect(await world.books(asked)).toEqual(HELD);
  });
});

describe('what the psp takes for handling it', PATIENT, () => {
  const FEE = { platform_costs: 2_000, psp_clearing: -2_000 };
  const feesOf = (lesson: Lesson) => world.books(lesson, 'EUR');
  const isBooked = (lesson: Lesson) =>
    world.until(async () => Object.keys(await feesOf(lesson)).length > 0);

  it('is a cost of the platform in the money of its account, once, whatever comes of it', async () => {
    const lesson = await world.paid();
    world.bench.stripe.faults.change({ webhooks: { duplicate: { probability: 1, copies: 2 } } });
    const dispute = await charged(lesson);
    await isBooked(lesson);
    expect(await feesOf(lesson)).toEqual(FEE);
    await decided(dispute, 'lost');
    expect(await feesOf(lesson)).toEqual(FEE);
    expect(await world.books(lesson)).toEqual({});
  });

  it('stays so when it is won, unless the psp gives it back', async () => {
    const [kept, returned] = [await world.paid(), await world.paid()];
    for (const lesson of [kept, returned]) {
      const dispute = await charged(lesson);
      await isBooked(lesson);
      await world.decides(dispute, 'won', { returnsFee: lesson === returned });
      await world.becomes(dispute, 'won');
    }
    await world.until(async () => Object.keys(await feesOf(returned)).length === 0);
    expect(await feesOf(kept)).toEqual(FEE);
    expect(await world.books(returned)).toEqual(HELD);
  });

  it('is nothing while the bank only asks', async () => {
    const lesson = await world.paid();
    const question = await world.disputed(lesson, { isInquiry: true });
    await world.becomes(question, 'open');
    await decided(question, 'won');
    expect(await feesOf(lesson)).toEqual({});
  });
});

describe('what waits for the bank', PATIENT, () => {
  it('is an earning, which is credited when the payment stays', async () => {
    const lesson = await world.paid();
    const dispute = await charged(lesson);
    await world.announceEarning(lesson);
    const find = 'SELECT posted_at FROM earning WHERE booking_id = $1 AND attempts > 0';
    await world.until(async () => (await world.bench.rows(find, lesson.bookingId)).length === 1);
    expect(await world.books(lesson)).toEqual({ charged_back: 5_000, frozen: -5_000 });
    await decided(dispute, 'won');
    await world.until(async () => (await world.books(lesson))['provider_payable'] === -4_250);
    expect(await world.books(lesson)).toEqual(EARNED);
    expect(await world.bench.cases(lesson.paymentId)).toEqual([]);
  });

  it.each(['won', 'lost'] as const)(
    'is a refund that its payer could have as credit (%s)',
    async (how) => {
      const lesson = await world.paid({ card: 'pm_card_refundFail' });
      await asksBack(lesson, 5_000);
      const { refundId } = await world.bench.service.events.next(
        paymentEvents.refundOffered,
        ({ paymentId }) => paymentId === lesson.paymentId,
      );
      const dispute = await charged(lesson);
      expect(await codeOf(asCredit(lesson, refundId))).toBe(creditErrors.refundWithBank.code);
      await decided(dispute, how);
      if (how === 'won') {
        await asCredit(lesson, refundId);
        expect(await world.books(lesson)).toEqual({ psp_clearing: 5_000, credit: -5_000 });
        return;
      }
      expect(await codeOf(asCredit(lesson, refundId))).toBe(creditErrors.refundNotWaiting.code);
      expect(await world.books(lesson)).toEqual({});
      const find = 'SELECT status, failure_reason FROM refund WHERE id = $1';
      expect(await world.bench.rows(find, refundId)).toEqual([
        { status: 'failed', failure_reason: 'charged_back' },
      ]);
    },
  );

  it.each([
    ['fraudulent', { platform_costs: 4_250, provider_payable: -4_250 }],
    ['product_unacceptable', {}],
  ])('is an earning, of which the bank has the money (%s)', async (reason, books) => {
    const lesson = await world.paid();
    const dispute = await charged(lesson, { reason });
    await decided(dispute, 'lost');
    await world.earned(lesson);
    expect(await world.books(lesson)).toEqual(books);
    expect(await world.bench.cases(lesson.paymentId)).toEqual([]);
  });

  it('is a refund, which goes back once the payment stays, and not at all once the bank has it', async () => {
    const [stays, goes] = [await world.paid(), await world.paid()];
    const disputes = [await charged(stays), await charged(goes)] as const;
    await asksBack(stays, 5_000);
    await asksBack(goes, 5_000);
    const find = 'SELECT status, failure_reason FROM refund WHERE booking_id = $1 AND attempts > 0';
    const refundOf = async ({ bookingId }: Lesson) =>
      (await world.bench.rows(find, bookingId))[0]?.['status'];
    await world.until(async () => (await refundOf(stays)) === 'pending');
    await world.until(async () => (await refundOf(goes)) === 'pending');
    expect(await world.bench.stripe.moved('refund', stays.ref)).toEqual([]);
    await decided(disputes[0], 'won');
    await world.until(async () => (await refundOf(stays)) === 'succeeded');
    expect(await world.books(stays)).toEqual({});
    await decided(disputes[1], 'lost');
    await world.until(async () => (await refundOf(goes)) === 'failed');
    expect(await world.bench.stripe.moved('refund', goes.ref)).toEqual([]);
    expect(await world.books(goes)).toEqual({});
  });
});

describe('a refund that the psp refuses since a bank has the money', PATIENT, () => {
  const find = 'SELECT status FROM refund WHERE booking_id = $1 AND attempts > 0';
  const isNow = ({ bookingId }: Lesson, status: string) =>
    world.until(async () => (await world.bench.rows(find, bookingId))[0]?.['status'] === status);

  it.each([
    ['won', 'succeeded', 1, []],
    ['lost', 'failed', 0, ['refund_short']],
  ] as const)('waits for news of that, and for the bank: %s', async (how, status, times, cases) => {
    const lesson = await world.paid();
    world.bench.stripe.faults.change({ webhooks: { drop: { probability: 1 } } });
    const dispute = await world.disputed(lesson);
    await asksBack(lesson, 5_000);
    await isNow(lesson, 'unknown');
    const { app } = world.bench.service.instances[0]!;
    await app.get(ChargebackFinder, { strict: false }).run();
    await world.becomes(dispute, 'open');
    world.bench.stripe.heal();
    await decided(dispute, how);
    await isNow(lesson, status);
    expect(await world.bench.stripe.moved('refund', lesson.ref)).toHaveLength(times);
    expect(await world.books(lesson)).toEqual({});
    expect(await world.bench.cases(lesson.paymentId)).toEqual(cases);
  });

  it('is offered to its payer without what the bank has kept', async () => {
    const lesson = await world.paid();
    const dispute = await charged(lesson, { amount: 2_000 });
    await asksBack(lesson, 5_000);
    await decided(dispute, 'lost');
    await isNow(lesson, 'offered');
    const refund = 'SELECT amount::int, failure_reason FROM refund WHERE booking_id = $1';
    expect(await world.bench.rows(refund, lesson.bookingId)).toEqual([
      { amount: 3_000, failure_reason: 'charge_disputed' },
    ]);
  });
});

describe('news of it', PATIENT, () => {
  it('in any order, late and often has one effect', async () => {
    world.bench.stripe.faults.change({
      webhooks: { duplicate: { probability: 1, copies: 3 }, reorder: { windowMs: 400 } },
    });
    const lessons = await Promise.all(Array.from({ length: 4 }, () => world.paid()));
    const disputes = await Promise.all(lessons.map((lesson) => world.disputed(lesson)));
    // At once: what happened first is delivered after what happened last.
    const ends = disputes.map((_, n) => (n % 2 ? ('won' as const) : ('lost' as const)));
    await Promise.all(disputes.map((dispute, n) => world.decides(dispute, ends[n]!)));
    for (const [n, dispute] of disputes.entries()) {
      await world.becomes(dispute, ends[n]!);
      expect(await world.books(lessons[n]!)).toEqual(ends[n] === 'won' ? HELD : {});
      expect(await opened(lessons[n]!)).toHaveLength(1);
      expect(await closed(lessons[n]!)).toHaveLength(1);
    }
  });

  it('that is lost is made up for by asking', async () => {
    const lesson = await world.paid();
    const dispute = await charged(lesson);
    world.bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
    await world.decides(dispute, 'won');
    await world.bench.rows('UPDATE chargeback SET due_at = now() WHERE psp_ref = $1', dispute);
    await world.becomes(dispute, 'won');
    expect(await world.books(lesson)).toEqual(HELD);
  });

  it('that never came is found the next night', async () => {
    const lesson = await world.paid();
    world.bench.stripe.faults.change({ webhooks: { drop: { next: 1_000 } } });
    const dispute = await world.disputed(lesson);
    const { app } = world.bench.service.instances[0]!;
    const finder = app.get(ChargebackFinder, { strict: false });
    await finder.run();
    await finder.run();
    expect(await world.row(dispute)).toMatchObject({ state: 'open', is_withdrawn: true });
    expect(await world.books(lesson)).toEqual({ charged_back: 5_000, frozen: -5_000 });
    expect(await opened(lesson)).toHaveLength(1);
  });

  it('of another end changes nothing, and is for people to look at', async () => {
    const lesson = await world.paid();
    const dispute = await charged(lesson);
    await decided(dispute, 'lost');
    await world.decides(dispute, 'won');
    await world.until(async () => (await world.bench.cases(lesson.paymentId)).length > 0);
    expect(await world.bench.cases(lesson.paymentId)).toEqual(['chargeback_contradicted']);
    expect(await world.books(lesson)).toEqual({});
    expect(await world.row(dispute)).toMatchObject({ state: 'lost' });
    const back = `UPDATE chargeback SET state = 'open', closed_at = NULL WHERE psp_ref = $1`;
    await expect(world.bench.rows(back, dispute)).rejects.toThrow('cannot go from lost to open');
  });
});
