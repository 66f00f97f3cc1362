import { newId, type Money, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { adjustmentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';
import type { Exchange } from './conversion.domain.ts';

let bench: PaymentBench;
let one: TestActor;
let other: TestActor;
beforeAll(async () => {
  bench = await PaymentBench.start({ replicas: 2 });
  one = await testActor('finance', { steppedUpSecondsAgo: 0 });
  other = await testActor('finance', { steppedUpSecondsAgo: 0 });
});
afterAll(() => bench?.stop());

const euro = (amount: number): Money => ({ amount, currency: 'EUR' });
const TODAY = new Date().toISOString().slice(0, 10);
const exchange = (sold: Money, got: Money): Exchange => ({
  ...{ sold, got, on: TODAY, bank: 'Ecobank Abidjan', reference: `ECI-${newId()}` },
  reason: 'What cards paid in euro, for the payouts in francs.',
});
const propose = (asked: Exchange, as = one, key = newId()) =>
  bench.service.call(paymentRpc.proposeConversion, asked, { as, key });
const approve = (id: string, as = other) =>
  bench.service.call(paymentRpc.approveAdjustment, { id }, { as, key: newId() });
const positions = () => bench.service.call(paymentRpc.fxPositions, {}, { as: one });
const problemOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem,
  );
const linesOf = (id: string) =>
  bench.rows(
    `SELECT account, owner, amount::int AS amount, currency
     FROM ledger_transaction AS t JOIN ledger_entry AS e ON e.transaction_id = t.id
     WHERE source_type = 'adjustment' AND source_id = $1 ORDER BY e.id`,
    id,
  );

/** A lesson of 5 000 francs that a card pays with 7.63 EUR. */
async function paid(): Promise<{ id: string; bookingId: string }> {
  const as = bench.learner;
  const { bookingId } = await bench.book(franc(5_000));
  const asked = { bookingId, currency: 'EUR' } as const;
  const { id: quoteId } = await bench.service.call(paymentRpc.quote, asked, { as });
  const paying = { bookingId, psp: 'stripe', quoteId };
  const { id } = await bench.service.call(paymentRpc.createIntent, paying, { as, key: newId() });
  await bench.stripe.pay(await bench.refOf(id));
  await bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === id);
  return { id, bookingId };
}

async function sendBack({ id: paymentId, bookingId }: { id: string; bookingId: string }) {
  const refundRequestId = newId();
  await bench.service.publish(bookingEvents.refundDue, {
    ...{ refundRequestId, bookingId, paymentId, amount: franc(5_000), reason: 'canceled' },
  });
  await eventually(async () => {
    const find = `SELECT status FROM refund WHERE request_id = $1`;
    expect(await bench.rows(find, refundRequestId)).toEqual([{ status: 'succeeded' }]);
  });
}

