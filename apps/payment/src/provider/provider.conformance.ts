import { newId, type Money } from '@edu/contract-kit';
import { paymentErrors } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  ProviderRefused,
  ProviderUncertain,
  type PaymentProvider,
  type ProviderNotice,
} from './payment-provider.ts';

export interface Webhook {
  readonly body: Buffer;
  readonly headers: Record<string, string>;
}

/** A provider against its simulator, and what only the simulator can do. */
export interface ConformanceBench {
  readonly provider: PaymentProvider;
  /** What the simulator has sent so far, as it sent it. */
  readonly webhooks: readonly Webhook[];
  pay(ref: string): Promise<void>;
  /** The payer's bank says no; the payment stays open for another try. */
  decline(ref: string): Promise<void>;
  /** How often money was moved for an intent. */
  movedTimes(action: 'charge' | 'refund', ref: string): Promise<number>;
  /** The next request takes effect, and its answer is lost. */
  loseAnswer(): void;
  /** The next request that makes something takes effect only when the provider is healed. */
  answerLate(): void;
  /** The next request fails on the provider's side, and is remembered as failed. */
  breakDown(): void;
  heal(): void;
  close(): Promise<void>;
}

const PRICE: Money = { amount: 5_000, currency: 'XOF' };

/** What the service relies on, of every registered provider. */
export function providerConformance(id: string, open: () => Promise<ConformanceBench>): void {
  describe(`payment provider ${id}`, () => {
    let bench: ConformanceBench;
    let provider: PaymentProvider;

    beforeAll(async () => {
      bench = await open();
      ({ provider } = bench);
    });
    afterEach(() => bench.heal());
    afterAll(() => bench.close());

    const order = (money = PRICE) => {
      const paymentId = newId();
      return { idempotencyKey: `intent:${paymentId}`, paymentId, bookingId: newId(), money };
    };
    const paidIntent = async () => {
      const intent = await provider.createIntent(order());
      await bench.pay(intent.ref);
      return intent;
    };

    it('has an id that fits into an address', () => {
      expect(provider.id).toMatch(/^[a-z][a-z0-9-]{1,29}$/);
    });

    it.each([
      PRICE,
      { amount: 700, currency: 'XAF' },
      { amount: 1_999, currency: 'EUR' },
    ] as Money[])(
      'opens an intent of $amount $currency, unpaid, and finds it again',
      async (money) => {
        const wanted = order(money);
        const intent = await provider.createIntent(wanted);
        expect(intent.status).toBe('pending');
        expect(intent.paymentId).toBe(wanted.paymentId);
        expect(intent.sum).toEqual({ amount: BigInt(money.amount), currency: money.currency });
        expect(await provider.fetch(intent.ref)).toEqual(intent);
      },
    );

    it('opens one intent per key, even when the answer is lost', async () => {
      const wanted = order();
      bench.loseAnswer();
      const first = await provider.createIntent(wanted);
      expect(await provider.createIntent(wanted)).toEqual(first);
    });

    it('does not know what becomes of a request that takes too long', async () => {
      const wanted = order();
      bench.answerLate();
      await expect(provider.createIntent(wanted)).rejects.toThrow(ProviderUncertain);
      bench.heal();
      const found = await eventually(() => provider.createIntent(wanted));
      expect(found.paymentId).toBe(wanted.paymentId);
    });

    it('says when only another key gets further', async () => {
      const wanted = order();
      bench.breakDown();
      const error = await provider.createIntent(wanted).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(ProviderUncertain);
      expect((error as ProviderUncertain).keyIsSpent).toBe(true);
      const next = { ...wanted, idempotencyKey: `${wanted.idempotencyKey}:1` };
      expect((await provider.createIntent(next)).status).toBe('pending');
    });

    it('refuses what it can never take', async () => {
      const tiny = order({ amount: 1, currency: 'XOF' });
      await expect(provider.createIntent(tiny)).rejects.toThrow(ProviderRefused);
      await expect(provider.fetch('pi_unknown')).rejects.toThrow(ProviderRefused);
    });

    it('tells a payment, and leaves a declined one open', async () => {
      const intent = await provider.createIntent(order());
      await bench.decline(intent.ref);
      expect((await provider.fetch(intent.ref)).status).toBe('pending');
      await bench.pay(intent.ref);
      const paid = await provider.fetch(intent.ref);
      expect(paid).toMatchObject({ status: 'succeeded', sum: { amount: 5_000n, currency: 'XOF' } });
      expect(await bench.movedTimes('charge', intent.ref)).toBe(1);
    });

    it('cancels what nobody paid, and tells when somebody did', async () => {
      const open = await provider.createIntent(order());
      expect((await provider.cancel(open.ref)).status).toBe('canceled');
      expect((await provider.cancel(open.ref)).status).toBe('canceled');
      const paid = await paidIntent();
      expect((await provider.cancel(paid.ref)).status).toBe('succeeded');
    });

    it('refunds once per key, even when the answer is lost', async () => {
      if (!provider.capabilities.refunds) return;
      const { ref: intentRef } = await paidIntent();
      const refundId = newId();
      const wanted = { idempotencyKey: `refund:${refundId}`, refundId, intentRef, money: PRICE };
      expect(await provider.fetchRefund({ refundId, intentRef })).toBeNull();
      bench.loseAnswer();
      const made = await provider.refund(wanted);
      expect(made).toMatchObject({ refundId, sum: { amount: 5_000n, currency: 'XOF' } });
      expect((await provider.refund(wanted)).ref).toBe(made.ref);
      for (const which of [{ ref: made.ref }, { refundId, intentRef }]) {
        expect((await provider.fetchRefund(which))?.ref).toBe(made.ref);
      }
      expect(await bench.movedTimes('refund', intentRef)).toBe(1);
    });

    it('finds a refund by our id when its answer came too late', async () => {
      if (!provider.capabilities.refunds) return;
      const { ref: intentRef } = await paidIntent();
      const refundId = newId();
      bench.answerLate();
      const wanted = { idempotencyKey: `refund:${refundId}`, refundId, intentRef, money: PRICE };
      await expect(provider.refund(wanted)).rejects.toThrow(ProviderUncertain);
      bench.heal();
      await eventually(async () =>
        expect(await provider.fetchRefund({ refundId, intentRef })).toMatchObject({ refundId }),
      );
      expect(await bench.movedTimes('refund', intentRef)).toBe(1);
    });

    it('refuses to refund more than was paid', async () => {
      if (!provider.capabilities.refunds) return;
      const { ref: intentRef } = await paidIntent();
      const refundId = newId();
      const money = { ...PRICE, amount: 5_001 };
      const wanted = { idempotencyKey: `refund:${refundId}`, refundId, intentRef, money };
      await expect(provider.refund(wanted)).rejects.toThrow(ProviderRefused);
    });

    it('tells by webhook which payment has changed', async () => {
      const { ref } = await paidIntent();
      const about = { kind: 'payment', ref };
      await expect.poll(() => notices()).toContainEqual(expect.objectContaining({ about }));
    });

    it('refuses a webhook whose bytes or signature were touched', async () => {
      if (!provider.capabilities.signedWebhooks) return;
      await paidIntent();
      await expect.poll(() => bench.webhooks.length).toBeGreaterThan(0);
      const { body, headers } = bench.webhooks[0]!;
      const touched = Buffer.from(body.toString().replace('5000', '9000'));
      for (const [bytes, head] of [
        [touched, headers],
        [Buffer.concat([body, Buffer.from(' ')]), headers],
        [body, {}],
      ] as const) {
        expect(() => provider.parseWebhook(bytes, head)).toThrow(
          expect.objectContaining({ code: paymentErrors.badSignature.code }) as Error,
        );
      }
    });

    const notices = (): ProviderNotice[] =>
      bench.webhooks.map(({ body, headers }) => provider.parseWebhook(body, headers));
  });
}
