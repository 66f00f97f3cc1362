import { newId, type Problem } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';
import { openMtnMomoBench, type MtnMomoBench } from '../psp/mtn-momo/mtn-momo.conformance.ts';
import { openPawapayBench, type PawapayBench } from '../psp/pawapay/pawapay.conformance.ts';

/** Of an operator that both serve, and of one that only the first does. */
const MTN = '+2250501020304';
const ORANGE = '+2250701020304';
/** Of somebody who left the first and kept the number. */
const PORTED = '+2250599000001';

let pawapay: PawapayBench;
let mtn: MtnMomoBench;
let bench: PaymentBench;
beforeAll(async () => {
  [pawapay, mtn] = await Promise.all([openPawapayBench(), openMtnMomoBench()]);
  // One that is slow on a busy machine is not taken for silent.
  const patient = { PAWAPAY_TIMEOUT_MS: '20000', MTN_MOMO_TIMEOUT_MS: '20000' };
  bench = await PaymentBench.start({ env: { ...pawapay.env, ...mtn.env, ...patient } });
  bench.receiveFrom(pawapay, 'pawapay');
});
afterEach(() => {
  pawapay.faults.reset();
  mtn.faults.reset();
});
afterAll(async () => {
  await bench?.stop();
  await Promise.all([pawapay.close(), mtn.close()]);
});

const propose = async (phone: string, operator?: string) => {
  const { bookingId } = await bench.book();
  const input = { bookingId, phone, ...(operator && { operator }) };
  return bench.service.call(paymentRpc.getWallet, input, { as: bench.learner });
};
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem,
  );
const isSilent = { api: { rateLimit429: { next: 500 } } };

describe('the way that is proposed for a number', () => {
  it('is the first that has its wallet', async () => {
    const first = await eventually(() => propose(MTN));
    expect(first).toMatchObject({ psp: 'pawapay', operator: 'MTN Mobile Money' });
    expect(await propose(ORANGE)).toMatchObject({ psp: 'pawapay', operator: 'Orange Money' });
  });

  it('is the next one where its operator is down there', async () => {
    pawapay.faults.change({ closed: ['MTN_MOMO_CIV'] });
    // Known within a moment: the configuration is kept for that long.
    await eventually(async () => expect(await propose(MTN)).toMatchObject({ psp: 'mtn-momo' }));
    expect(await propose(ORANGE)).toMatchObject({ psp: 'pawapay' });
  });

  it('is the next one while the first does not answer', async () => {
    pawapay.faults.change(isSilent);
    expect(await propose(MTN)).toMatchObject({ psp: 'mtn-momo', operator: 'MTN MoMo' });
  });

  it('lets its owner name another operator also where the psp that is proposed knows of none', async () => {
    expect((await propose(MTN)).operators).toEqual(['Orange Money', 'Moov Money']);
    pawapay.faults.change({ closed: ['MTN_MOMO_CIV'] });
    await eventually(async () => {
      const { psp, operators } = await propose(MTN);
      expect([psp, ...operators]).toEqual(['mtn-momo', 'Orange Money', 'Moov Money']);
    });
  });

  it('is none while one that may have it does not answer, which is said', async () => {
    pawapay.faults.change(isSilent);
    mtn.faults.change(isSilent);
    expect((await refusal(propose(MTN))).code).toBe(paymentErrors.pspUnavailable.code);
  });

  it('is the one of the operator that its owner names', async () => {
    expect(await propose(MTN, 'Orange Money')).toMatchObject({ psp: 'pawapay', isGuess: false });
    expect(await propose(MTN, 'MTN MoMo')).toMatchObject({ psp: 'mtn-momo', isGuess: false });
    const { code, params } = await refusal(propose(MTN, 'Wave'));
    expect(code).toBe(paymentErrors.operatorNotServed.code);
    expect(String(params?.['operators'])).toContain('Orange Money');
  });

  it.each([
    ['of a country that cannot pay this price', '+237671020304', paymentErrors.phoneElsewhere],
    ['of no mobile phone', '+2252721234567', paymentErrors.badPhone],
  ])('is none for a number %s', async (_which, phone, error) => {
    const problem = await refusal(propose(phone));
    expect(problem.code).toBe(error.code);
    expect(JSON.stringify(problem)).not.toContain(phone.slice(4));
  });
});

