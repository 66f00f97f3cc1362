import { newId, type Currency, type Money } from '@edu/contract-kit';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConformanceBench } from './psp.conformance.ts';
import { PspRefused, PspUncertain, type PayoutOrder, type Psp } from './psp.ts';

/** A psp that pays out, against its simulator. */
export interface PayoutBench extends ConformanceBench {
  readonly payouts: {
    /** A wallet that takes money, under the name of its owner. */
    readonly payee: PayoutOrder['payee'];
    /** A wallet whose money does not arrive, and the psp's word for why. */
    readonly lost: { readonly payee: PayoutOrder['payee']; readonly reason: string };
    /** It reports what becomes of a payout; otherwise it is asked. */
    readonly reports: boolean;
    /** The next payout stays under way. */
    stall(): void;
    /** How many there are of one of ours. */
    count(payoutId: string): Promise<number>;
  };
}

/** What payouts rely on, of every psp that says it makes them. */
export function payoutConformance(id: string, open: () => Promise<PayoutBench>): void {
  describe(`payouts through ${id}`, () => {
    let bench: PayoutBench;
    let psp: Required<Pick<Psp, 'payOut' | 'fetchPayout' | 'findPayout'>> & Psp;
    let currency: Currency;

    beforeAll(async () => {
      bench = await open();
      psp = bench.psp as typeof psp;
      [currency] = Object.keys(psp.capabilities.payouts!) as [Currency];
    });
    afterEach(() => bench.heal());
    afterAll(() => bench.close());

    const order = (payee = bench.payouts.payee, amount = 4_500): PayoutOrder => {
      const payoutId = newId();
      const money: Money = { amount, currency };
      const idempotencyKey = `payout:${payoutId}`;
      const webhookUrl = `http://127.0.0.1:8080/api/v1/payments/webhooks/${psp.id}`;
      return { idempotencyKey, payoutId, money, payee, webhookUrl, orderedAt: new Date() };
    };
    const becomes = (ref: string, status: string) =>
      eventually(async () => {
        const payout = await psp.fetchPayout(ref);
        expect(payout.status).toBe(status);
        return payout;
      });
    const movedTimes = (ref: string) => bench.movedTimes('payout', ref);

    it('pays a wallet what was ordered', async () => {
      const wanted = order();
      const { payoutId } = wanted;
      const made = await psp.payOut(wanted);
      const sum = { amount: 4_500n, currency };
      expect(made).toMatchObject({ payoutId, sum, failureReason: null });
      const paid = await becomes(made.ref, 'succeeded');
      expect(paid).toEqual({ ...made, status: 'succeeded' });
      expect(await psp.findPayout(wanted)).toEqual(paid);
      expect(await movedTimes(made.ref)).toBe(1);
    });

    it('pays once per key, even when the answer is lost', async () => {
      const wanted = order();
      bench.loseAnswer();
      const error = await psp.payOut(wanted).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(PspUncertain);
      const made = await psp.payOut(wanted);
      expect((await psp.payOut(wanted)).ref).toBe(made.ref);
      await becomes(made.ref, 'succeeded');
      expect((await psp.payOut(wanted)).status).toBe('succeeded');
      expect(await movedTimes(made.ref)).toBe(1);
      expect(await bench.payouts.count(wanted.payoutId)).toBe(1);
    });

    it('pays again under another key, and tells the two apart', async () => {
      const first = order();
      const second = { ...first, idempotencyKey: `${first.idempotencyKey}:1` };
      const [one, other] = [await psp.payOut(first), await psp.payOut(second)];
      expect(other.ref).not.toBe(one.ref);
      for (const [wanted, { ref }] of [
        [first, one],
        [second, other],
      ] as const) {
        expect(await psp.findPayout(wanted)).toMatchObject({ ref, payoutId: first.payoutId });
        await becomes(ref, 'succeeded');
        expect(await movedTimes(ref)).toBe(1);
      }
    });

    it('does not know after a time-out, and finds it later without making one', async () => {
      const wanted = order();
      expect(await psp.findPayout(wanted)).toBeNull();
      bench.answerLate();
      await expect(psp.payOut(wanted)).rejects.toThrow(PspUncertain);
      expect(await psp.findPayout(wanted)).toBeNull();
      bench.heal();
      const found = await eventually(async () => {
        const payout = await psp.findPayout(wanted);
        expect(payout).toMatchObject({ payoutId: wanted.payoutId });
        return payout!;
      });
      await becomes(found.ref, 'succeeded');
      expect((await psp.payOut(wanted)).ref).toBe(found.ref);
      expect(await movedTimes(found.ref)).toBe(1);
      expect(await bench.payouts.count(wanted.payoutId)).toBe(1);
    });

    it('may be ordered again after a failure of the psp', async () => {
      const wanted = order();
      bench.breakDown();
      const error = await psp.payOut(wanted).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(PspUncertain);
      expect((error as PspUncertain).keyIsSpent).toBe(false);
      expect(await psp.findPayout(wanted)).toBeNull();
      const { ref } = await psp.payOut(wanted);
      await becomes(ref, 'succeeded');
      expect(await movedTimes(ref)).toBe(1);
    });

    it('fails with the reason of the psp, and no money has moved', async () => {
      const { payee, reason } = bench.payouts.lost;
      const wanted = order(payee);
      const { ref } = await psp.payOut(wanted);
      expect(await becomes(ref, 'failed')).toMatchObject({ failureReason: reason });
      expect(await psp.payOut(wanted)).toMatchObject({ ref, status: 'failed' });
      expect(await movedTimes(ref)).toBe(0);
    });

    it('is pending for as long as the psp says no more', async () => {
      bench.payouts.stall();
      const wanted = order();
      const { ref, status } = await psp.payOut(wanted);
      expect(status).toBe('pending');
      for (const _ of [1, 2, 3]) {
        expect(await psp.payOut(wanted)).toMatchObject({ ref, status: 'pending' });
        expect(await psp.fetchPayout(ref)).toMatchObject({ status: 'pending' });
      }
      expect(await bench.payouts.count(wanted.payoutId)).toBe(1);
    });

    it('refuses what it can never pay, and knows no other payouts', async () => {
      const { min, max } = psp.capabilities.payouts![currency]!;
      for (const amount of [min - 1, max + 1]) {
        const wanted = order(bench.payouts.payee, amount);
        await expect(psp.payOut(wanted)).rejects.toThrow(PspRefused);
        expect(await psp.findPayout(wanted)).toBeNull();
      }
      const { step = 1 } = psp.capabilities.payouts![currency]!;
      const between = psp.payOut(order(bench.payouts.payee, min + 1));
      await (step > 1 ? expect(between).rejects.toThrow(PspRefused) : between);
      await expect(psp.fetchPayout('unknown')).rejects.toThrow(PspRefused);
    });

    it('reports by webhook which payout has changed, where it does', async ({ skip }) => {
      skip(!bench.payouts.reports, `${psp.id} has to be asked`);
      const { ref } = await psp.payOut(order());
      await expect
        .poll(() => bench.webhooks.filter(({ body }) => body.includes(ref)))
        .not.toEqual([]);
      const { body, headers } = bench.webhooks.find((webhook) => webhook.body.includes(ref))!;
      const notice = await psp.parseWebhook(body, headers, new Date());
      expect(notice?.about).toEqual({ kind: 'payout', ref });
    });

    it('says who has a wallet, where the rail does', async ({ skip }) => {
      if (!psp.nameOf) return skip(`${psp.id} does not say`);
      const { payee, lost } = bench.payouts;
      expect(await psp.nameOf(payee)).toBe(payee.name);
      expect(await psp.nameOf(lost.payee)).toBeNull();
    });
  });
}
