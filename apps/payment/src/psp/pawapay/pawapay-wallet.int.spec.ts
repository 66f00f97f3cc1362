import { newId, type Problem } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bookingEvents } from '@edu/contracts-booking';
import { franc, PaymentBench } from '../../payment.harness.ts';
import { openPawapayBench, type PawapayBench } from './pawapay.conformance.ts';

let pawapay: PawapayBench;
let bench: PaymentBench;
beforeAll(async () => {
  pawapay = await openPawapayBench();
  bench = await PaymentBench.start({ env: pawapay.env });
  bench.receiveFrom(pawapay, 'pawapay');
});
afterEach(() => pawapay.faults.reset());
afterAll(async () => {
  await bench.stop();
  await pawapay.close();
});

const ask = (bookingId: string, phone: string, psp = 'pawapay', as = bench.learner) =>
  bench.service.call(paymentRpc.getWallet, { bookingId, psp, phone }, { as });
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem,
  );

describe('the wallet of a number', () => {
  it('is that of its operator, and nothing is sent to it', async () => {
    const { bookingId } = await bench.book();
    // Like a client, which asks again where a busy machine was slow.
    expect(await eventually(() => ask(bookingId, '+2250501020304'))).toEqual({
      ...{ phone: '+2250501020304', operator: 'MTN Mobile Money', country: 'CI', psp: 'pawapay' },
      ...{ operators: ['Orange Money', 'Moov Money'], isGuess: true },
      ...{ appears: true, dial: '*133#' },
    });
    expect(await ask(bookingId, '+2250701020304')).toMatchObject({
      ...{ operator: 'Orange Money', appears: false, dial: '#144*82#' },
    });
    // Of the plan before 2024.
    expect(await ask(bookingId, '+22997123456')).toMatchObject({
      ...{ phone: '+2290197123456', country: 'BJ' },
    });
    expect(await bench.rows('SELECT FROM payment WHERE booking_id = $1', bookingId)).toEqual([]);
  });

  it.each([
    ['of a country that cannot pay', '+237671020304', paymentErrors.phoneElsewhere],
    ['of a country without Mobile Money', '+33612345678', paymentErrors.phoneElsewhere],
    ['of an old plan', '+22507010203', paymentErrors.oldPhone],
    ['of no mobile phone', '+2252721234567', paymentErrors.badPhone],
    ['of an operator that nobody serves', '+221701020304', paymentErrors.operatorNotServed],
    ['of an operator that wants a code first', '+22607020304', paymentErrors.operatorNotServed],
  ])('%s is refused, without a word of the number', async (_which, phone, error) => {
    const { bookingId } = await bench.book();
    const problem = await refusal(ask(bookingId, phone));
    expect(problem.code).toBe(error.code);
    expect(JSON.stringify(problem)).not.toContain(phone.slice(4));
  });

  it('says what its operator takes, and that it is down', async () => {
    const { bookingId } = await bench.book(franc(150_000));
    const params = { operator: 'Moov Money' };
    const phone = '+2250101020304';
    expect(await refusal(ask(bookingId, phone))).toMatchObject({
      ...{ code: paymentErrors.amountOutOfBounds.code, params },
    });
    const small = await bench.book();
    expect(await ask(small.bookingId, phone)).toMatchObject(params);
    pawapay.faults.change({ closed: ['MOOV_CIV'] });
    // Known within a moment: the configuration is kept for that long.
    await eventually(async () =>
      expect(await refusal(ask(small.bookingId, phone))).toMatchObject({
        ...{ code: paymentErrors.operatorDown.code, params },
      }),
    );
  });

  it('is nobody’s where the account has no wallets of its operator', async () => {
    const { bookingId } = await bench.book();
    pawapay.faults.change({ without: ['MOOV_CIV'] });
    await eventually(async () =>
      expect((await refusal(ask(bookingId, '+2250101020304'))).code).toBe(
        paymentErrors.operatorNotServed.code,
      ),
    );
    expect(await ask(bookingId, '+2250501020304')).toMatchObject({ operators: ['Orange Money'] });
    // What the account has is kept for a while: those that come next are to find all of it.
    pawapay.faults.change({ without: [] });
    await eventually(async () =>
      expect(await ask(bookingId, '+2250101020304')).toMatchObject({ operator: 'Moov Money' }),
    );
  });

  it('is not known while pawaPay does not answer', async () => {
    const { bookingId } = await bench.book();
    pawapay.faults.change({ api: { rateLimit429: { next: 1, operations: ['predict_provider'] } } });
    const { code } = await refusal(ask(bookingId, '+2250501020304'));
    expect(code).toBe(paymentErrors.pspUnavailable.code);
  });

  it('is asked about by whoever pays, for a booking that waits for its payment', async () => {
    const { bookingId } = await bench.book();
    const phone = '+2250501020304';
    const stranger = await testActor('student');
    const { code } = await refusal(ask(bookingId, phone, 'pawapay', stranger));
    expect(code).toBe(paymentErrors.bookingNotFound.code);
    expect((await refusal(ask(bookingId, phone, 'nobody'))).code).toBe(
      paymentErrors.unknownPsp.code,
    );
    const abroad = await bench.book({ amount: 5_000, currency: 'EUR' });
    expect((await refusal(ask(abroad.bookingId, phone))).code).toBe(
      paymentErrors.amountNotTaken.code,
    );
  });
});

