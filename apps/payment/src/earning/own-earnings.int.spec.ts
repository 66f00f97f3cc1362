import { newId, platformErrors, type Money } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

const HOUR = 3_600_000;

let bench: PaymentBench;
let tutor: TestActor;
beforeAll(async () => {
  bench = await PaymentBench.start();
});
afterAll(() => bench.stop());
beforeEach(async () => {
  tutor = await testActor('tutor');
});

const earnings = (input = {}, as = tutor) => bench.service.call(paymentRpc.earnings, input, { as });

/** A paid lesson of the tutor, so many hours from now. */
async function paid(inHours: number, price: Money = franc(5_000)) {
  const startsAt = new Date(Date.now() + inHours * HOUR).toISOString();
  const booking = await bench.book(price, { providerId: tutor.userId, startsAt });
  const payment = await eventually(() => bench.open(booking.bookingId));
  await bench.stripe.pay(await bench.refOf(payment.id));
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  return { ...booking, paymentId: payment.id };
}
type Paid = Awaited<ReturnType<typeof paid>>;

async function refunded({ bookingId, paymentId }: Paid, amount: Money): Promise<void> {
  const refund = { paymentId, bookingId, amount, reason: 'canceled' as const };
  await bench.service.publish(bookingEvents.refundDue, { ...refund, refundRequestId: newId() });
  await bench.service.events.next(paymentEvents.refunded, (e) => e.bookingId === bookingId);
}

async function earned(
  { bookingId, paymentId, learnerId, providerId }: Paid,
  amount: Money,
  atCostOf: 'learner' | 'platform' = 'learner',
) {
  await bench.service.publish(bookingEvents.payable, {
    ...{ bookingId, learnerId, providerId, version: 3, paymentId },
    ...{ amount, atCostOf, at: new Date().toISOString() },
  });
  await eventually(async () => {
    const find = 'SELECT FROM earning WHERE booking_id = $1 AND posted_at IS NOT NULL';
    expect(await bench.rows(find, bookingId)).toHaveLength(1);
  });
}

it('are none before a lesson is paid', async () => {
  const { bookingId } = await bench.book(franc(5_000), { providerId: tutor.userId });
  await bench.open(bookingId);
  expect(await earnings()).toEqual({ items: [], nextCursor: null, totals: [] });
});

it('are expected once it is paid, and payable as they are in the books', async () => {
  const lesson = await paid(24, franc(3_333));
  const about = { bookingId: lesson.bookingId, startsAt: lesson.startsAt };
  const shares = {
    ...{ paid: franc(3_333), commission: franc(500), taxes: franc(0), amount: franc(2_833) },
  };
  expect(await earnings()).toEqual({
    items: [{ ...about, ...shares, state: 'expected', reserve: null, payableAt: null }],
    nextCursor: null,
    totals: [{ expected: franc(2_833), payable: franc(0), reserved: franc(0) }],
  });
  await earned(lesson, franc(3_333));
  expect(await earnings()).toEqual({
    items: [
      { ...about, ...shares, state: 'payable', reserve: null, payableAt: expect.any(String) },
    ],
    nextCursor: null,
    totals: [{ expected: franc(0), payable: franc(2_833), reserved: franc(0) }],
  });
});

it('are less what goes back, and nothing where all of it does', async () => {
  const [half, none] = [await paid(24), await paid(48)];
  await refunded(half, franc(2_000));
  await refunded(none, franc(5_000));
  const expected = { paid: franc(3_000), commission: franc(450), amount: franc(2_550) };
  expect(await earnings()).toMatchObject({
    items: [{ bookingId: half.bookingId, ...expected, state: 'expected' }],
    totals: [{ expected: franc(2_550), payable: franc(0), reserved: franc(0) }],
  });
  await earned(half, franc(3_000));
  expect(await earnings()).toMatchObject({
    items: [{ bookingId: half.bookingId, ...expected, state: 'payable' }],
    totals: [{ expected: franc(0), payable: franc(2_550), reserved: franc(0) }],
  });
});

it('are there as well where the platform pays and the learner got everything back', async () => {
  const lesson = await paid(24, franc(3_333));
  await refunded(lesson, franc(3_333));
  await earned(lesson, franc(3_333), 'platform');
  const shares = {
    ...{ paid: franc(3_333), commission: franc(500), taxes: franc(0), amount: franc(2_833) },
  };
  expect(await earnings()).toMatchObject({
    items: [{ bookingId: lesson.bookingId, ...shares, state: 'payable' }],
    totals: [{ expected: franc(0), payable: franc(2_833), reserved: franc(0) }],
  });
});

it('are added up for each currency, over all pages', async () => {
  const euro = (amount: number): Money => ({ amount, currency: 'EUR' });
  const lessons = [await paid(24), await paid(72, euro(2_000)), await paid(48)];
  await earned(lessons[0]!, franc(5_000));
  const totals = [
    { expected: euro(1_700), payable: euro(0), reserved: euro(0) },
    { expected: franc(4_250), payable: franc(4_250), reserved: franc(0) },
  ];
  const shown: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await earnings({ limit: 1, ...(cursor && { cursor }) });
    expect(page.totals).toEqual(totals);
    shown.push(...page.items.map(({ bookingId }) => bookingId));
    cursor = page.nextCursor;
  } while (cursor);
  expect(shown).toEqual([1, 2, 0].map((index) => lessons[index]!.bookingId));
});

it('are of the one who asks', async () => {
  await paid(24);
  const other = await testActor('mentor');
  expect(await earnings({}, other)).toEqual({ items: [], nextCursor: null, totals: [] });
});

it('are for providers, and refuse a cursor that is none', async () => {
  await expect(earnings({}, bench.learner)).rejects.toMatchObject({ status: 403 });
  await expect(bench.service.call(paymentRpc.earnings, {})).rejects.toMatchObject({ status: 401 });
  await expect(earnings({ cursor: 'WzFd' })).rejects.toMatchObject({
    code: platformErrors.invalidInput.code,
  });
});
