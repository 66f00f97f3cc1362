import { newId, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { creditErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';
import { openCinetpayBench, type CinetpayBench } from '../psp/cinetpay/cinetpay.conformance.ts';

let cinetpay: CinetpayBench;
let bench: PaymentBench;
let finance: TestActor;
beforeAll(async () => {
  cinetpay = await openCinetpayBench();
  bench = await PaymentBench.start({ replicas: 2, env: { ...cinetpay.env, ORDER_MS: '3000' } });
  bench.receiveFrom(cinetpay, 'cinetpay');
  finance = await testActor('finance', { steppedUpSecondsAgo: 0 });
});
afterEach(() => bench.stripe.heal());
afterAll(async () => {
  await bench?.stop();
  await cinetpay?.close();
});

const call = () => bench.service;
const credit = (as: TestActor) => call().call(paymentRpc.credit, {}, { as });
const choose = (id: string, as: 'credit' | 'money', actor: TestActor, key = newId()) =>
  call().call(paymentRpc.chooseRefund, { id, as }, { as: actor, key });
const send = (id: string, as = finance) =>
  call().call(paymentRpc.sendRefund, { id, reference: 'TR-0042' }, { as, key: newId() });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem.code,
  );

const due = (of: { bookingId: string; paymentId: string }, amount: number) =>
  call().publish(bookingEvents.refundDue, {
    ...of,
    ...{ refundRequestId: newId(), amount: franc(amount), reason: 'canceled' as const },
  });

/** Whoever paid a lesson at a psp that sends nothing back, and of which something is to go back. */
async function offered(amount = 5_000) {
  const payer = await testActor('student');
  const { bookingId, startsAt } = await bench.book(franc(5_000), { learnerId: payer.userId });
  const input = { bookingId, psp: 'cinetpay' };
  const { id: paymentId } = await eventually(() =>
    call().call(paymentRpc.createIntent, input, { as: payer, key: newId() }),
  );
  await cinetpay.pay(await bench.refOf(paymentId));
  await call().events.next(paymentEvents.succeeded, (e) => e.paymentId === paymentId);
  await due({ bookingId, paymentId }, amount);
  const { refundId } = await call().events.next(
    paymentEvents.refundOffered,
    (e) => e.paymentId === paymentId,
  );
  return { payer, bookingId, startsAt, paymentId, refundId };
}

const refundedOf = (paymentId: string) =>
  call()
    .events.of(paymentEvents.refunded)
    .filter((e) => e.paymentId === paymentId);
const caseOf = async (refundId: string) =>
  bench.rows(`SELECT kind, closed_at FROM payment_case WHERE subject = $1`, refundId);

describe('a refund that its psp does not send back', () => {
  it('is offered to whoever paid, and cannot be earned meanwhile', async () => {
    const { payer, bookingId, startsAt, paymentId, refundId } = await offered();
    expect(await credit(payer)).toMatchObject({
      balances: [],
      waiting: [
        {
          ...{ id: refundId, bookingId, startsAt, amount: franc(5_000), reason: 'canceled' },
          ...{ state: 'offered', offeredAt: expect.any(String) as string },
        },
      ],
    });
    expect(refundedOf(paymentId)).toEqual([]);
    expect(await bench.cases(paymentId)).toEqual([]);
    await call().publish(bookingEvents.payable, {
      ...{ bookingId, learnerId: payer.userId, providerId: newId(), version: 3, paymentId },
      ...{ amount: franc(5_000), atCostOf: 'learner' as const, at: new Date().toISOString() },
    });
    await eventually(async () => expect(await bench.cases(paymentId)).toEqual(['earning_short']));
    expect(await bench.balance(paymentId, 'provider_payable')).toBe(0);
  });

  it('becomes credit once, however often it is chosen', async () => {
    const { payer, bookingId, paymentId, refundId } = await offered(3_000);
    const key = newId();
    await Promise.all(
      [1, 2, 3].map(() => choose(refundId, 'credit', payer, key).catch(() => null)),
    );
    await eventually(() => choose(refundId, 'credit', payer, key));
    await call().events.next(paymentEvents.refunded, (e) => e.paymentId === paymentId);
    expect(refundedOf(paymentId)).toMatchObject([
      { bookingId, refundId, amount: franc(3_000), total: false, way: 'credit' },
    ]);
    expect(await credit(payer)).toMatchObject({ balances: [franc(3_000)], waiting: [] });
    expect(await bench.balance(paymentId, 'psp_clearing')).toBe(5_000);
    expect(await bench.balance(paymentId, 'learner')).toBe(-2_000);
    const payment = await call().call(paymentRpc.get, { id: paymentId }, { as: payer });
    expect(payment.refunded).toEqual(franc(3_000));
    expect(await codeOf(choose(refundId, 'money', payer))).toBe(creditErrors.refundNotWaiting.code);
    expect(await codeOf(send(refundId))).toBe(creditErrors.refundNotWaiting.code);
    const month = new Date().toISOString().slice(0, 7);
    const asked = { month, as: 'credit' as const };
    const { accounts } = await call().call(paymentRpc.statement, asked, { as: payer });
    expect(accounts).toMatchObject([
      {
        lines: [{ kind: 'refund_as_credit', in: franc(3_000), reason: 'canceled', bookingId }],
        closing: franc(3_000),
      },
    ]);
  });

  it('is sent by a person where its payer waits for the money', async () => {
    const { payer, paymentId, refundId } = await offered();
    await choose(refundId, 'money', payer);
    await choose(refundId, 'money', payer);
    expect(await credit(payer)).toMatchObject({ waiting: [{ id: refundId, state: 'owed' }] });
    expect(await caseOf(refundId)).toEqual([{ kind: 'refund_owed', closed_at: null }]);
    const { items } = await call().call(paymentRpc.staffRefunds, {}, { as: finance });
    expect(items.find(({ id }) => id === refundId)).toMatchObject({
      ...{ payerId: payer.userId, payerName: 'Koffi Mensah', amount: franc(5_000) },
      ...{ psp: 'cinetpay', pspRef: await bench.refOf(paymentId), state: 'owed' },
      failure: 'refunds_not_offered',
    });
    await send(refundId);
    await call().events.next(paymentEvents.refunded, (e) => e.paymentId === paymentId);
    expect(refundedOf(paymentId)).toMatchObject([{ refundId, total: true, way: 'hand' }]);
    expect(await bench.balance(paymentId, 'psp_clearing')).toBe(0);
    expect(await bench.balance(paymentId, 'learner')).toBe(0);
    expect(await caseOf(refundId)).toEqual([
      { kind: 'refund_owed', closed_at: expect.any(Date) as Date },
    ]);
    const find = 'SELECT action, actor_id FROM audit_log WHERE subject_id = $1';
    expect(await bench.rows(find, refundId)).toEqual([
      { action: 'refund.sent', actor_id: finance.userId },
    ]);
    expect(await codeOf(send(refundId))).toBe(creditErrors.refundNotWaiting.code);
    expect(await codeOf(choose(refundId, 'credit', payer))).toBe(
      creditErrors.refundNotWaiting.code,
    );
    expect(await credit(payer)).toMatchObject({ balances: [], waiting: [] });
  });

  it('is sent by a person where somebody else paid by a link: whoever shared it has nothing to choose', async () => {
    const asker = await testActor('student');
    const { bookingId } = await bench.book(franc(5_000), { learnerId: asker.userId });
    const { token } = await eventually(() =>
      call().call(paymentRpc.createLink, { bookingId }, { as: asker }),
    );
    await call().call(paymentRpc.payLink, { token, psp: 'cinetpay' });
    const ofBooking = 'SELECT id FROM payment WHERE booking_id = $1';
    const paymentId = (await bench.rows(ofBooking, bookingId))[0]!['id'] as string;
    await cinetpay.pay(await bench.refOf(paymentId));
    await call().events.next(paymentEvents.succeeded, (e) => e.paymentId === paymentId);
    await due({ bookingId, paymentId }, 5_000);
    const refundId = await eventually(async () => {
      const found = await bench.rows(
        'SELECT id, status FROM refund WHERE payment_id = $1',
        paymentId,
      );
      expect(found).toMatchObject([{ status: 'owed' }]);
      return found[0]!['id'] as string;
    });
    expect(await caseOf(refundId)).toEqual([{ kind: 'refund_owed', closed_at: null }]);
    expect(await credit(asker)).toMatchObject({ balances: [], waiting: [] });
    for (const as of ['credit', 'money'] as const) {
      expect(await codeOf(choose(refundId, as, asker))).toBe(creditErrors.refundNotFound.code);
    }
    const { items } = await call().call(paymentRpc.staffRefunds, {}, { as: finance });
    expect(items.find(({ id }) => id === refundId)).toMatchObject({
      state: 'owed',
      byLink: true,
    });
    await send(refundId);
    await call().events.next(paymentEvents.refunded, (e) => e.paymentId === paymentId);
    expect(refundedOf(paymentId)).toMatchObject([{ refundId, way: 'hand', total: true }]);
  });

  it('goes back one way only, where both are chosen at once', async () => {
    const { payer, paymentId, refundId } = await offered();
    const both = await Promise.allSettled([choose(refundId, 'credit', payer), send(refundId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await call().events.next(paymentEvents.refunded, (e) => e.paymentId === paymentId);
    expect(refundedOf(paymentId)).toHaveLength(1);
    expect(await bench.balance(paymentId, 'learner')).toBe(0);
  });

  it('is for nobody else to choose, nor to send for whoever it goes to', async () => {
    const { payer, refundId } = await offered();
    const stranger = await testActor('student');
    const { code } = creditErrors.refundNotFound;
    expect(await codeOf(choose(refundId, 'credit', stranger))).toBe(code);
    expect(await codeOf(choose(newId(), 'credit', payer))).toBe(code);
    expect(await codeOf(send(newId()))).toBe(code);
    const own = await testActor(['student', 'finance'], {
      ...{ userId: payer.userId, steppedUpSecondsAgo: 0 },
    });
    expect(await codeOf(send(refundId, own))).toBe(creditErrors.refundOwn.code);
  });
});

describe('a refund that a bank returned', () => {
  const bounced = async () => {
    const paid = await bench.paid({ card: 'pm_card_refundFail' });
    await due({ bookingId: paid.booking.bookingId, paymentId: paid.payment.id }, 5_000);
    const { refundId } = await call().events.next(
      paymentEvents.refundOffered,
      (e) => e.paymentId === paid.payment.id,
    );
    return { ...paid, refundId };
  };

  it('becomes credit, and the books have all three steps', async () => {
    const { payment, refundId } = await bounced();
    await choose(refundId, 'credit', bench.learner);
    await eventually(() => expect(refundedOf(payment.id)).toHaveLength(2));
    const find = 'SELECT purpose FROM ledger_transaction WHERE source_id = $1 ORDER BY created_at';
    expect(await bench.rows(find, refundId)).toEqual([
      { purpose: 'refund' },
      { purpose: 'refund_reversal' },
      { purpose: 'refund_as_credit' },
    ]);
    expect(await bench.balance(payment.id, 'psp_clearing')).toBe(5_000);
    expect(await bench.balance(payment.id, 'credit')).toBe(-5_000);
    expect((await bench.get(payment.id)).refunded).toEqual(franc(5_000));
  });
});

it('one that somebody sends in the dashboard of the psp is the one that waits', async () => {
  const { booking, payment, ref } = await bench.paid();
  const refundId = newId();
  await bench.rows(
    `INSERT INTO refund (id, request_id, booking_id, payment_id, reason, status, amount, currency,
       failure_reason, offered_at)
     VALUES ($1, $1, $2, $3, 'canceled', 'owed', 2000, 'XOF', 'charge_expired', now())`,
    ...[refundId, booking.bookingId, payment.id],
  );
  await bench.stripe.post('/v1/refunds', { payment_intent: ref, amount: '2000' });
  await eventually(() => expect(refundedOf(payment.id)).toHaveLength(1));
  expect(refundedOf(payment.id)).toMatchObject([{ refundId, foreign: false, way: 'psp' }]);
  expect(await bench.cases(payment.id)).toEqual([]);
  expect(await bench.balance(payment.id, 'psp_clearing')).toBe(3_000);
});

it('credit is never below zero, also where two spend it at once, whoever asks the database', async () => {
  const owner = newId();
  const move = (amount: number) =>
    bench.rows(
      `WITH movement AS (
         INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
         VALUES ($1, 'refund', $1, 'refund_as_credit') RETURNING id)
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement.id, account, owner, amount, 'XOF' FROM movement, (VALUES
         ('credit', $2, $3::bigint), ('learner', $2, -$3::bigint)) AS entry (account, owner, amount)`,
      ...[newId(), owner, amount],
    );
  await move(-5_000);
  const spent = await Promise.allSettled([1, 2, 3, 4].map(() => move(3_000)));
  expect(spent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const [refused] = spent.filter(({ status }) => status === 'rejected');
  expect(String((refused as PromiseRejectedResult).reason)).toContain('spends more credit');
  await move(2_000);
  await expect(move(1)).rejects.toThrow('spends more credit');
});
