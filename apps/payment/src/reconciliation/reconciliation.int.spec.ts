import { newId, type RpcInput } from '@edu/contract-kit';
import { paymentEvents, paymentRpc, reconciliationErrors } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
let finance: TestActor;
/** What is older than a test is not its business. */
let since: Date;
beforeAll(async () => {
  bench = await PaymentBench.start({
    replicas: 2,
    env: { RECONCILE_SETTLE_MS: '0', PAWAPAY_API_TOKEN: 'a-token-that-nobody-asks-for' },
  });
  finance = await testActor('finance', { steppedUpSecondsAgo: 0 });
});
beforeEach(async () => {
  await bench.rows(
    "UPDATE mismatch SET state = 'gone', closed_at = now() WHERE state IN ('open', 'assigned')",
  );
  await untilSecond();
  since = new Date(Math.floor(Date.now() / 1_000) * 1_000);
});
afterEach(() => bench.stripe.heal());
afterAll(() => bench.stop());

/** Stripe counts in seconds: what one test pays is not in the second of another. */
async function untilSecond(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1_005 - (Date.now() % 1_000)));
}

type Started = RpcInput<typeof paymentRpc.startReconciliation>;
const start = (input: Partial<Started> = {}, as = finance) =>
  bench.service.call(
    paymentRpc.startReconciliation,
    { from: since.toISOString(), to: new Date().toISOString(), ...input },
    { as },
  );
const list = (state?: 'open' | 'assigned' | 'resolved' | 'gone') =>
  bench.service.call(paymentRpc.listMismatches, { ...(state && { state }) }, { as: finance });
const take = (id: string, as = finance) =>
  bench.service.call(paymentRpc.takeMismatch, { id }, { as });
type Resolution = RpcInput<typeof paymentRpc.resolveMismatch>['resolution'];
const resolve = (id: string, resolution: Resolution, as = finance) =>
  bench.service.call(
    paymentRpc.resolveMismatch,
    { id, resolution, reason: 'The operator confirmed it.' },
    { as },
  );
const code = ({ code: name }: { code: string }) => expect.objectContaining({ code: name });

/** Waits until a run has ended. */
async function ended(id: string) {
  return eventually(async () => {
    const { items } = await bench.service.call(paymentRpc.listReconciliations, {}, { as: finance });
    const run = items.find((one) => one.id === id)!;
    if (run.endedAt === null) throw new Error(`the run is ${run.state}`);
    return run;
  });
}
const compare = async (input: Partial<Started> = {}) => ended((await start(input)).id);
const withStripe = () => compare({ psp: 'stripe' });

/** Money in suspense of a psp, as the ledger has it. */
async function suspended(psp: string): Promise<number> {
  const [row] = await bench.rows(
    `SELECT coalesce(-sum(amount), 0)::float8 AS sum FROM ledger_entry
     WHERE account = 'suspense' AND owner = $1`,
    psp,
  );
  return row!['sum'] as number;
}

/** A charge in the psp's dashboard, for nobody whom we know. */
async function chargeOfNobody(amount: number): Promise<void> {
  await bench.stripe.post('/v1/payment_intents', {
    ...{ amount: String(amount), currency: 'xof', confirm: 'true' },
    payment_method: 'pm_card_visa',
  });
}

const HEAD = 'Creation Date,MSISDN,Transaction ID,Amount,Currency,Country,MNO,Type\n';
const line = (ref: string, amount: number, more: { type?: string; currency?: string } = {}) => {
  const { type = 'Deposit', currency = 'XOF' } = more;
  return `${since.toISOString()},22507,${ref},${amount},${currency},CIV,ORANGE_CIV,${type}\n`;
};

/** A payment that is in our books, as one of a psp without a list. */
async function bookedElsewhere(amount = 5_000, currency = 'XOF') {
  const [id, bookingId, payerId, ref] = [newId(), newId(), newId(), newId()];
  await bench.rows(
    `WITH made AS (INSERT INTO payment (id, booking_id, payer_id, psp, psp_ref, status, amount, currency)
       VALUES ($1, $2, $3, 'pawapay', $4, 'succeeded', $5, $6)),
     part AS (INSERT INTO payment_part (payment_id, booking_id, amount, is_open) VALUES ($1, $2, $5, false)),
     movement AS (INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($7, 'payment', $1, 'charge'))
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     VALUES ($7, 'psp_clearing', 'pawapay', $5, $6), ($7, 'learner', $3::text, -$5::bigint, $6)`,
    ...[id, bookingId, payerId, ref, amount, currency, newId()],
  );
  return { id, ref };
}

