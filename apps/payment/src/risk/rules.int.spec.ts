import { Currency, newId, type Problem } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';
import { openPawapayBench, type PawapayBench } from '../psp/pawapay/pawapay.conformance.ts';
import { addRule, setRules } from './risk.harness.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;
const WALLETS = ['+2250701020304', '+2250701020305', '+2250701020306'] as const;

let pawapay: PawapayBench;
let bench: PaymentBench;
/** Without triggers: what has been is changed. */
let past: PoolClient;
let payer: TestActor;
beforeAll(async () => {
  pawapay = await openPawapayBench();
  bench = await PaymentBench.start({
    env: {
      ...{ ...pawapay.env, NUMBER_SECRET: 'c2d51b7e90f84a36a1d7e5b20c94f863' },
      // A busy machine has time to answer.
      ...{ PAWAPAY_TIMEOUT_MS: '15000', STRIPE_TIMEOUT_MS: '15000' },
    },
  });
  bench.receiveFrom(pawapay, 'pawapay');
  past = await bench.service.sql.connect();
  await past.query('SET session_replication_role = replica');
});
beforeEach(async () => {
  payer = await testActor('student');
});
afterAll(async () => {
  past?.release(true);
  await bench?.stop();
  await pawapay?.close();
});

interface Wish {
  readonly as?: TestActor;
  readonly amount?: number;
  readonly phone?: string;
  readonly country?: string;
}

const reasonsOf = async (paymentId: string) => {
  const find = 'SELECT reasons FROM risk_review WHERE payment_id = $1';
  const [row] = await bench.rows(find, paymentId);
  return (row?.['reasons'] as { kind: string; figure: number }[] | undefined) ?? null;
};

/** What rules saw, as in `many_payments 3`; null where nothing. */
async function sawOf(paymentId: string) {
  const reasons = await reasonsOf(paymentId);
  return reasons?.map(({ kind, figure }) => `${kind} ${figure}`) ?? null;
}

/** Books and opens a payment. */
async function made({ as = payer, amount = 5_000, phone, country }: Wish = {}): Promise<string> {
  const { bookingId } = await bench.book(franc(amount), { learnerId: as.userId });
  const paid = phone ? { psp: 'pawapay', payer: { phone } } : { psp: 'stripe' };
  const { id } = await bench.service.call(
    paymentRpc.createIntent,
    { bookingId, ...paid },
    { as, key: newId(), ...(country && { country }) },
  );
  return id;
}

const open = async (wish?: Wish) => sawOf(await made(wish));

/** Opens a payment and pays it. */
async function paid(card: string, wish?: Wish) {
  const id = await made(wish);
  await bench.stripe.pay(await bench.refOf(id), card);
  await bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === id);
  return sawOf(id);
}

const aged = (minutes: number) =>
  testActor('student', { userId: newId(Date.now() - minutes * MINUTE) });

describe('the first rules', () => {
  it.each([1_500, 15_000, 49_999])(
    'see nothing in %i francs, however new whoever pays is, and from wherever',
    async (amount) => {
      for (const phone of WALLETS) expect(await open({ amount, phone, country: 'FR' })).toBeNull();
    },
  );

  it('look at what is large for a new account, and refuse what is larger', async () => {
    expect(await open({ amount: 149_999 })).toBeNull();
    expect(await open({ amount: 150_000 })).toEqual(['new_account 0']);
    const asked = open({ amount: 500_000 });
    await expect(asked).rejects.toMatchObject({ code: paymentErrors.turnedDown.code });
    const known = await aged(DAY_MINUTES);
    expect(await open({ as: known, amount: 499_999 })).toBeNull();
    expect(await open({ as: known, amount: 500_000 })).toEqual(['amount 500000']);
  });

  it('cover every currency, and are not written by the service', async () => {
    const rules = await bench.rows('SELECT currency, count(*)::int FROM risk_rule GROUP BY 1');
    expect(new Map(rules.map((row) => [row['currency'], row['count']]))).toEqual(
      new Map(Currency.options.map((currency) => [currency, 11])),
    );
    const may = `SELECT rolname FROM pg_roles WHERE rolname = 'payment_service'
      AND has_table_privilege(rolname, 'risk_rule', 'INSERT, UPDATE, DELETE, TRUNCATE')`;
    expect(await bench.rows(may)).toEqual([]);
  });
});

