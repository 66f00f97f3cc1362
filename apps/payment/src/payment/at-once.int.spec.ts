import { newId, platformErrors, Problem, type Money } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench, type Announced } from '../payment.harness.ts';

/** One payment for several lessons. */
let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start({
    env: { WAVE_API_KEY: 'wave_sn_prod_test', WAVE_WEBHOOK_SECRET: 'wave_secret_0123456789' },
    replicas: 2,
  });
});
afterEach(() => bench.stripe.heal());
afterAll(() => bench.stop());

const HOUR_MS = 3_600_000;
const providerId = newId();

/** Lessons of one learner and provider, a week apart. */
const lessonsOf = (...prices: Money[]): Promise<Announced[]> =>
  Promise.all(
    prices.map((price, week) => {
      const startsAt = new Date(Date.now() + (24 + 168 * week) * HOUR_MS).toISOString();
      return bench.book(price, { providerId, startsAt });
    }),
  );

const open = ([first, ...others]: readonly Pick<Announced, 'bookingId'>[], psp?: string) => {
  const input = {
    bookingId: first!.bookingId,
    others: others.map(({ bookingId }) => bookingId),
    ...(psp && { psp }),
  };
  return bench.service.call(paymentRpc.createIntent, input, { as: bench.learner, key: newId() });
};
/** Paid; resolves when the platform knows. */
async function paid(...prices: Money[]) {
  const lessons = await lessonsOf(...prices);
  const payment = await open(lessons);
  const ref = await bench.refOf(payment.id);
  await bench.stripe.pay(ref);
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  return { lessons, payment, ref };
}
type Paid = Awaited<ReturnType<typeof paid>>;

const due = ({ payment }: Paid, { bookingId }: Announced, amount: number) =>
  bench.service.publish(bookingEvents.refundDue, {
    ...{ refundRequestId: newId(), paymentId: payment.id, bookingId },
    ...{ amount: franc(amount), reason: 'canceled' },
  });
const earned = ({ payment }: Paid, { bookingId, learnerId }: Announced, amount: number) =>
  bench.service.publish(bookingEvents.payable, {
    ...{ bookingId, learnerId, providerId, version: 3, paymentId: payment.id },
    ...{ amount: franc(amount), at: new Date().toISOString() },
  });
const refunded = ({ payment }: Paid) =>
  bench.service.events.of(paymentEvents.refunded).filter((e) => e.paymentId === payment.id);
const partsOf = async ({ payment }: Pick<Paid, 'payment'>) => {
  const { parts } = await bench.get(payment.id);
  return new Map(parts.map((part) => [part.bookingId, part]));
};
const problem = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );

