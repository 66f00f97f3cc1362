import { newId, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { signWave } from '@edu/simulators/wave/wave-simulator';
import { eventually, testActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../../payment.harness.ts';
import { setRules } from '../../risk/risk.harness.ts';
import { openWaveBench, WAVE_SECRET, type WaveBench } from './wave.conformance.ts';

let wave: WaveBench;
let bench: PaymentBench;
beforeAll(async () => {
  wave = await openWaveBench();
  const env = { ...wave.env, WAVE_TIMEOUT_MS: '1500', ORDER_MS: '3000' };
  bench = await PaymentBench.start({ replicas: 2, env });
  bench.receiveFrom(wave, 'wave');
});
afterEach(() => wave.faults.reset());
afterAll(async () => {
  await bench.stop();
  await wave.close();
});

const open = (bookingId: string, key?: string) => bench.open(bookingId, key ?? newId(), 'wave');
const statusOf = async (error: Promise<unknown>) =>
  ((await error.catch((problem: unknown) => problem)) as Problem).status;

async function paymentOf(bookingId: string) {
  const rows = await bench.rows('SELECT * FROM payment WHERE booking_id = $1', bookingId);
  return rows as { id: string; status: string; psp: string; psp_ref: string | null }[];
}

/** Pays, and waits until the platform knows. */
async function paid(bookingId: string) {
  const payment = await eventually(() => open(bookingId));
  const ref = await bench.refOf(payment.id);
  await wave.pay(ref);
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  return { payment, ref };
}

async function once(paymentId: string, ref: string) {
  expect(bench.eventsOf(paymentEvents.succeeded, paymentId)).toHaveLength(1);
  expect(await wave.movedTimes('charge', ref)).toBe(1);
  expect(await bench.balance(paymentId, 'learner')).toBe(-5_000);
}

it('is offered beside the card, and first to people of its countries', async () => {
  const ways = async (bookingId: string, country?: string) => {
    const input = { id: bookingId, ...(country && { country }) };
    const { items } = await bench.service.call(paymentRpc.ways, input, { as: bench.learner });
    return items;
  };
  const { bookingId } = await bench.book();
  const none = {
    asksPhone: false,
    countries: [],
    rest: null,
    takesPrice: true,
    currencies: [],
    restCurrencies: [],
  };
  const card = { ...none, psp: 'stripe', kind: 'card', name: null, currencies: ['EUR'] };
  const app = { ...none, psp: 'wave', kind: 'redirect', name: 'Wave' };
  expect(await ways(bookingId)).toEqual([card, app]);
  expect(await ways(bookingId, 'SN')).toEqual([app, card]);
  const abroad = await bench.book({ amount: 5_000, currency: 'XAF' });
  expect(await ways(abroad.bookingId, 'SN')).toEqual([card]);

  const input = { bookingId, payer: { country: 'SN' } };
  const opened = await bench.service.call(paymentRpc.createIntent, input, {
    ...{ as: bench.learner, key: newId() },
  });
  expect(opened.psp).toBe('wave');
});

it('leads to Wave, and knows of the money by webhook', async () => {
  const { bookingId } = await bench.book();
  const { next, psp } = await eventually(() => open(bookingId));
  expect(psp).toBe('wave');
  expect(next).toMatchObject({
    kind: 'redirect',
    url: expect.stringMatching(/\/c\/cos-/) as string,
  });
  const { payment, ref } = await paid(bookingId);
  expect((await bench.get(payment.id)).status).toBe('succeeded');
  await once(payment.id, ref);
});

it.each(['timeoutAfterCharging', 'unreadable'] as const)(
  'finds the session again when its answer was lost (%s), and makes no other',
  async (fault) => {
    const rule = { next: 1 };
    wave.faults.change(
      fault === 'unreadable'
        ? { unreadable: rule }
        : { api: { timeoutAfterCharging: { ...rule, operations: ['sessions.create'] } } },
    );
    const { bookingId } = await bench.book();
    expect(await statusOf(open(bookingId))).toBe(503);
    expect(await paymentOf(bookingId)).toMatchObject([{ status: 'unknown', psp_ref: null }]);
    // Nobody asks again: the janitor finds it.
    await eventually(async () =>
      expect(await paymentOf(bookingId)).toMatchObject([{ status: 'pending' }]),
    );
    const { payment, ref } = await paid(bookingId);
    expect(await wave.sessionsOf(payment.id)).toEqual([ref]);
    await once(payment.id, ref);
  },
);

it('turns to no other psp while Wave has not said what happened', async () => {
  wave.faults.change({
    api: { timeoutAfterCharging: { next: 1, operations: ['sessions.create'] } },
  });
  const { bookingId } = await bench.book();
  expect(await statusOf(open(bookingId))).toBe(503);
  expect(await statusOf(bench.open(bookingId, newId(), 'stripe'))).toBe(503);
  expect(await paymentOf(bookingId)).toMatchObject([{ psp: 'wave' }]);
});

it('makes one session for ten that press at once', async () => {
  const { bookingId } = await bench.book();
  const opened = await Promise.all(
    Array.from({ length: 10 }, () => eventually(() => open(bookingId))),
  );
  const [first] = opened;
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  expect(await wave.sessionsOf(first!.id)).toHaveLength(1);
});

it('closes the payment at one psp when the payer turns to the other, and goes on with it otherwise', async () => {
  const { bookingId } = await bench.book();
  const card = await bench.open(bookingId);
  const app = await open(bookingId);
  expect(app.id).not.toBe(card.id);
  expect((await bench.get(card.id)).status).toBe('canceled');
  expect((await bench.open(bookingId)).id).toBe(app.id);
  const back = await bench.open(bookingId, newId(), 'stripe');
  expect(back.psp).toBe('stripe');
  expect((await bench.get(app.id)).status).toBe('canceled');
  expect(bench.eventsOf(paymentEvents.succeeded, app.id)).toHaveLength(0);
});

it('takes the money that came just before the payer turned to the other psp', async () => {
  wave.faults.change({ webhooks: { drop: { next: 1 } } });
  const { bookingId } = await bench.book();
  const app = await open(bookingId);
  const ref = await bench.refOf(app.id);
  await wave.pay(ref);
  const again = await bench.open(bookingId, newId(), 'stripe').catch((error: unknown) => error);
  expect(again).toMatchObject({ id: app.id, status: 'succeeded' });
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === app.id);
  await once(app.id, ref);
});

it('counts a payment once, however its webhooks come', async () => {
  wave.faults.change({
    webhooks: { duplicate: { next: 1, copies: 5 }, reorder: { windowMs: 50 } },
  });
  const { bookingId } = await bench.book();
  const { payment, ref } = await paid(bookingId);
  await expect.poll(() => wave.webhooks.filter(({ body }) => body.includes(ref)).length).toBe(6);
  await once(payment.id, ref);
});

it('asks when no webhook comes, and takes a status that it does not know for none', async () => {
  wave.faults.change({ webhooks: { drop: { next: 1 } }, strangeStatus: { next: 2 } });
  const { bookingId } = await bench.book();
  const { payment, ref } = await paid(bookingId);
  await once(payment.id, ref);
});

it('refuses what is forged, old, of another account or touched, always alike', async () => {
  const { bookingId } = await bench.book();
  const { ref } = await paid(bookingId);
  const { body } = wave.webhooks.find((webhook) => webhook.body.includes(ref))!;
  const now = Math.floor(Date.now() / 1_000);
  const text = body.toString();
  const headers: Record<string, string>[] = [
    {},
    { 'wave-signature': 'v1' },
    { 'wave-signature': signWave(text, ['wave_sim_WHS_of_another_one'], now) },
    { 'wave-signature': signWave(text, [WAVE_SECRET], now - 301) },
    { 'wave-signature': signWave(`${text} `, [WAVE_SECRET], now) },
    { 'stripe-signature': signWave(text, [WAVE_SECRET], now) },
  ];
  const refusals = await Promise.all(
    headers.map((given) =>
      bench
        .receive({ body, headers: given }, 'wave')
        .catch(({ code, status, message }: Problem) => ({
          ...{ code, status, message },
        })),
    ),
  );
  const { code, status } = paymentErrors.badSignature;
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  expect(refusals[0]).toMatchObject({ code, status });
});

it('believes the endpoint while its secret is being replaced', async () => {
  wave.faults.change({ alsoSignedWith: 'wave_sim_WHS_the_next_one' });
  const { bookingId } = await bench.book();
  const { payment, ref } = await paid(bookingId);
  await once(payment.id, ref);
  const { headers } = wave.webhooks.find((webhook) => webhook.body.includes(ref))!;
  expect(headers['wave-signature']?.match(/v1=/g)).toHaveLength(2);
});

it.each([
  [5_000, 'all of it', ['refunded'], 'succeeded'],
  [2_000, 'a part, which Wave does not offer', [], 'offered'],
])('sends back %i: %s', async (amount, _what, events, status) => {
  const { bookingId } = await bench.book();
  const { payment, ref } = await paid(bookingId);
  wave.loseAnswer();
  const due = { bookingId, refundRequestId: newId(), paymentId: payment.id, amount: franc(amount) };
  await bench.service.publish(bookingEvents.refundDue, { ...due, reason: 'canceled' as const });
  await eventually(async () => {
    const find = 'SELECT due_at, status FROM refund WHERE payment_id = $1';
    expect(await bench.rows(find, payment.id)).toEqual([{ due_at: null, status }]);
  });
  expect(await bench.cases(payment.id)).toEqual([]);
  expect(await wave.movedTimes('refund', ref)).toBe(events.length);
  expect((await bench.get(payment.id)).refunded.amount).toBe(events.length > 0 ? amount : 0);
});

it('counts whoever tries with an account that Wave has blocked, and nobody who has too little', async () => {
  await setRules(bench, { kind: 'many_declines', threshold: 2, within: 60 });
  const payer = await testActor('student');
  const { bookingId } = await bench.book(franc(5_000), { learnerId: payer.userId });
  const opening = { as: payer, key: newId() };
  const payment = await bench.service.call(
    paymentRpc.createIntent,
    { bookingId, psp: 'wave' },
    opening,
  );
  const ref = await bench.refOf(payment.id);
  const handled = async () =>
    (
      await bench.rows(
        `SELECT FROM psp_event WHERE psp = 'wave' AND type = 'checkout.session.payment_failed'
         AND processed_at IS NOT NULL`,
      )
    ).length;
  const declines = async () =>
    (await bench.rows('SELECT FROM payer_decline WHERE payer_id = $1', payer.userId)).length;
  const before = await handled();
  await wave.decline(ref);
  await eventually(async () => expect(await handled()).toBe(before + 1));
  expect(await declines()).toBe(0);
  wave.faults.change({ refusedFor: 'blocked-account' });
  await wave.decline(ref);
  await wave.decline(ref);
  await eventually(async () => expect(await declines()).toBe(2));
  await wave.pay(ref);
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  const find = 'SELECT reasons FROM risk_review WHERE payment_id = $1';
  expect(await bench.rows(find, payment.id)).toMatchObject([
    { reasons: [{ kind: 'many_declines', figure: 2 }] },
  ]);
});