describe('where credit pays first', () => {
  /** As if a refund had become credit. */
  const give = (amount: number, owner: string) =>
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

  it.each([
    ['that is named', 150_000, 'pawapay', '+2250101020304'],
    ['that is proposed', 150_000, undefined, '+2250101020305'],
    ['that takes the price no more than the wallet does', 2_050_000, undefined, '+2250101020306'],
  ])('a wallet has to take what is left, at a psp %s', async (_which, price, psp, phone) => {
    const payer = await testActor('student');
    const { bookingId } = await bench.book(franc(price), { learnerId: payer.userId });
    const ask = (credit?: boolean) =>
      bench.service.call(
        paymentRpc.getWallet,
        { bookingId, phone, ...(psp && { psp }), ...(credit !== undefined && { credit }) },
        { as: payer },
      );
    await give(price - 100_001, payer.userId);
    // A franc more than this operator takes, which is 100 000.
    expect((await refusal(ask(true))).params).toMatchObject({ operator: 'Moov Money' });
    await give(1, payer.userId);
    expect(await ask(true)).toMatchObject({ psp: 'pawapay', operator: 'Moov Money' });
    for (const whole of [false, undefined]) {
      const { code } = await refusal(ask(whole));
      const { amountOutOfBounds, amountNotTaken } = paymentErrors;
      expect([amountOutOfBounds.code, amountNotTaken.code]).toContain(code);
    }
  });
});

describe('whoever pays by a link', () => {
  it('names the operator as well, which is remembered with the number until it is paid', async () => {
    const { bookingId } = await bench.book();
    const asked = { bookingId };
    const { token } = await bench.service.call(paymentRpc.createLink, asked, { as: bench.learner });
    const ask = (operator?: string) =>
      bench.service.call(paymentRpc.linkWallet, {
        ...{ token, phone: PORTED, ...(operator && { operator }) },
      });
    expect(await ask()).toMatchObject({ psp: 'pawapay', operator: 'MTN Mobile Money' });
    const named = await ask('Orange Money');
    expect(named).toMatchObject({ psp: 'pawapay', operator: 'Orange Money', isGuess: false });
    const pay = (payer: object, psp?: string) =>
      bench.service.call(paymentRpc.payLink, { token, payer, ...(psp && { psp }) });
    const wrong = await refusal(pay({ phone: PORTED, operator: 'Wave' }, named.psp));
    expect(wrong.code).toBe(paymentErrors.operatorNotServed.code);
    const payer = { phone: PORTED, operator: named.operator };
    expect(await pay(payer, named.psp)).toMatchObject({
      status: 'pending',
      next: { kind: 'push' },
    });
    const find = 'SELECT id, payer FROM payment WHERE booking_id = $1 ORDER BY id';
    const [payment] = await bench.rows(find, bookingId);
    expect(payment!['payer']).toEqual({ ...payer, country: 'CI' });
    const id = payment!['id'] as string;
    await pawapay.pay(await bench.refOf(id));
    await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === id);
    expect(await bench.rows(find, bookingId)).toEqual([{ id, payer: null }]);
  });
});

/** The last one: what it teaches the service is remembered for minutes. */
it('a psp that has left much unanswered is proposed only where no other serves the number', async () => {
  const { bookingId } = await bench.book();
  const ask = () =>
    bench.service.call(paymentRpc.getWallet, { bookingId, phone: MTN }, { as: bench.learner });
  pawapay.faults.change(isSilent);
  for (let times = 0; times < 60; times++) await ask();
  pawapay.faults.reset();
  expect(await propose(MTN)).toMatchObject({ psp: 'mtn-momo' });
  expect(await propose(ORANGE)).toMatchObject({ psp: 'pawapay', operator: 'Orange Money' });
});