/** Sends a statement in parts and waits for what comes of it. */
async function statement(...parts: string[]) {
  const { id } = await start({ psp: 'pawapay', statement: true });
  for (const [index, csv] of parts.entries()) {
    const isLast = index === parts.length - 1;
    await bench.service.call(
      paymentRpc.addStatement,
      { id, part: index + 1, csv: index === 0 ? HEAD + csv : csv, isLast },
      { as: finance },
    );
  }
  return ended(id);
}

it('finds nothing where everything agrees', async () => {
  const paid = await bench.paid();
  await bench.stripe.post('/v1/refunds', { payment_intent: paid.ref, amount: '1000' });
  await bench.service.events.next(paymentEvents.refunded, (e) => e.paymentId === paid.payment.id);
  const run = await withStripe();
  // A payment, its fee, and a refund.
  expect(run).toMatchObject({ state: 'done', percent: 100, compared: 3, found: 0, failure: null });
  expect(run.read).toBeGreaterThanOrEqual(2);
  expect((await list()).items).toEqual([]);
});

it('holds money of nobody in suspense, once, until somebody says what became of it', async () => {
  const before = await suspended('stripe');
  await chargeOfNobody(4_000);
  expect(await withStripe()).toMatchObject({ state: 'done', found: 1 });
  expect(await withStripe()).toMatchObject({ found: 0 });
  const [mismatch, ...more] = (await list()).items;
  expect(more).toEqual([]);
  expect(mismatch).toMatchObject({
    ...{ psp: 'stripe', side: 'psp', kind: 'missing_here', about: 'payment', here: null },
    ...{ there: { amount: 4_000, currency: 'XOF', state: 'succeeded' }, state: 'open' },
    suspended: true,
  });
  const { id } = mismatch!;
  expect(await suspended('stripe')).toBe(before + 4_000);
  await expect(resolve(id, 'kept')).rejects.toThrow(code(reconciliationErrors.mismatchNotTaken));
  expect(await take(id)).toMatchObject({ state: 'assigned', ownerId: finance.userId });
  const other = await testActor('finance', { steppedUpSecondsAgo: 0 });
  await expect(take(id, other)).rejects.toThrow(code(reconciliationErrors.mismatchTaken));
  await expect(resolve(id, 'accepted')).rejects.toThrow(code(reconciliationErrors.moneyOfNobody));
  expect(await resolve(id, 'kept')).toMatchObject({ state: 'resolved', resolution: 'kept' });
  expect(await suspended('stripe')).toBe(before);
  expect(await withStripe()).toMatchObject({ found: 0, gone: 0 });
  expect((await list()).items).toEqual([]);
  await expect(take(id)).rejects.toThrow(code(reconciliationErrors.mismatchClosed));
  const trail = await bench.rows(
    'SELECT action, reason FROM audit_log WHERE subject_id = $1 ORDER BY id',
    id,
  );
  expect(trail).toEqual([
    { action: 'mismatch.taken', reason: null },
    { action: 'mismatch.resolved', reason: 'kept' },
  ]);
});

it('closes by itself what is no longer so, and gives its money back to whom it is', async () => {
  const before = await suspended('stripe');
  const booking = await bench.book(franc(3_000));
  const payment = await bench.open(booking.bookingId);
  const ref = await bench.refOf(payment.id);
  // As if our row had been lost: the psp's charge is of an intent that nobody here knows.
  await bench.rows(
    "UPDATE payment SET psp_ref = 'elsewhere', due_at = NULL WHERE id = $1",
    payment.id,
  );
  bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
  await bench.stripe.post(`/v1/payment_intents/${ref}`, { 'metadata[paymentId]': '' });
  await bench.stripe.pay(ref);
  expect(await withStripe()).toMatchObject({ found: 1 });
  expect(await suspended('stripe')).toBe(before + 3_000);
  await bench.rows(
    'UPDATE payment SET psp_ref = $2, due_at = now() WHERE id = $1',
    payment.id,
    ref,
  );
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  expect(await withStripe()).toMatchObject({ found: 0, gone: 1 });
  expect((await list('gone')).items[0]).toMatchObject({ kind: 'missing_here', state: 'gone' });
  expect(await suspended('stripe')).toBe(before);
});

