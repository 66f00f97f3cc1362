import { paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PaymentDb } from '../payment.db.ts';
import { franc } from '../payment.harness.ts';
import { LOST, MTN, ORANGE, PayoutBench } from './payout.harness.ts';
import { MARK_ORDERED } from './payout.sql.ts';
import { PayoutUpdater } from './payout.updater.ts';

let world: PayoutBench;
beforeAll(async () => {
  world = await PayoutBench.start();
});
afterEach(() => world.heal());
afterAll(() => world?.stop());

const eventsOf = (
  event: typeof paymentEvents.payoutPaid | typeof paymentEvents.payoutFailed,
  { userId }: TestActor,
) => world.bench.service.events.of(event).filter(({ providerId }) => providerId === userId);
const rowOf = async ({ userId }: TestActor) =>
  (await world.bench.rows('SELECT * FROM payout WHERE provider_id = $1', userId))[0]!;
const ordersAtPawapay = (payoutId: string) => world.pawapay.payouts.count(payoutId);

describe('a payout', () => {
  it('is made of all that is payable, once, whoever plans it and how often', async () => {
    const tutor = await world.tutor(12_500);
    await world.setAccount(ORANGE, tutor);
    await Promise.all([world.plan(2), world.plan(2)]);
    const paid = await world.becomes(tutor, 'paid');
    expect(paid).toMatchObject({
      ...{ amount: franc(12_500), operator: 'Orange Money', payeeEnd: '04', failure: null },
      endedAt: expect.any(String),
    });
    await world.plan(2);
    expect((await world.payoutsOf(tutor)).items).toEqual([paid]);
    expect(await ordersAtPawapay(paid.id)).toBe(1);
    await eventually(() =>
      expect(eventsOf(paymentEvents.payoutPaid, tutor)).toMatchObject([
        { payoutId: paid.id, amount: franc(12_500), operator: 'Orange Money' },
      ]),
    );
    expect(await world.books(tutor.userId)).toEqual({
      platform_costs: 12_500,
      psp_clearing: -12_500,
    });
    expect(await rowOf(tutor)).toMatchObject({ payee: null, due_at: null });
    expect((await world.payoutsOf(tutor)).next).toMatchObject([
      { payable: franc(0), blocked: 'below_minimum' },
    ]);
  });

  it('is planned although that of somebody else cannot be, which is tried again', async () => {
    const [broken, tutor] = [await world.tutor(5_000), await world.tutor(5_000)];
    await world.setAccount(ORANGE, broken);
    await world.setAccount(ORANGE, tutor);
    await world.bench.rows(
      `ALTER TABLE payout ADD CONSTRAINT broken CHECK (provider_id <> '${broken.userId}')`,
    );
    await expect(world.plan()).rejects.toThrow('could not be planned');
    await world.becomes(tutor, 'paid');
    expect((await world.payoutsOf(broken)).items).toEqual([]);
    await world.bench.rows('ALTER TABLE payout DROP CONSTRAINT broken');
    await world.plan();
    await world.becomes(broken, 'paid');
  });

  it('waits until there is enough, and for a number', async () => {
    const [little, none] = [await world.tutor(1_999), await world.tutor(9_000)];
    await world.setAccount(ORANGE, little);
    await world.plan();
    for (const tutor of [little, none]) expect((await world.payoutsOf(tutor)).items).toEqual([]);
    expect((await world.payoutsOf(little)).next).toMatchObject([
      { minimum: franc(2_000), blocked: 'below_minimum', at: null },
    ]);
    expect((await world.payoutsOf(none)).next).toMatchObject([
      { payable: franc(9_000), blocked: 'no_account' },
    ]);
  });

  it('that fails is payable again, the provider reads why, and the next one may arrive', async () => {
    const tutor = await world.tutor(8_000);
    await world.setAccount(LOST, tutor);
    await world.plan();
    const failed = await world.becomes(tutor, 'failed');
    expect(failed.failure).toBe('no_wallet');
    expect(await world.books(tutor.userId)).toEqual({
      platform_costs: 8_000,
      provider_payable: -8_000,
    });
    await eventually(() =>
      expect(eventsOf(paymentEvents.payoutFailed, tutor)).toMatchObject([
        { payoutId: failed.id, failure: 'no_wallet' },
      ]),
    );
    await world.setAccount(ORANGE, tutor);
    await world.plan();
    await eventually(async () => {
      const { items } = await world.payoutsOf(tutor);
      expect(items.map(({ state }) => state)).toEqual(['paid', 'failed']);
    });
    expect(await world.books(tutor.userId)).toEqual({
      platform_costs: 8_000,
      psp_clearing: -8_000,
    });
  });

  it('waits for a person after three that failed one after another', async () => {
    const tutor = await world.tutor(8_000);
    await world.setAccount(LOST, tutor);
    for (const times of [1, 2, 3]) {
      await world.plan();
      await eventually(async () => {
        const { items } = await world.payoutsOf(tutor);
        expect(items.map(({ state }) => state)).toEqual(Array(times).fill('failed'));
      });
    }
    await world.plan();
    const { items, accounts, next } = await world.payoutsOf(tutor);
    expect(items).toHaveLength(3);
    expect(accounts).toMatchObject([{ waitsFor: 'failures' }]);
    expect(next).toMatchObject([{ payable: franc(8_000), blocked: 'waiting' }]);
  });

  it('that the psp refuses at once has failed, and nothing moved', async () => {
    const tutor = await world.tutor(3_000);
    await world.setAccount(ORANGE, tutor);
    world.pawapay.faults.change({ reject: { next: 1, code: 'RECIPIENT_NOT_ALLOWED' } });
    await world.plan();
    await world.becomes(tutor, 'failed');
    expect(await world.books(tutor.userId)).toEqual({
      platform_costs: 3_000,
      provider_payable: -3_000,
    });
  });

  it('whose answer is lost is looked for, and paid once', async () => {
    const tutor = await world.tutor(4_000);
    await world.setAccount(ORANGE, tutor);
    world.pawapay.loseAnswer();
    await world.plan();
    const { id } = await world.becomes(tutor, 'paid');
    expect(await ordersAtPawapay(id)).toBe(1);
    expect(await world.books(tutor.userId)).toEqual({
      platform_costs: 4_000,
      psp_clearing: -4_000,
    });
    expect(eventsOf(paymentEvents.payoutFailed, tutor)).toEqual([]);
  });

  it('that never reached the psp is ordered again under its key, and paid once', async () => {
    const tutor = await world.tutor(4_000);
    await world.setAccount(MTN, tutor);
    world.mtn.faults.change({
      api: { error500BeforeCharging: { next: 1, operations: ['transfer.create'] } },
    });
    await world.plan();
    const { id } = await world.becomes(tutor, 'paid');
    expect(await world.mtn.payouts.count(id)).toBe(1);
    expect(await world.books(tutor.userId)).toEqual({
      platform_costs: 4_000,
      psp_clearing: -4_000,
    });
  });

  it('whose order arrives long after its time-out is looked for, and made once', async () => {
    const tutors = [await world.tutor(4_000), await world.tutor(4_000)];
    for (const tutor of tutors) await world.setAccount(MTN, tutor);
    // Both take effect when the faults are over, and not before.
    world.mtn.faults.change({
      api: { slow: { next: 2, ms: 60_000, operations: ['transfer.create'] } },
    });
    await world.plan();
    await eventually(async () => {
      for (const tutor of tutors) {
        expect(await rowOf(tutor)).toMatchObject({ status: 'unknown', psp_ref: null });
      }
    });
    world.heal();
    for (const tutor of tutors) {
      const { id } = await world.becomes(tutor, 'paid');
      expect(await world.mtn.payouts.count(id)).toBe(1);
    }
  });

  it('is not ordered by whoever has lost the claim to it', async () => {
    const tutor = await world.tutor(4_000);
    await world.setAccount(MTN, tutor);
    world.mtn.faults.change({
      api: { slow: { next: 1, ms: 60_000, operations: ['transfer.create'] } },
    });
    await world.plan();
    await eventually(async () => expect(await rowOf(tutor)).toMatchObject({ status: 'unknown' }));
    const { id, attempts } = (await rowOf(tutor)) as { id: string; attempts: number };
    const db = world.bench.service.instances[0]!.app.get(PaymentDb, { strict: false });
    const lost = { id, attempts: attempts - 1, now: new Date() };
    expect(await db.query(MARK_ORDERED, lost)).toEqual([]);
    world.heal();
    await world.becomes(tutor, 'paid');
    expect(await world.mtn.payouts.count(id)).toBe(1);
  });

  it('that its operator keeps is on its way, however often it is asked about, and holds back no other', async () => {
    const [slow, quick] = [await world.tutor(6_000), await world.tutor(5_000)];
    await world.setAccount(ORANGE, slow);
    world.pawapay.payouts.stall();
    await world.plan();
    await eventually(async () => expect(await rowOf(slow)).toMatchObject({ status: 'ordered' }));
    await world.credit(slow.userId, 9_000);
    await world.setAccount(ORANGE, quick);
    await world.plan();
    await world.becomes(quick, 'paid');
    const { items, next } = await world.payoutsOf(slow);
    expect(items).toMatchObject([{ state: 'on_its_way', endedAt: null, amount: franc(6_000) }]);
    expect(next).toMatchObject([{ payable: franc(9_000), blocked: 'one_open', at: null }]);
    expect(await world.books(slow.userId)).toEqual({
      ...{ platform_costs: 15_000, provider_payable: -9_000, payout_in_transit: -6_000 },
    });
  });

  it('has its webhook worked on, and its effect once', async () => {
    const tutor = await world.tutor(7_000);
    await world.setAccount(ORANGE, tutor);
    await world.plan();
    const { id } = await world.becomes(tutor, 'paid');
    const { psp_ref: ref } = await rowOf(tutor);
    await eventually(async () => {
      const find = `SELECT kind, outcome FROM psp_event WHERE ref = $1 AND processed_at IS NOT NULL`;
      const rows = await world.bench.rows(find, ref);
      expect(rows).toMatchObject([{ kind: 'payout' }]);
    });
    expect(eventsOf(paymentEvents.payoutPaid, tutor)).toMatchObject([{ payoutId: id }]);
  });

  it('of which the psp says another sum is for a person, and not paid', async () => {
    const tutor = await world.tutor(7_000);
    await world.setAccount(ORANGE, tutor);
    world.pawapay.payouts.stall();
    await world.plan();
    await eventually(async () => expect(await rowOf(tutor)).toMatchObject({ status: 'ordered' }));
    const { id } = await rowOf(tutor);
    await world.bench.service.sql.query(`ALTER TABLE payout DISABLE TRIGGER payout_moves_forward`);
    await world.bench.rows('UPDATE payout SET amount = 6999, due_at = now() WHERE id = $1', id);
    await world.bench.service.sql.query(`ALTER TABLE payout ENABLE TRIGGER payout_moves_forward`);
    await eventually(async () => {
      const find = 'SELECT kind FROM payment_case WHERE subject = $1';
      expect(await world.bench.rows(find, id)).toEqual([{ kind: 'amount_mismatch' }]);
    });
    expect(await rowOf(tutor)).toMatchObject({ status: 'ordered' });
  });

  it('that has ended stays so, and a person looks at what the psp says later', async () => {
    const [paid, failed] = [await world.tutor(7_000), await world.tutor(7_000)];
    await world.setAccount(ORANGE, paid);
    await world.setAccount(LOST, failed);
    await world.plan();
    await world.becomes(paid, 'paid');
    await world.becomes(failed, 'failed');
    const { app } = world.bench.service.instances[0]!;
    const db = app.get(PaymentDb, { strict: false });
    const updater = app.get(PayoutUpdater, { strict: false });
    const later = async (tutor: TestActor, status: 'failed' | 'succeeded') => {
      const { id, psp_ref: ref } = (await rowOf(tutor)) as { id: string; psp_ref: string };
      const sum = { amount: 7_000n, currency: 'XOF' };
      const seen = { ref, payoutId: id, status, sum, failureReason: null };
      for (const _times of [1, 2]) {
        const { outcome } = await db.tx((tx) => updater.apply(tx, id, seen));
        expect(outcome).toBe('mismatch');
      }
      const find = 'SELECT kind FROM payment_case WHERE subject = $1';
      expect(await world.bench.rows(find, id)).toEqual([{ kind: 'payout_contradicted' }]);
    };
    await later(paid, 'failed');
    await later(failed, 'succeeded');
    expect(await world.books(paid.userId)).toEqual({ platform_costs: 7_000, psp_clearing: -7_000 });
    expect(await world.books(failed.userId)).toEqual({
      platform_costs: 7_000,
      provider_payable: -7_000,
    });
  });

  it('is listed in pages, to its own provider', async () => {
    const tutor = await world.tutor(8_000);
    await world.setAccount(LOST, tutor);
    for (const times of [1, 2]) {
      await world.plan();
      await eventually(async () => {
        const { items } = await world.payoutsOf(tutor);
        expect(items.map(({ state }) => state)).toEqual(Array(times).fill('failed'));
      });
    }
    const { items: all } = await world.payoutsOf(tutor);
    const page = (input: { limit: number; cursor?: string }) =>
      world.bench.service.call(paymentRpc.payouts, input, { as: tutor });
    const first = await page({ limit: 1 });
    expect(first.items).toEqual(all.slice(0, 1));
    const second = await page({ limit: 1, cursor: first.nextCursor! });
    expect(second).toMatchObject({ items: all.slice(1), nextCursor: null });
    const other = await testActor('coach');
    expect(await world.payoutsOf(other)).toMatchObject({ items: [], accounts: [], next: [] });
  });
});

it('the books of a payout cannot be made to differ from its row', async () => {
  const tutor = await world.tutor(5_000);
  await world.setAccount(ORANGE, tutor);
  await world.plan();
  const { id } = await world.becomes(tutor, 'paid');
  const tries = [
    `UPDATE payout SET status = 'failed', failure_reason = 'x' WHERE id = $1`,
    `UPDATE payout SET amount = amount + 1 WHERE id = $1`,
    `UPDATE payout SET status = 'planned', due_at = now(), payee = '{}' WHERE id = $1`,
  ];
  for (const sql of tries) {
    await expect(world.bench.rows(sql, id)).rejects.toThrow(/payout/);
  }
});