describe('opening it', () => {
  it('takes the lessons of a series, which one event announces', async () => {
    const { learnerId, bookingId: _, price, ...first } = bench.booking(franc(2_500));
    const lessons = [newId(), newId(), newId()].map((bookingId) => ({
      ...{ ...first, bookingId, version: 1 },
    }));
    await bench.service.publish(bookingEvents.seriesCreated, {
      ...{ seriesId: newId(), learnerId, providerId, price, lessons },
      ...{ mode: 'online', zone: 'Africa/Abidjan', subject: 'maths' },
    });
    const known = 'SELECT subject FROM booking_terms WHERE booking_id = ANY ($1)';
    const ids = lessons.map(({ bookingId }) => bookingId);
    await eventually(async () => {
      const subject = 'maths';
      expect(await bench.rows(known, ids)).toEqual([{ subject }, { subject }, { subject }]);
    });
    // As a client does, which repeats a call that a busy service has not answered.
    const { amount } = await eventually(() => open(lessons));
    expect(amount).toEqual(franc(7_500));
  });

  it('asks for what all of them cost, and says of each what it is', async () => {
    const lessons = await lessonsOf(franc(5_000), franc(4_000), franc(3_000));
    const payment = await open(lessons);
    expect(payment).toMatchObject({ amount: franc(12_000), bookingId: lessons[0]!.bookingId });
    const parts = await partsOf({ payment });
    expect(lessons.map(({ bookingId }) => parts.get(bookingId))).toMatchObject([
      { amount: franc(5_000), refunded: franc(0) },
      { amount: franc(4_000) },
      { amount: franc(3_000) },
    ]);
    // In whatever order they are named.
    expect((await open(lessons.toReversed())).id).toBe(payment.id);
    await bench.stripe.pay(await bench.refOf(payment.id));
    const event = await bench.service.events.next(
      paymentEvents.succeeded,
      (e) => e.paymentId === payment.id,
    );
    expect(new Set(event.parts)).toEqual(
      new Set(lessons.map(({ bookingId, price: amount }) => ({ bookingId, amount }))),
    );
    // Each of them has this payment in its list.
    for (const { bookingId } of lessons) {
      const { items } = await bench.service.call(
        paymentRpc.list,
        { bookingId, limit: 20 },
        { as: bench.learner },
      );
      expect(items.map(({ id }) => id)).toEqual([payment.id]);
    }
    expect(await problem(open([lessons[2]!]))).toBe(paymentErrors.alreadyPaid().code);
  });

  it('closes what is open for some of them, or for more', async () => {
    const lessons = await lessonsOf(franc(5_000), franc(5_000), franc(5_000));
    const alone = [await open([lessons[0]!]), await open([lessons[2]!])];
    const all = await open(lessons);
    for (const { id } of alone) expect((await bench.get(id)).status).toBe('canceled');
    const second = await open([lessons[1]!]);
    expect((await bench.get(all.id)).status).toBe('canceled');
    expect(second).toMatchObject({ amount: franc(5_000), status: 'pending' });
  });

  it('leaves one open payment of each lesson, however they race', async () => {
    const lessons = await lessonsOf(franc(5_000), franc(5_000), franc(5_000));
    const wishes = [lessons, lessons, ...lessons.map((one) => [one]), lessons.slice(1)];
    const codes = await Promise.all(wishes.map((wish) => problem(open(wish))));
    const fine = [
      'none',
      paymentErrors.anotherOpen().code,
      platformErrors.unavailable().code,
      paymentErrors.pspUnavailable().code,
    ];
    expect(codes.filter((code) => !fine.includes(code))).toEqual([]);
    const rows = await bench.rows(
      `SELECT payment_part.booking_id FROM payment_part JOIN payment ON id = payment_id
       WHERE status IN ('created', 'unknown', 'pending') AND is_open
         AND payment_part.booking_id = ANY($1)`,
      lessons.map(({ bookingId }) => bookingId),
    );
    expect(new Set(rows.map(({ booking_id: id }) => id)).size).toBe(rows.length);
    // Whoever asks last gets what they ask for.
    const last = await eventually(() => open(lessons));
    expect(last).toMatchObject({ amount: franc(15_000), status: 'pending' });
  });

  it('refuses what is not all the payer’s, not all there, or not together', async () => {
    const [mine, euro] = await lessonsOf(franc(5_000), { amount: 2_500, currency: 'EUR' });
    const stranger = await bench.book(franc(5_000), { learnerId: (await testActor()).userId });
    const notFound = paymentErrors.bookingNotFound().code;
    expect(await problem(open([mine!, stranger]))).toBe(notFound);
    expect(
      await problem(open([mine!, { bookingId: '01900000-0000-7000-8000-000000000000' }])),
    ).toBe(notFound);
    expect(await problem(open([mine!, euro!]))).toBe(paymentErrors.notTogether().code);
    expect(
      await bench.rows('SELECT FROM payment_part WHERE booking_id = $1', mine!.bookingId),
    ).toEqual([]);
    const other = await bench.book(franc(5_000));
    expect(await problem(open([mine!, other, other]))).toBe(platformErrors.invalidInput().code);
    await bench.end('canceled', other);
    await eventually(async () =>
      expect(await problem(open([mine!, other]))).toBe(paymentErrors.bookingOver().code),
    );
  });

  it('goes only by psps that can give one lesson back', async () => {
    const lessons = await lessonsOf(franc(5_000), franc(5_000));
    const [{ bookingId: id }, ...rest] = lessons as [Announced, ...Announced[]];
    const ways = async (others: readonly Announced[]) => {
      const input = { id, others: others.map(({ bookingId }) => bookingId) };
      const { items } = await bench.service.call(paymentRpc.ways, input, { as: bench.learner });
      return items.map(({ psp }) => psp).sort();
    };
    expect(await ways([])).toEqual(['stripe', 'wave']);
    expect(await ways(rest)).toEqual(['stripe']);
    expect(await problem(open(lessons, 'wave'))).toBe(paymentErrors.notTogether().code);
  });
});

it('is closed when one of its lessons is called off, and succeeds whole if it is paid all the same', async () => {
  const lessons = await lessonsOf(franc(5_000), franc(4_000));
  const closed = await open(lessons);
  await bench.end('canceled', lessons[1]!);
  await eventually(async () => expect((await bench.get(closed.id)).status).toBe('canceled'));
  expect(await open([lessons[0]!])).toMatchObject({ amount: franc(5_000) });

  const others = await lessonsOf(franc(5_000), franc(4_000));
  const payment = await open(others);
  const ref = await bench.refOf(payment.id);
  await Promise.all([bench.end('canceled', others[1]!), bench.stripe.pay(ref)]);
  await eventually(async () => {
    const { status } = await bench.get(payment.id);
    expect(['succeeded', 'canceled']).toContain(status);
    // Never half of it.
    expect(await bench.balance(payment.id, 'learner')).toBe(status === 'succeeded' ? -9_000 : 0);
  });
});

