import { newId, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { creditErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';
import { openCinetpayBench, type CinetpayBench } from '../psp/cinetpay/cinetpay.conformance.ts';

let cinetpay: CinetpayBench;
let bench: PaymentBench;
let payer: TestActor;
beforeAll(async () => {
  cinetpay = await openCinetpayBench();
  bench = await PaymentBench.start({ replicas: 2, env: cinetpay.env });
  bench.receiveFrom(cinetpay, 'cinetpay');
});
beforeEach(async () => {
  payer = await testActor('student');
});
afterEach(() => bench.stripe.heal());
afterAll(async () => {
  await bench?.stop();
  await cinetpay?.close();
});

/** As if a refund had become credit. */
const give = (amount: number, owner = payer.userId) =>
  bench.rows(
    `WITH movement AS (
       INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($1, 'refund', $1, 'refund_as_credit') RETURNING id)
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     SELECT movement.id, account, owner, amount, 'XOF' FROM movement, (VALUES
       ('credit', $2, -$3::bigint), ('refunds', 'platform', $3::bigint))
       AS entry (account, owner, amount)`,
    ...[newId(), owner, amount],
  );
const creditOf = async (owner = payer.userId) => {
  const [row] = await bench.rows(
    `SELECT (0 - coalesce(sum(amount), 0))::float8 AS credit FROM ledger_entry
     WHERE account = 'credit' AND owner = $1`,
    owner,
  );
  return row!['credit'] as number;
};
const reserved = async () => {
  const [row] = await bench.rows(
    `SELECT (0 - coalesce(sum(amount), 0))::float8 AS credit FROM ledger_entry
     WHERE account = 'credit_reserved' AND owner = $1`,
    payer.userId,
  );
  return row!['credit'] as number;
};
const book = (amount = 5_000) => bench.book(franc(amount), { learnerId: payer.userId });
const open = (
  bookingId: string,
  more: { credit?: boolean; psp?: string } = { credit: true },
  key = newId(),
) => bench.service.call(paymentRpc.createIntent, { bookingId, ...more }, { as: payer, key });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem.code,
  );
const succeeded = (paymentId: string) =>
  bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === paymentId);
const refundedOf = (paymentId: string) =>
  bench.service.events.of(paymentEvents.refunded).filter((e) => e.paymentId === paymentId);
const due = (bookingId: string, paymentId: string, amount: number) =>
  bench.service.publish(bookingEvents.refundDue, {
    ...{ refundRequestId: newId(), bookingId, paymentId },
    ...{ amount: franc(amount), reason: 'canceled' as const },
  });