describe('a rule', () => {
  it('of the amount fires from its amount on, in its currency', async () => {
    await setRules(bench, { kind: 'amount', from: 5_001 });
    expect(await open({ amount: 5_000 })).toBeNull();
    expect(await open({ amount: 5_001 })).toEqual(['amount 5001']);
    await setRules(bench, { kind: 'amount', from: 1, currency: 'XAF' });
    expect(await open({ amount: 5_001 })).toBeNull();
  });

  it('of new accounts fires until they are so old', async () => {
    await setRules(bench, { kind: 'new_account', within: DAY_MINUTES, from: 5_000 });
    const [young, old] = [await aged(DAY_MINUTES - 2), await aged(DAY_MINUTES)];
    expect(await open({ as: young, amount: 4_999 })).toBeNull();
    expect(await open({ as: young })).toEqual([expect.stringMatching(/^new_account 143[789]$/)]);
    expect(await open({ as: old })).toBeNull();
    const unknown = '00000000-0000-4000-8000-000000000001';
    expect(await open({ as: await testActor('student', { userId: unknown }) })).toBeNull();
  });

  it('of many payments fires at so many of one account within its time', async () => {
    await setRules(bench, { kind: 'many_payments', threshold: 3, within: 60 });
    expect([await open(), await open()]).toEqual([null, null]);
    expect(await open()).toEqual(['many_payments 3']);
    expect(await open({ as: await testActor('student') })).toBeNull();
    const old = `UPDATE payment SET created_at = now() - interval '61 minutes' WHERE payer_id = $1`;
    await past.query(old, [payer.userId]);
    expect(await open()).toBeNull();
  });

  it('of many numbers fires at so many of one account, each counted once', async () => {
    await setRules(bench, { kind: 'many_numbers', threshold: 3, within: 60 });
    const [one, two, three] = WALLETS;
    for (const phone of [one, two, one, two]) expect(await open({ phone })).toBeNull();
    expect(await open({ phone: three })).toEqual(['many_numbers 3']);
    const old = `UPDATE payer_number SET last_at = now() - interval '61 minutes' WHERE payer_id = $1`;
    await past.query(old, [payer.userId]);
    expect(await open({ phone: one })).toBeNull();
  });

  it('of a shared number fires at so many accounts that it pays for', async () => {
    await setRules(bench, { kind: 'shared_number', threshold: 2, within: 60 });
    const phone = '+2250701029999';
    expect([await open({ phone }), await open({ phone })]).toEqual([null, null]);
    const other = await testActor('student');
    expect(await open({ as: other, phone: '+2250701029998' })).toBeNull();
    expect(await open({ as: other, phone })).toEqual(['shared_number 2']);
    expect(await open({ as: other })).toBeNull();
  });

  it('of a number from elsewhere fires where its country is not the one that asks', async () => {
    await setRules(bench, { kind: 'number_elsewhere', from: 5_000 });
    const [phone] = WALLETS;
    expect(await open({ phone, country: 'CI' })).toBeNull();
    expect(await open({ phone })).toBeNull();
    expect(await open({ country: 'FR' })).toBeNull();
    expect(await open({ phone, country: 'FR', amount: 4_999 })).toBeNull();
    expect(await open({ phone, country: 'FR' })).toEqual(['number_elsewhere 1']);
  });

  it('holds within its window, and one of a kind does at a time', async () => {
    const rule = { kind: 'amount', from: 1 } as const;
    await setRules(
      bench,
      { ...rule, window: [-60, -1] },
      { ...rule, window: [60, null] },
      { ...rule, currency: 'EUR' },
    );
    expect(await open()).toBeNull();
    await addRule(bench, { ...rule, window: [-1, 30] });
    expect(await open()).toEqual(['amount 5000']);
    await expect(addRule(bench, { ...rule, window: [20, 40] })).rejects.toMatchObject({
      code: '23P01',
    });
    await addRule(bench, { ...rule, action: 'refuse', window: [20, 40] });
  });
});