it('types what a statement says otherwise, and finds each once', async () => {
  const fine = await bookedElsewhere();
  const dearer = await bookedElsewhere();
  const foreign = await bookedElsewhere(700, 'XAF');
  const absent = await bookedElsewhere();
  const twice = await bookedElsewhere();
  const stranger = newId();
  const lines = [
    line(fine.ref, 5_000) + line(dearer.ref, 5_100),
    line(foreign.ref, 700) + line(twice.ref, 5_000) + line(twice.ref, 5_000) + line(stranger, 900),
  ];
  expect(await statement(...lines)).toMatchObject({ state: 'done', read: 6, found: 5 });
  const found = async () => {
    const { items } = await list();
    return items.map(({ kind, subject }) => [kind, subject]).sort();
  };
  const expected = [
    ['missing_here', stranger],
    ['missing_there', absent.id],
    ['other_amount', dearer.ref],
    ['other_currency', foreign.ref],
    ['twice', twice.ref],
  ].sort();
  expect(await found()).toEqual(expected);
  expect(await statement(...lines)).toMatchObject({ found: 0, gone: 0 });
  expect(await found()).toEqual(expected);
  // The operator's next file has it right: what disagreed is gone by itself.
  const mended = line(dearer.ref, 5_000) + line(foreign.ref, 700, { currency: 'XAF' });
  const rest = line(fine.ref, 5_000) + line(twice.ref, 5_000) + line(absent.ref, 5_000);
  expect(await statement(mended + rest)).toMatchObject({ found: 0, gone: 5 });
  expect(await found()).toEqual([]);
});

it('says which state differs', async () => {
  const booking = await bench.book();
  const payment = await bench.open(booking.bookingId);
  const ref = await bench.refOf(payment.id);
  bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
  await bench.rows('UPDATE payment SET due_at = NULL WHERE id = $1', payment.id);
  await bench.stripe.pay(ref);
  expect(await withStripe()).toMatchObject({ found: 1 });
  const [mismatch] = (await list()).items;
  expect(mismatch).toMatchObject({
    ...{ kind: 'other_state', paymentId: payment.id, suspended: false },
    ...{ here: { state: 'pending' }, there: { state: 'succeeded' } },
  });
  const { id } = mismatch!;
  await take(id);
  await expect(resolve(id, 'kept')).rejects.toThrow(code(reconciliationErrors.noMoneyOfNobody));
  expect(await resolve(id, 'accepted')).toMatchObject({ state: 'resolved' });
  // Why may name the payer: it goes with them, and with nobody else; nothing else of it changes any more.
  const row = async () =>
    (await bench.rows('SELECT state, resolution, reason FROM mismatch WHERE id = $1', id))[0];
  const erase = (userId: string) => bench.service.call(paymentRpc.eraseUserData, { userId });
  const said = { state: 'resolved', resolution: 'accepted', reason: 'The operator confirmed it.' };
  await erase(finance.userId);
  expect(await row()).toEqual(said);
  for (const change of ["reason = 'Other words.'", "reason = '', resolution = 'kept'"]) {
    const changed = bench.rows(`UPDATE mismatch SET ${change} WHERE id = $1`, id);
    await expect(changed).rejects.toThrow('resolved already');
  }
  expect((await erase(bench.learner.userId)).erased).toContainEqual({ what: 'mismatch', rows: 1 });
  expect(await row()).toEqual({ ...said, reason: '' });
});