describe('a lesson that credit pays for', () => {
  it('asks no psp, once, and gives credit back when it is called off', async () => {
    await give(6_000);
    const { bookingId } = await book();
    const ways = await bench.service.call(paymentRpc.ways, { id: bookingId }, { as: payer });
    expect(ways.credit).toEqual({ balance: franc(6_000), covers: true });
    const key = newId();
    const payment = await open(bookingId, { credit: true }, key);
    expect(payment).toMatchObject({
      ...{ psp: 'credit', status: 'succeeded', amount: franc(5_000), credit: franc(5_000) },
      next: null,
    });
    expect(await open(bookingId, { credit: true }, key)).toMatchObject({ id: payment.id });
    await succeeded(payment.id);
    expect(bench.eventsOf(paymentEvents.succeeded, payment.id)).toMatchObject([
      { bookingId, amount: franc(5_000), psp: 'credit' },
    ]);
    expect(await creditOf()).toBe(1_000);
    expect(await reserved()).toBe(0);
    expect(await bench.balance(payment.id, 'learner')).toBe(-5_000);
    expect(await bench.balance(payment.id, 'psp_clearing')).toBe(0);
    await eventually(async () => {
      const find = 'SELECT facts FROM document WHERE payment_id = $1 AND issued_at IS NOT NULL';
      const [receipt] = await bench.rows(find, payment.id);
      expect(receipt).toMatchObject({ facts: { way: { kind: 'credit' } } });
    });
    await due(bookingId, payment.id, 5_000);
    await eventually(() => expect(refundedOf(payment.id)).toHaveLength(1));
    expect(refundedOf(payment.id)).toMatchObject([{ total: true, way: 'credit' }]);
    expect(await creditOf()).toBe(6_000);
  });

  it('takes the rest from a psp, and gives back to both, the psp first', async () => {
    await give(2_003);
    const { bookingId } = await book();
    const ways = await bench.service.call(paymentRpc.ways, { id: bookingId }, { as: payer });
    expect(ways.items.map(({ psp, rest }) => [psp, rest?.amount])).toEqual([
      ['stripe', 2_997],
      ['cinetpay', 3_000],
    ]);
    const { id } = await open(bookingId, { credit: true, psp: 'cinetpay' });
    expect([await creditOf(), await reserved()]).toEqual([3, 2_000]);
    await cinetpay.pay(await bench.refOf(id));
    await succeeded(id);
    expect([await creditOf(), await reserved()]).toEqual([3, 0]);
    expect(await bench.balance(id, 'psp_clearing')).toBe(3_000);
    expect(await bench.balance(id, 'learner')).toBe(-5_000);
    await due(bookingId, id, 4_000);
    const offered = await bench.service.events.next(
      paymentEvents.refundOffered,
      (e) => e.paymentId === id,
    );
    expect(offered.amount).toEqual(franc(3_000));
    expect(refundedOf(id)).toMatchObject([{ amount: franc(1_000), total: false, way: 'credit' }]);
    expect(await creditOf()).toBe(1_003);
  });

  it.each([
    // What the psp takes at most is below the price, and above the rest.
    [
      2_503_000,
      6_000,
      [
        ['stripe', 2_497_000, true],
        ['cinetpay', 2_497_000, false],
      ],
    ],
    // The price is no multiple of what it takes, and the rest is.
    [
      5_003,
      2_003,
      [
        ['stripe', 3_000, true],
        ['cinetpay', 3_000, false],
      ],
    ],
    // It takes no less than what credit is to leave for it.
    [
      400,
      250,
      [
        ['stripe', 328, true],
        ['cinetpay', 150, true],
      ],
    ],
    // It takes no less than the price.
    [
      325 + 5,
      2,
      [
        ['stripe', 328, true],
        ['cinetpay', null, true],
      ],
    ],
    // Nothing that is less than the price would do.
    [
      328,
      200,
      [
        ['stripe', null, true],
        ['cinetpay', 130, false],
      ],
    ],
  ])('of %d with %d of credit can be paid by what takes what that leaves', async (...row) => {
    const [price, credit, expected] = row;
    await give(credit);
    const { bookingId } = await book(price);
    const { items } = await bench.service.call(paymentRpc.ways, { id: bookingId }, { as: payer });
    const found = items.map(({ psp, rest, takesPrice }) => [psp, rest?.amount ?? null, takesPrice]);
    expect(found).toEqual(expected);
  });

  it('is paid by the way that takes what credit leaves, where its payer names none', async () => {
    await give(200);
    const { bookingId } = await book(328);
    expect(await open(bookingId)).toMatchObject({ psp: 'cinetpay', credit: franc(198) });
    const other = await book(328);
    expect(await open(other.bookingId, {})).toMatchObject({ psp: 'stripe', credit: franc(0) });
  });

  it('sends the psp’s part of it back by the psp', async () => {
    await give(2_000);
    const { bookingId } = await book();
    const { id } = await open(bookingId, { credit: true, psp: 'stripe' });
    const ref = await bench.refOf(id);
    await bench.stripe.pay(ref);
    await succeeded(id);
    await due(bookingId, id, 5_000);
    await eventually(() => expect(refundedOf(id)).toHaveLength(2));
    expect(await bench.stripe.moved('refund', ref)).toMatchObject([{ amount: 3_000 }]);
    expect(refundedOf(id).map(({ total }) => total)).toEqual([false, true]);
    expect(await bench.balance(id, 'psp_clearing')).toBe(0);
    expect(await creditOf()).toBe(2_000);
  });

  it('is given back when it is not paid, or paid without credit after all', async () => {
    await give(2_000);
    const unpaid = await book();
    await open(unpaid.bookingId);
    expect([await creditOf(), await reserved()]).toEqual([0, 2_000]);
    await bench.end('expired', unpaid);
    await eventually(async () => expect(await creditOf()).toBe(2_000));
    const { bookingId } = await book();
    const first = await open(bookingId);
    const again = await open(bookingId);
    expect(again.id).toBe(first.id);
    const second = await open(bookingId, { credit: false });
    expect(second).toMatchObject({ credit: franc(0), amount: franc(5_000) });
    expect([await creditOf(), await reserved()]).toEqual([2_000, 0]);
    // Whoever says nothing goes on with what is open.
    expect((await open(bookingId, {})).id).toBe(second.id);
  });

  it('goes on beside credit for whoever says nothing of it, however little of the price the way takes', async () => {
    await give(201);
    // 328 is no multiple of what it takes, and nobody takes 103.
    for (const [price, credit, psp] of [
      [328, 198, 'cinetpay'],
      [103, 3, undefined],
    ] as const) {
      const { bookingId } = await book(price);
      const way = psp && { psp };
      const first = await open(bookingId, { credit: true, ...way });
      expect(first).toMatchObject({ psp: 'cinetpay', credit: franc(credit) });
      const again = await open(bookingId, { ...way });
      expect(again).toMatchObject({ id: first.id, credit: franc(credit) });
    }
  });

  it('is for the price where another way is chosen and nothing is said of credit', async () => {
    await give(2_003);
    const { bookingId } = await book(5_003);
    await open(bookingId, { credit: true, psp: 'stripe' });
    expect(await codeOf(open(bookingId, { psp: 'cinetpay' }))).toBe('payment.amount_not_taken');
    expect([await creditOf(), await reserved()]).toEqual([0, 2_003]);
  });

  it('is paid once with the same credit, where two lessons are paid at once', async () => {
    await give(5_000);
    const lessons = await Promise.all([1, 2, 3, 4].map(() => book()));
    const paid = await Promise.allSettled(lessons.map(({ bookingId }) => open(bookingId)));
    const byCredit = paid.filter(
      (one) => one.status === 'fulfilled' && one.value.status === 'succeeded',
    );
    expect(byCredit).toHaveLength(1);
    for (const one of paid) {
      if (one.status === 'rejected') {
        expect((one.reason as Problem).code).toBe(creditErrors.creditChanged.code);
      }
    }
    expect([await creditOf(), await reserved()]).toEqual([0, 0]);
  });
});