describe('a rule of cards', () => {
  const VISA = 'pm_card_visa';
  const MASTERCARD = 'pm_card_mastercard';
  const AMEX = 'pm_card_amex';
  const DEBIT = 'pm_card_visa_debit';

  it('of many cards fires at so many of one account, each counted once', async () => {
    await setRules(bench, { kind: 'many_cards', threshold: 3, within: 60 });
    for (const card of [VISA, MASTERCARD, VISA]) expect(await paid(card)).toBeNull();
    expect(await paid(AMEX)).toEqual(['many_cards 3']);
    expect(await paid(AMEX, { as: await testActor('student') })).toBeNull();
    const old = `UPDATE payer_card SET last_at = now() - interval '61 minutes' WHERE payer_id = $1`;
    await past.query(old, [payer.userId]);
    expect(await paid(DEBIT)).toBeNull();
  });

  it('of a shared card fires at so many accounts that it pays for', async () => {
    await setRules(bench, { kind: 'shared_card', threshold: 2, within: 60 });
    await bench.rows('DELETE FROM payer_card');
    expect([await paid(VISA), await paid(VISA)]).toEqual([null, null]);
    const other = await testActor('student');
    expect(await paid(MASTERCARD, { as: other })).toBeNull();
    expect(await paid(VISA, { as: other })).toEqual(['shared_card 2']);
  });

  it('looks at nothing smaller than its amount, and remembers its card', async () => {
    await setRules(bench, { kind: 'many_cards', threshold: 2, within: 60, from: 5_000 });
    expect(await paid(VISA, { amount: 4_999 })).toBeNull();
    expect(await paid(MASTERCARD, { amount: 4_999 })).toBeNull();
    expect(await paid(MASTERCARD)).toEqual(['many_cards 2']);
  });

  /** Somebody tries a card that is declined, and the service knows it. */
  async function declined(id: string, times: number): Promise<void> {
    const before = await declines();
    for (let n = 0; n < times; n++) await bench.stripe.decline(await bench.refOf(id));
    await eventually(async () => expect(await declines()).toBe(before + times));
  }
  const declines = async () =>
    (await bench.rows('SELECT FROM payer_decline WHERE payer_id = $1', payer.userId)).length;

  it('of many declines fires when a card pays after so many, each counted once', async () => {
    await setRules(bench, { kind: 'many_declines', threshold: 3, within: 60 });
    const first = await made();
    await declined(first, 2);
    bench.stripe.faults.change({ webhooks: { duplicate: { probability: 1, copies: 3 } } });
    const second = await made();
    await declined(second, 1);
    bench.stripe.heal();
    await bench.stripe.pay(await bench.refOf(first), VISA);
    await bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === first);
    expect(await sawOf(first)).toEqual(['many_declines 3']);
    expect(await paid(VISA, { as: await testActor('student') })).toBeNull();
    const old = `UPDATE payer_decline SET at = now() - interval '61 minutes' WHERE payer_id = $1`;
    await past.query(old, [payer.userId]);
    expect(await paid(VISA)).toBeNull();
  });

  it('of many declines may refuse the next payment', async () => {
    await setRules(bench, { kind: 'many_declines', action: 'refuse', threshold: 2, within: 60 });
    const id = await made();
    await declined(id, 1);
    await open();
    await declined(id, 1);
    await expect(open()).rejects.toMatchObject({ code: paymentErrors.turnedDown.code });
    expect(await open({ as: await testActor('student') })).toBeNull();
  });

  it('adds to what was seen when the payment was opened', async () => {
    await setRules(
      bench,
      { kind: 'amount', from: 5_000 },
      { kind: 'many_cards', threshold: 2, within: 60 },
    );
    expect(await paid(VISA)).toEqual(['amount 5000']);
    expect(await paid(MASTERCARD)).toEqual(['amount 5000', 'many_cards 2']);
  });

  it('sees nothing of what is open, and refuses nothing', async () => {
    await setRules(bench, { kind: 'many_cards', threshold: 2, within: 60 });
    await paid(VISA);
    expect(await open()).toBeNull();
    const refusing = addRule(bench, {
      ...{ kind: 'shared_card', action: 'refuse', threshold: 2, within: 60 },
    });
    await expect(refusing).rejects.toMatchObject({ constraint: 'risk_rule_cards' });
  });

  it('knows of a card what only it can make again', async () => {
    await setRules(bench);
    await paid(VISA);
    const { data } = await bench.stripe.get<{ data: { id: string }[] }>('/v1/payment_intents');
    const { payment_method: method } = await bench.stripe.get<{
      payment_method: { card: { fingerprint: string } };
    }>(`/v1/payment_intents/${data[0]!.id}?expand[]=payment_method`);
    const known = await bench.rows(
      'SELECT digest FROM payer_card WHERE payer_id = $1',
      payer.userId,
    );
    expect(known).toHaveLength(1);
    const { fingerprint } = method.card;
    expect(fingerprint).toMatch(/^[a-zA-Z0-9]{16}$/);
    expect(Buffer.from(known[0]!['digest'] as Uint8Array).includes(fingerprint)).toBe(false);
  });
});