describe('a number that was kept with another operator', () => {
  const PORTED = '+2250599000001';
  const with_ = (bookingId: string, operator?: string) => ({
    ...{ bookingId, psp: 'pawapay', payer: { phone: PORTED, ...(operator && { operator }) } },
  });
  const open = (bookingId: string, operator?: string) =>
    bench.service.call(paymentRpc.createIntent, with_(bookingId, operator), {
      ...{ as: bench.learner, key: newId() },
    });

  it('is asked with the one that its owner names, and pays', async () => {
    const { bookingId } = await bench.book();
    const input = { bookingId, psp: 'pawapay', phone: PORTED };
    const call = { as: bench.learner };
    const guessed = await bench.service.call(paymentRpc.getWallet, input, call);
    expect(guessed).toMatchObject({ operator: 'MTN Mobile Money', isGuess: true });
    const named = { ...input, operator: 'Orange Money' };
    expect(await bench.service.call(paymentRpc.getWallet, named, call)).toMatchObject({
      ...{ operator: 'Orange Money', isGuess: false, dial: '#144*82#' },
      operators: ['MTN Mobile Money', 'Moov Money'],
    });
    // With the one that it left nothing reaches it, and nothing is taken.
    const { code } = await refusal(open(bookingId));
    expect(code).toBe(paymentErrors.refused.code);
    const payment = await open(bookingId, 'Orange Money');
    expect(payment).toMatchObject({ status: 'pending', next: { kind: 'push' } });
    // Gone on with from a page that has been loaded since, and by a repeat of the order.
    expect((await bench.open(bookingId, newId(), 'pawapay')).id).toBe(payment.id);
    await pawapay.pay(await bench.refOf(payment.id));
    await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  });

  it('is with none that sends no prompts here, which is said', async () => {
    const { bookingId } = await bench.book();
    const { code } = await refusal(open(bookingId, 'Wave'));
    expect(code).toBe(paymentErrors.operatorNotServed.code);
    expect(await bench.rows('SELECT FROM payment WHERE booking_id = $1', bookingId)).toEqual([]);
  });
});

it('a prompt that is open goes on without its number, which is named no more', async () => {
  const { bookingId } = await bench.book();
  const opened = await bench.open(bookingId, newId(), 'pawapay', '+22997123456');
  const [row] = await bench.rows('SELECT payer FROM payment WHERE id = $1', opened.id);
  expect(row).toEqual({ payer: { phone: '+2290197123456', country: 'BJ' } });
  expect(await bench.open(bookingId, newId(), 'pawapay')).toMatchObject({
    ...{ id: opened.id, next: { kind: 'push' } },
  });
});