describe('what was charged in other money', () => {
  let lesson: { id: string; bookingId: string };
  // What each test leaves open is exchanged, so that the next begins with one lesson.
  beforeEach(async () => {
    const { items } = await positions();
    for (const { taken, owed } of items.filter((open) => open.taken.amount > 0)) {
      const left = await propose(exchange(taken, owed));
      await approve(left.id);
    }
    lesson = await paid();
  });

  it('is open until it is exchanged, and came from payments that the books name', async () => {
    expect(await positions()).toMatchObject({ items: [{ taken: euro(763), owed: franc(5_000) }] });
    const asked = { account: 'fx', owner: 'platform', currency: 'EUR', limit: 1 } as const;
    const { items } = await bench.service.call(paymentRpc.searchLedger, asked, { as: one });
    expect(items).toMatchObject([{ paymentId: lesson.id, bookingId: lesson.bookingId }]);
  });

  it('is exchanged by two people: each currency adds up, and the loss is a line of its own', async () => {
    const before = (await positions()).results;
    const key = newId();
    const asked = exchange(euro(763), franc(4_990));
    const { id } = await propose(asked, one, key);
    expect(await propose(asked, one, key)).toEqual({ id });
    expect(await linesOf(id)).toEqual([]);
    const found = async (state: 'proposed' | 'approved') => {
      const all = await bench.service.call(paymentRpc.listAdjustments, { state }, { as: other });
      return all.items.find((adjustment) => adjustment.id === id);
    };
    expect(await found('proposed')).toMatchObject({
      ...{ amount: euro(763), reason: asked.reason, reference: asked.reference },
      conversion: {
        ...{ got: franc(4_990), on: TODAY, bank: 'Ecobank Abidjan', rate: '653.997379' },
        result: { amount: -10, currency: 'XOF' },
      },
    });
    const own = await problemOf(approve(id, one));
    expect(own.code).toBe(adjustmentErrors.adjustmentSecondPerson.code);
    await approve(id);
    expect(await linesOf(id)).toEqual([
      { account: 'fx', owner: 'platform', amount: 763, currency: 'EUR' },
      { account: 'bank', owner: 'platform', amount: -763, currency: 'EUR' },
      { account: 'bank', owner: 'platform', amount: 4_990, currency: 'XOF' },
      { account: 'fx', owner: 'platform', amount: -5_000, currency: 'XOF' },
      { account: 'fx_result', owner: 'platform', amount: 10, currency: 'XOF' },
    ]);
    expect(await found('approved')).toMatchObject({ decidedBy: { id: other.userId } });
    const after = await positions();
    expect(after.items).toEqual([]);
    const sum = (of: typeof before) => of.find(({ currency }) => currency === 'XOF')?.amount ?? 0;
    expect(sum(after.results) - sum(before)).toBe(-10);
  });

  it('is exchanged in parts, each with its share of what is owed', async () => {
    const first = await propose(exchange(euro(382), franc(2_510)));
    await approve(first.id);
    expect(await positions()).toMatchObject({ items: [{ taken: euro(381), owed: franc(2_497) }] });
    const last = await propose(exchange(euro(381), franc(2_497)));
    await approve(last.id);
    expect((await linesOf(last.id)).map(({ account }) => account)).not.toContain('fx_result');
    expect((await positions()).items).toEqual([]);
  });

  it('is brought back where it went back after it had been exchanged', async () => {
    await approve((await propose(exchange(euro(763), franc(5_000)))).id);
    await sendBack(lesson);
    expect(await positions()).toMatchObject({
      items: [{ taken: { amount: -763 }, owed: { amount: -5_000 } }],
    });
    const { id } = await propose(exchange(franc(5_010), euro(763)));
    await approve(id);
    const lines = (await linesOf(id)).map(({ account, amount, currency }) => [
      ...[account, amount, currency],
    ]);
    expect(lines).toEqual([
      ...[
        ['fx', 5_000, 'XOF'],
        ['bank', -5_010, 'XOF'],
        ['fx_result', 10, 'XOF'],
      ],
      ...[
        ['bank', 763, 'EUR'],
        ['fx', -763, 'EUR'],
      ],
    ]);
    expect((await positions()).items).toEqual([]);
  });

  it.each<[string, (asked: Exchange) => Exchange, string, string]>([
    ['nothing', (a) => ({ ...a, sold: euro(0) }), '/sold/amount', 'too_small'],
    ['less than nothing', (a) => ({ ...a, got: franc(-5) }), '/got/amount', 'too_small'],
    ['half a franc', (a) => ({ ...a, got: franc(4_990.5) }), '/got/amount', 'not_whole'],
    ['the same money', (a) => ({ ...a, got: euro(763) }), '/got/currency', 'same_currency'],
    ['more than is open', (a) => ({ ...a, sold: euro(764) }), '/sold/amount', 'more_than_open'],
    [
      'what is not open the other way',
      (a) => ({ ...a, sold: a.got, got: a.sold }),
      ...(['/got/amount', 'more_than_open'] as const),
    ],
    ['a tenth of it', (a) => ({ ...a, got: franc(499) }), '/got/amount', 'far_from_owed'],
    ['ten times of it', (a) => ({ ...a, got: franc(49_900) }), '/got/amount', 'far_from_owed'],
    ['what is not done yet', (a) => ({ ...a, on: '2999-01-01' }), '/on', 'in_future'],
    ['a day that there is not', (a) => ({ ...a, on: '2026-02-30' }), '/on', 'bad_format'],
    ['no bank', (a) => ({ ...a, bank: ' ' }), '/bank', 'missing'],
  ])('is not exchanged for %s', async (_what, change, pointer, code) => {
    const { errors } = await problemOf(propose(change(exchange(euro(763), franc(4_990)))));
    expect(errors).toMatchObject([{ pointer, code }]);
  });

  it('is exchanged once by what the bank calls it, unless that was refused', async () => {
    const asked = exchange(euro(300), franc(1_960));
    const { id } = await propose(asked);
    const again = { ...asked, reference: asked.reference.toUpperCase() };
    const { errors } = await problemOf(propose(again));
    expect(errors).toMatchObject([{ pointer: '/reference', code: 'known_already' }]);
    const copy = `INSERT INTO adjustment SELECT (jsonb_populate_record(a,
      jsonb_build_object('id', $2::text))).* FROM adjustment AS a WHERE id = $1`;
    await expect(bench.rows(copy, id, newId())).rejects.toMatchObject({ code: '23505' });
    const refusal = { id, reason: 'The bank has taken it back.' };
    const call = { as: other, key: newId() };
    await bench.service.call(paymentRpc.refuseAdjustment, refusal, call);
    await propose(again);
  });

  it('is exchanged no further than it is open, whoever says yes at the same time', async () => {
    const both = await Promise.all([
      propose(exchange(euro(500), franc(3_280))),
      propose(exchange(euro(500), franc(3_270))),
    ]);
    const ended = await Promise.allSettled(both.map(({ id }) => approve(id)));
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = ended.find((end) => end.status === 'rejected')!;
    expect((reason as Problem).code).toBe(adjustmentErrors.conversionShort.code);
    expect(await positions()).toMatchObject({ items: [{ taken: euro(263) }] });
  });

  it('is in the books as it was agreed, whatever a program does', async () => {
    const { id } = await propose(exchange(euro(100), franc(650)));
    const yes = `UPDATE adjustment SET state = 'approved', decided_by = $2, decided_at = now()
      WHERE id = $1`;
    await expect(bench.rows(yes, id, other.userId)).rejects.toMatchObject({ code: '23514' });
    const change = 'UPDATE adjustment SET got_amount = 651 WHERE id = $1';
    await expect(bench.rows(change, id)).rejects.toMatchObject({ code: '23514' });
  });
});

it('is shown to finance alone, and proposed with a fresh proof of who it is', async () => {
  const stranger = await testActor('support', { steppedUpSecondsAgo: 0 });
  const seen = await problemOf(bench.service.call(paymentRpc.fxPositions, {}, { as: stranger }));
  expect(seen.code).toBe('platform.forbidden');
  const asked = exchange(euro(1), franc(6));
  expect((await problemOf(propose(asked, stranger))).code).toBe('platform.forbidden');
  const stale = await testActor('finance');
  expect((await problemOf(propose(asked, stale))).code).toBe('platform.step_up_required');
});