describe('a rule that refuses', () => {
  const turnedDown = (asked: Promise<unknown>) =>
    asked.then(
      () => expect.fail('it was not refused'),
      (problem: Problem) => problem,
    );

  it('leaves nothing behind, says what can be done, and not why', async () => {
    await setRules(bench, { kind: 'amount', from: 5_000, action: 'refuse' });
    const { bookingId } = await bench.book(franc(5_000));
    const problem = await turnedDown(bench.open(bookingId));
    expect(problem).toMatchObject({ code: paymentErrors.turnedDown.code, status: 422 });
    expect(JSON.stringify(problem)).not.toMatch(/amount|5000|rule/);
    expect(await bench.rows('SELECT FROM payment WHERE booking_id = $1', bookingId)).toEqual([]);
    await setRules(bench);
    expect(await bench.open(bookingId)).toMatchObject({ status: 'pending' });
  });

  it('says nothing of a payment that is open already', async () => {
    await setRules(bench);
    const { bookingId } = await bench.book(franc(5_000));
    const { id } = await bench.open(bookingId);
    await setRules(bench, { kind: 'amount', from: 5_000, action: 'refuse' });
    expect(await bench.open(bookingId)).toMatchObject({ id });
  });

  it('refuses whoever was given a link as well', async () => {
    await setRules(bench, { kind: 'amount', from: 5_000, action: 'refuse' });
    const { bookingId } = await bench.book(franc(5_000));
    const as = bench.learner;
    const { token } = await bench.service.call(paymentRpc.createLink, { bookingId }, { as });
    const asked = bench.service.call(paymentRpc.payLink, { token });
    expect(await turnedDown(asked)).toMatchObject({ code: paymentErrors.turnedDown.code });
  });

  it('remembers no number of what it refused: another one may be tried', async () => {
    await setRules(bench, { kind: 'many_numbers', threshold: 2, within: 60, action: 'refuse' });
    const [one, two] = WALLETS;
    expect(await open({ phone: one })).toBeNull();
    expect(await turnedDown(open({ phone: two }))).toMatchObject({
      code: paymentErrors.turnedDown.code,
    });
    expect(await open({ phone: one })).toBeNull();
  });
});