describe('money of it that goes back', () => {
  it('is of one lesson, and never more than that cost', async () => {
    const pay = await paid(franc(5_000), franc(4_000));
    const [first, second] = pay.lessons as [Announced, Announced];
    await due(pay, second, 4_500);
    await eventually(() => expect(refunded(pay)).toHaveLength(1));
    expect(refunded(pay)).toMatchObject([
      { bookingId: second.bookingId, amount: franc(4_000), total: true },
    ]);
    expect(await bench.cases(pay.payment.id)).toEqual(['refund_short']);
    await due(pay, first, 2_000);
    await eventually(() => expect(refunded(pay)).toHaveLength(2));
    expect(refunded(pay)[1]).toMatchObject({ bookingId: first.bookingId, total: false });
    const parts = await partsOf(pay);
    expect(parts.get(first.bookingId)).toMatchObject({ refunded: franc(2_000) });
    expect(parts.get(second.bookingId)).toMatchObject({ refunded: franc(4_000) });
    expect(await bench.get(pay.payment.id)).toMatchObject({ refunded: franc(6_000) });
    expect(await bench.balance(pay.payment.id, 'learner')).toBe(-3_000);
    const back = await bench.stripe.moved('refund', pay.ref);
    expect(back.map(({ amount }) => amount)).toEqual([4_000, 2_000]);
  });

  it('and that somebody sent at the psp is of its last lessons', async () => {
    const pay = await paid(franc(5_000), franc(5_000), franc(5_000));
    await bench.stripe.post('/v1/refunds', { payment_intent: pay.ref, amount: '7000' });
    await eventually(() => expect(refunded(pay)).toHaveLength(2));
    const byLesson = new Map(refunded(pay).map((event) => [event.bookingId, event]));
    const [first, second, third] = pay.lessons.map(({ bookingId }) => byLesson.get(bookingId));
    expect(first).toBeUndefined();
    expect(second).toMatchObject({ amount: franc(2_000), total: false, foreign: true });
    expect(third).toMatchObject({ amount: franc(5_000), total: true, foreign: true });
    expect(await bench.cases(pay.payment.id)).toEqual(['foreign_refund']);
    expect(await bench.balance(pay.payment.id, 'learner')).toBe(-8_000);
    // What is left of the second can still go back, and no more.
    await due(pay, pay.lessons[1]!, 5_000);
    await eventually(() => expect(refunded(pay)).toHaveLength(3));
    expect(refunded(pay)[2]).toMatchObject({ amount: franc(3_000), total: true });
  });

  it('comes out of what is held for its own lesson, where another is earned', async () => {
    const pay = await paid(franc(5_000), franc(4_000));
    const [first, second] = pay.lessons as [Announced, Announced];
    await earned(pay, first, 5_000);
    const balance = (account: string) => bench.balance(pay.payment.id, account);
    await eventually(async () => expect(await balance('provider_payable')).toBe(-4_250));
    await due(pay, second, 4_000);
    await eventually(() => expect(refunded(pay)).toHaveLength(1));
    expect(await balance('refunds')).toBe(0);
    expect(await balance('learner')).toBe(0);
    // The lesson that somebody has earned is the platform's cost.
    await due(pay, first, 1_000);
    await eventually(() => expect(refunded(pay)).toHaveLength(2));
    expect(await balance('refunds')).toBe(1_000);
  });
});

it('is earned lesson by lesson, and listed so', async () => {
  const provider = await testActor('tutor');
  const at = (week: number) => new Date(Date.now() + (24 + 168 * week) * HOUR_MS).toISOString();
  const lessons = await Promise.all(
    [5_000, 4_000, 3_000].map((amount, week) =>
      bench.book(franc(amount), { providerId: provider.userId, startsAt: at(week) }),
    ),
  );
  const payment = await open(lessons);
  await bench.stripe.pay(await bench.refOf(payment.id));
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  const { bookingId, learnerId } = lessons[0]!;
  await bench.service.publish(bookingEvents.payable, {
    ...{ bookingId, learnerId, providerId: provider.userId, version: 3, paymentId: payment.id },
    ...{ amount: franc(5_000), at: new Date().toISOString() },
  });
  const earnings = (cursor?: string) =>
    bench.service.call(
      paymentRpc.earnings,
      { limit: 2, ...(cursor && { cursor }) },
      { as: provider },
    );
  await eventually(async () =>
    expect(await earnings()).toMatchObject({
      totals: [{ expected: franc(5_950), payable: franc(4_250) }],
    }),
  );
  const first = await earnings();
  const second = await earnings(first.nextCursor!);
  expect([...first.items, ...second.items]).toMatchObject([
    { bookingId: lessons[2]!.bookingId, paid: franc(3_000), state: 'expected' },
    { bookingId: lessons[1]!.bookingId, paid: franc(4_000), state: 'expected' },
    { bookingId: lessons[0]!.bookingId, paid: franc(5_000), state: 'payable' },
  ]);
});