describe('a payment that was given up, and arrives after all', () => {
  async function givenUp() {
    const { bookingId } = await book();
    const { id } = await open(bookingId, { credit: true, psp: 'cinetpay' });
    await bench.rows(`UPDATE payment SET status = 'failed', page_url = NULL WHERE id = $1`, id);
    await bench.rows(
      `WITH movement AS (
         INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
         VALUES ($1, 'payment', $2, 'credit_released') RETURNING id)
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement.id, account, $3, amount, 'XOF' FROM movement, (VALUES
         ('credit', -2000), ('credit_reserved', 2000)) AS entry (account, amount)`,
      ...[newId(), id, payer.userId],
    );
    return id;
  }

  it('takes its credit again', async () => {
    await give(2_000);
    const id = await givenUp();
    await cinetpay.pay(await bench.refOf(id));
    await succeeded(id);
    expect([await creditOf(), await reserved()]).toEqual([0, 0]);
    expect(await bench.balance(id, 'learner')).toBe(-5_000);
  });

  it('is for a person where that credit is spent', async () => {
    await give(2_000);
    const id = await givenUp();
    const other = await book(2_000);
    expect((await open(other.bookingId)).status).toBe('succeeded');
    await cinetpay.pay(await bench.refOf(id));
    await eventually(async () => expect(await bench.cases(id)).toEqual(['credit_gone']));
    expect(bench.eventsOf(paymentEvents.succeeded, id)).toEqual([]);
    expect(await creditOf()).toBe(0);
  });
});

it('whoever has no credit pays the price', async () => {
  const { bookingId } = await book();
  const ways = await bench.service.call(paymentRpc.ways, { id: bookingId }, { as: payer });
  expect(ways.credit).toBeNull();
  expect(ways.items.map(({ rest }) => rest)).toEqual([null, null]);
  expect(await open(bookingId)).toMatchObject({ credit: franc(0), status: 'pending' });
  const code = await codeOf(open((await book()).bookingId, { credit: true, psp: 'credit' }));
  expect(code).toBe('payment.unknown_psp');
});