it('the first two prompts of a booking are announced, so that its slot is held so long', async () => {
  const booking = await bench.book();
  const { bookingId } = booking;
  const until: string[] = [];
  for (const _ of Array.from({ length: 3 })) {
    const opened = await bench.open(bookingId, newId(), 'pawapay', '+2250501020304');
    expect(Date.parse(opened.promptEndsAt!)).toBeGreaterThan(Date.now() + 60_000);
    until.push(opened.promptEndsAt!);
    await pawapay.decline(await bench.refOf(opened.id));
    await bench.service.events.next(paymentEvents.failed, (e) => e.paymentId === opened.id);
    // It stays as it was, for the page that counted it down.
    expect(await bench.get(opened.id)).toMatchObject({
      ...{ status: 'canceled', promptEndsAt: opened.promptEndsAt },
    });
  }
  const said = bench.service.events.of(paymentEvents.prompted);
  const ours = said.filter((event) => event.bookingId === bookingId);
  expect(ours.map((event) => event.until)).toEqual(until.slice(0, 2));
  for (const { lessons } of ours) expect(lessons).toEqual([bookingId]);
  expect(JSON.stringify(ours)).not.toContain('501020304');
});

it('of lessons that are paid together two are announced, whichever page asks', async () => {
  const lessons = [await bench.book(), await bench.book(), await bench.book()];
  const ids = lessons.map(({ bookingId }) => bookingId);
  for (const bookingId of ids) {
    const others = ids.filter((id) => id !== bookingId);
    const input = { bookingId, others, psp: 'pawapay', payer: { phone: '+2250501020304' } };
    const options = { as: bench.learner, key: newId() };
    const { id } = await bench.service.call(paymentRpc.createIntent, input, options);
    await pawapay.decline(await bench.refOf(id));
    await bench.service.events.next(paymentEvents.failed, (e) => e.paymentId === id);
  }
  const said = bench.service.events.of(paymentEvents.prompted);
  const ours = said.filter((event) => ids.includes(event.bookingId));
  expect(ours.map((event) => event.bookingId)).toEqual(ids.slice(0, 2));
});

it('a slot that is held longer can be paid longer', async () => {
  const booking = await bench.book(franc(5_000), {
    holdExpiresAt: new Date(Date.now() + 1_500).toISOString(),
  });
  const about = { ...booking, mode: 'online' as const, zone: 'Africa/Abidjan', version: 2 };
  await bench.service.publish(bookingEvents.holdExtended, {
    ...{ ...about, holdExpiresAt: new Date(Date.now() + 600_000).toISOString() },
  });
  await eventually(async () => {
    const find = 'SELECT version FROM booking_terms WHERE booking_id = $1';
    const [row] = await bench.rows(find, booking.bookingId);
    expect(row).toMatchObject({ version: 2 });
    expect(Date.parse(booking.holdExpiresAt)).toBeLessThan(Date.now());
  });
  const opened = await bench.open(booking.bookingId, newId(), 'pawapay', '+2250501020304');
  expect(opened.status).toBe('pending');
});

it('where the payer is guessed to be decides what comes first, unless the client says more', async () => {
  const { bookingId } = await bench.book();
  const firstOf = async (country?: string, guessed?: string) => {
    const input = { id: bookingId, ...(country && { country }) };
    const options = { as: bench.learner, ...(guessed && { country: guessed }) };
    const { items } = await bench.service.call(paymentRpc.ways, input, options);
    return items[0]!.psp;
  };
  expect(await firstOf()).toBe('stripe');
  expect(await firstOf(undefined, 'CI')).toBe('pawapay');
  expect(await firstOf('FR', 'CI')).toBe('stripe');
});