it('compares payments with ledger and bookings', async () => {
  const paid = await bench.paid();
  const { bookingId } = paid.booking;
  // The booking was announced as paid for nobody's money, and this one is not known to be paid.
  await bench.rows("UPDATE booking_terms SET state = 'confirmed' WHERE booking_id = $1", bookingId);
  expect(await compare()).toMatchObject({ source: 'books', psp: null, compared: 1, found: 0 });
  const unpaid = await bench.book();
  await bench.rows(
    "UPDATE booking_terms SET state = 'confirmed' WHERE booking_id = $1",
    unpaid.bookingId,
  );
  await bench.rows("UPDATE booking_terms SET state = 'pending' WHERE booking_id = $1", bookingId);
  const [lost, strange] = [newId(), newId()];
  await bench.rows(
    `WITH made AS (INSERT INTO payment (id, booking_id, payer_id, psp, psp_ref, status, amount, currency)
       SELECT id, $3, $3, 'stripe', id::text, 'succeeded', 500, 'XOF' FROM unnest($1::uuid[]) AS id)
     INSERT INTO payment_part (payment_id, booking_id, amount, is_open)
     SELECT id, $2, 500, false FROM unnest($1::uuid[]) AS id`,
    ...[[lost, strange], bookingId, newId()],
  );
  expect(await compare()).toMatchObject({ state: 'done' });
  const { items } = await list();
  const found = items.map(({ side, kind, subject }) => `${side} ${kind} ${subject}`).sort();
  expect(found).toEqual(
    [
      `booking missing_here ${unpaid.bookingId}`,
      `booking other_state ${bookingId}`,
      `booking twice ${bookingId}`,
      `booking twice ${bookingId}`,
      `ledger missing_there ${lost}`,
      `ledger missing_there ${strange}`,
    ].sort(),
  );
});

it('refuses what cannot be compared, and goes on with what failed for a while', async () => {
  await expect(start({ psp: 'nobody' })).rejects.toMatchObject({ status: 404 });
  await expect(start({ psp: 'pawapay' })).rejects.toThrow(code(reconciliationErrors.listsNothing));
  await expect(start({ psp: 'stripe', statement: true })).rejects.toThrow(
    code(reconciliationErrors.noStatements),
  );
  await expect(start({ to: new Date(Date.now() + 60_000).toISOString() })).rejects.toThrow(
    code(reconciliationErrors.badPeriod),
  );
  const student = await testActor('student');
  const support = await testActor('support', { steppedUpSecondsAgo: 0 });
  for (const as of [student, support])
    await expect(start({}, as)).rejects.toMatchObject({ status: 403 });
  bench.stripe.faults.change({
    api: { slow: { next: 2, ms: 3_000, operations: ['charges.list'] } },
  });
  const { id } = await start({ psp: 'stripe' });
  await expect(start({ psp: 'stripe' })).rejects.toThrow(code(reconciliationErrors.runUnderWay));
  expect(await ended(id)).toMatchObject({ state: 'done' });
});

it('takes the parts of a statement one after another, each once, and names a line that it cannot read', async () => {
  const { id } = await start({ psp: 'pawapay', statement: true });
  const send = (part: number, csv: string, isLast = false) =>
    bench.service.call(paymentRpc.addStatement, { id, part, csv, isLast }, { as: finance });
  await expect(send(2, HEAD)).rejects.toThrow(code(reconciliationErrors.partMissing));
  await expect(send(1, `${HEAD}today,1,2,3,XOF,,,Deposit`)).rejects.toMatchObject({
    ...{ code: reconciliationErrors.badStatement.code, params: { line: 2, fault: 'bad_date' } },
  });
  const csv = HEAD + line(newId(), 100);
  expect(await send(1, csv)).toMatchObject({ state: 'filling', read: 1 });
  expect(await send(1, csv)).toMatchObject({ state: 'filling', read: 1 });
  await send(2, HEAD, true);
  expect(await ended(id)).toMatchObject({ state: 'done', read: 1, found: 1 });
  await expect(send(3, csv)).rejects.toThrow(code(reconciliationErrors.statementOver));
  await expect(
    bench.service.call(
      paymentRpc.addStatement,
      { id: newId(), part: 1, csv, isLast: true },
      { as: finance },
    ),
  ).rejects.toThrow(code(reconciliationErrors.unknownRun));
});
