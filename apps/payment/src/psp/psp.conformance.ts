import { newId, type Currency, type Money } from '@edu/contract-kit';
import { pspWebhooks } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PspMovement } from './psp-movement.ts';
import {
  PspRefused,
  PspUncertain,
  type IntentOrder,
  type Payer,
  type Psp,
  type PspIntent,
  type PspNotice,
} from './psp.ts';

export interface Webhook {
  readonly body: Buffer;
  readonly headers: Record<string, string>;
}

export type Moved = 'charge' | 'refund' | 'payout';

/** A psp against its simulator, and what only the simulator can do. */
export interface ConformanceBench {
  readonly psp: Psp;
  /** Variables for a service that talks to this simulator. */
  readonly env: Record<string, string>;
  /** The psp keeps a failure of its own under the key of the order. */
  readonly keepsFailures: boolean;
  /** An order whose answer is lost cannot be asked about, and nobody can pay it. */
  readonly forgetsOrders?: true;
  /** A refund that is fetched says which of ours it is. */
  readonly namesRefunds: boolean;
  /** A payer whose wallet waits for a person. */
  payerOf(currency: Currency): Payer;
  /** What the simulator has sent so far, as it sent it. */
  readonly webhooks: readonly Webhook[];
  pay(ref: string): Promise<void>;
  /** The payer's bank or wallet says no. */
  decline(ref: string): Promise<void>;
  /** How often money was moved for an intent, or by a payout. */
  movedTimes(action: Moved, ref: string): Promise<number>;
  /** The next request takes effect, and its answer is lost. */
  loseAnswer(): void;
  /** The next request that makes something takes effect only when the psp is healed. */
  answerLate(): void;
  /** The next request fails on the psp's side, and is stored as failed under its key, where it keeps keys. */
  breakDown(): void;
  /** How many intents there are of one payment. */
  intentsOf(paymentId: string): Promise<number>;
  heal(): void;
  /** Sends its latest webhook once more, with such faults of webhooks. */
  sendAgain(how: object): Promise<void>;
  /** Of an event: others that are none of ours, since nobody knows their type or they are of another account. */
  strangers?(event: Readonly<Record<string, unknown>>): readonly object[];
  close(): Promise<void>;
}

const PRICE: Money = { amount: 5_000, currency: 'XOF' };

/** What the platform orders of a psp for one payment. */
export function intentOrder(
  { psp, payerOf }: Pick<ConformanceBench, 'psp' | 'payerOf'>,
  { money = PRICE, paymentId = newId() }: { money?: Money; paymentId?: string } = {},
): IntentOrder {
  return {
    idempotencyKey: `intent:${paymentId}`,
    paymentId,
    bookingId: newId(),
    money,
    payer: payerOf(money.currency),
    returnUrl: 'http://127.0.0.1:8080/lessons/1/pay',
    webhookUrl: `http://127.0.0.1:8080/api/v1/payments/webhooks/${psp.id}`,
    orderedAt: new Date(),
  };
}

/** What the edge hands on of a webhook. */
export function atTheEdge(psp: Psp, { body, headers }: Webhook): Webhook {
  const { signature, headers: more } = pspWebhooks.get(psp.id)!;
  const names = signature ? [signature.header, ...more] : more;
  return {
    body,
    headers: Object.fromEntries(
      names.flatMap((name) => (name in headers ? [[name, headers[name]!]] : [])),
    ),
  };
}

/** What the service relies on, of every registered psp. */
export function pspConformance(id: string, open: () => Promise<ConformanceBench>): void {
  describe(`psp ${id}`, () => {
    let bench: ConformanceBench;
    let psp: Psp;

    beforeAll(async () => {
      bench = await open();
      ({ psp } = bench);
    });
    afterEach(() => bench.heal());
    afterAll(() => bench.close());

    const order = (money = PRICE) => intentOrder(bench, { money });
    const paidIntent = async () => {
      const intent = await psp.createIntent(order());
      await bench.pay(intent.ref);
      return intent;
    };

    /** What a psp says of an intent when it is asked, of one that says its page once. */
    const saidAgain = ({ pageOnce, noticeDigest: _once, ...intent }: PspIntent) =>
      pageOnce ? { ...intent, next: null } : intent;

    it('has an id that fits into an address', () => {
      expect(psp.id).toMatch(/^[a-z][a-z0-9-]{1,29}$/);
    });

    it.for([
      PRICE,
      { amount: 700, currency: 'XAF' },
      { amount: 1_999, currency: 'EUR' },
    ] as Money[])(
      'opens an intent of $amount $currency, unpaid, and finds it again',
      async (money, { skip }) => {
        skip(!psp.capabilities.amounts[money.currency], `${psp.id} takes no ${money.currency}`);
        const wanted = order(money);
        const intent = await psp.createIntent(wanted);
        expect(intent.status).toBe('pending');
        expect(intent.paymentId).toBe(wanted.paymentId);
        expect(intent.sum).toEqual({ amount: BigInt(money.amount), currency: money.currency });
        expect(await psp.fetchIntent(intent.ref)).toEqual(saidAgain(intent));
      },
    );

    it('opens one intent per key, even when the answer is lost', async () => {
      const wanted = order();
      bench.loseAnswer();
      const first = await psp.createIntent(wanted).catch((error: unknown) => {
        expect(error).toBeInstanceOf(PspUncertain);
        return psp.createIntent(wanted);
      });
      expect(await psp.createIntent(wanted)).toEqual(first);
      expect(await bench.intentsOf(wanted.paymentId)).toBe(1);
    });

    it('looks for an intent without making one, where it cannot cancel', async ({ skip }) => {
      if (!psp.findIntent) return skip(`${psp.id} cancels`);
      const wanted = order();
      expect(await psp.findIntent(wanted)).toBeNull();
      expect(await bench.intentsOf(wanted.paymentId)).toBe(0);
      const made = await psp.createIntent(wanted);
      const found = bench.forgetsOrders ? null : saidAgain(made);
      expect(await psp.findIntent(wanted)).toEqual(found);
    });

    it('says how long a prompt on a phone lives, where it sends one', async ({ skip }) => {
      skip(!psp.capabilities.asksByPhone, `${psp.id} sends none`);
      const { next } = await psp.createIntent(order());
      if (next?.kind !== 'push') throw new Error(`the payer is led to ${next?.kind}`);
      expect(Date.parse(next.expiresAt!)).toBeGreaterThan(Date.now() + 30_000);
      await expect(psp.createIntent({ ...order(), payer: {} })).rejects.toThrow(PspRefused);
    });

    it('throws PspUncertain when a request takes too long', async () => {
      const wanted = order();
      bench.answerLate();
      await expect(psp.createIntent(wanted)).rejects.toThrow(PspUncertain);
      bench.heal();
      // Where orders have no key the next one is not made before the psp must know of this one.
      await eventually(async () => expect(await bench.intentsOf(wanted.paymentId)).toBe(1));
      const found = await eventually(() => psp.createIntent(wanted));
      expect(found.paymentId).toBe(wanted.paymentId);
      expect(await bench.intentsOf(wanted.paymentId)).toBe(1);
    });

    it('says when only another key gets further', async () => {
      const wanted = order();
      bench.breakDown();
      const error = await psp.createIntent(wanted).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(PspUncertain);
      expect((error as PspUncertain).keyIsSpent).toBe(bench.keepsFailures);
      const next = { ...wanted, idempotencyKey: `${wanted.idempotencyKey}:1` };
      expect((await psp.createIntent(next)).status).toBe('pending');
    });

    it('refuses what it can never take', async () => {
      const tiny = order({ amount: psp.capabilities.amounts.XOF!.min - 1, currency: 'XOF' });
      await expect(psp.createIntent(tiny)).rejects.toThrow(PspRefused);
      await expect(psp.fetchIntent('unknown')).rejects.toThrow(PspRefused);
    });

    it('reports a payment that is paid, and leaves a declined one open where it may be', async () => {
      const intent = await psp.createIntent(order());
      await bench.decline(intent.ref);
      const { status } = await psp.fetchIntent(intent.ref);
      expect(status).toBe(psp.capabilities.declineEnds ? 'canceled' : 'pending');
      if (psp.capabilities.declineEnds) return;
      await bench.pay(intent.ref);
      const paid = await psp.fetchIntent(intent.ref);
      expect(paid).toMatchObject({ status: 'succeeded', sum: { amount: 5_000n, currency: 'XOF' } });
      expect(await bench.movedTimes('charge', intent.ref)).toBe(1);
    });

    it('knows the card again that paid, where it is a card', async ({ skip }) => {
      skip(psp.capabilities.way.kind !== 'card', `${psp.id} takes no cards itself`);
      const { ref } = await paidIntent();
      const { card } = await psp.fetchIntent(ref);
      expect(card).toEqual(expect.stringMatching(/^\w{8,}$/));
      expect((await psp.fetchIntent((await paidIntent()).ref)).card).toBe(card);
    });

    it('cancels an unpaid intent where it can, and reports one that was paid meanwhile', async () => {
      const open = await psp.createIntent(order());
      const afterwards = psp.findIntent ? 'pending' : 'canceled';
      expect((await psp.cancelIntent(open.ref, new Date())).status).toBe(afterwards);
      expect((await psp.cancelIntent(open.ref, new Date())).status).toBe(afterwards);
      const paid = await paidIntent();
      expect((await psp.cancelIntent(paid.ref, new Date())).status).toBe('succeeded');
    });

    it('says what it holds for us, where it does', async ({ skip }) => {
      if (!psp.balance) return skip(`${psp.id} does not say`);
      const held = async () => {
        const sums = await psp.balance!();
        return sums.find(({ currency }) => currency === PRICE.currency)?.amount ?? 0n;
      };
      const since = new Date(Date.now() - 60_000);
      const before = { held: await held(), fees: await feesSince(since) };
      const { ref: intentRef } = await paidIntent();
      const fees = async () => (await feesSince(since)) - before.fees;
      const paid = BigInt(PRICE.amount) - (await fees());
      expect(await held()).toBe(before.held + paid);
      if (!psp.capabilities.refunds) return;
      const refundId = newId();
      const back = { idempotencyKey: `refund:${refundId}`, refundId, intentRef, money: PRICE };
      await psp.refund(back);
      await eventually(async () => expect(await held()).toBe(before.held - (await fees())));
    });

    /** What it took for its work in its own money, less what it gave back; of one that lists nothing, nothing. */
    async function feesSince(from: Date): Promise<bigint> {
      let sum = 0n;
      for await (const page of psp.list?.(from, new Date(Date.now() + 5_000)) ?? []) {
        for (const { kind, sum: fee } of page) {
          if (kind === 'fee') sum += fee.amount;
          if (kind === 'fee_returned') sum -= fee.amount;
        }
      }
      return sum;
    }

    it('refunds once per key, even when the answer is lost', async ({ skip }) => {
      skip(!psp.capabilities.refunds, `${psp.id} sends nothing back`);
      const { ref: intentRef } = await paidIntent();
      const refundId = newId();
      const wanted = { idempotencyKey: `refund:${refundId}`, refundId, intentRef, money: PRICE };
      expect(await psp.refundsOf(intentRef)).toEqual([]);
      bench.loseAnswer();
      const made = await psp.refund(wanted).catch((error: unknown) => {
        expect(error).toBeInstanceOf(PspUncertain);
        return psp.refund(wanted);
      });
      expect(made).toMatchObject({ refundId, sum: { amount: 5_000n, currency: 'XOF' } });
      expect((await psp.refund(wanted)).ref).toBe(made.ref);
      expect(await psp.fetchRefund(made.ref)).toMatchObject({
        intentRef,
        refundId: bench.namesRefunds ? refundId : null,
      });
      if (psp.capabilities.listsRefunds) {
        expect(await psp.refundsOf(intentRef)).toMatchObject([{ ref: made.ref, refundId }]);
      }
      expect(await bench.movedTimes('refund', intentRef)).toBe(1);
    });

    it('sends a refund back once when its answer came too late', async ({ skip }) => {
      skip(!psp.capabilities.refunds, `${psp.id} sends nothing back`);
      const { ref: intentRef } = await paidIntent();
      const refundId = newId();
      bench.answerLate();
      const wanted = { idempotencyKey: `refund:${refundId}`, refundId, intentRef, money: PRICE };
      await expect(psp.refund(wanted)).rejects.toThrow(PspUncertain);
      bench.heal();
      await eventually(async () => {
        if (psp.capabilities.listsRefunds) {
          expect(await psp.refundsOf(intentRef)).toMatchObject([{ refundId, intentRef }]);
        } else expect(await psp.refund(wanted)).toMatchObject({ refundId, intentRef });
      });
      expect(await bench.movedTimes('refund', intentRef)).toBe(1);
    });

    it('refuses to refund more than was paid', async ({ skip }) => {
      skip(!psp.capabilities.refunds, `${psp.id} sends nothing back`);
      const { ref: intentRef } = await paidIntent();
      const refundId = newId();
      const money = { ...PRICE, amount: 5_001 };
      const wanted = { idempotencyKey: `refund:${refundId}`, refundId, intentRef, money };
      await expect(psp.refund(wanted)).rejects.toThrow(PspRefused);
    });

    it('sends a part back, or refuses to', async ({ skip }) => {
      skip(!psp.capabilities.refunds, `${psp.id} sends nothing back`);
      const { ref: intentRef } = await paidIntent();
      const refundId = newId();
      const money = { ...PRICE, amount: 2_000 };
      const part = psp.refund({ idempotencyKey: `refund:${refundId}`, refundId, intentRef, money });
      if (!psp.capabilities.partialRefunds) return expect(part).rejects.toThrow(PspRefused);
      expect((await part).sum.amount).toBe(2_000n);
    });

    it('lists what it moved, where it lists that', async ({ skip }) => {
      if (!psp.list) return skip(`${psp.id} lists nothing`);
      const from = new Date(Date.now() - 5_000);
      const wanted = order();
      const { ref } = await psp.createIntent(wanted);
      await bench.pay(ref);
      const refundId = newId();
      const back = { idempotencyKey: `refund:${refundId}`, refundId, intentRef: ref, money: PRICE };
      const refund = await psp.refund(back);
      const listed: PspMovement[] = [];
      for await (const page of psp.list(from, new Date(Date.now() + 5_000))) listed.push(...page);
      const ofThis = listed
        .filter(({ intentRef, kind }) => intentRef === ref && !kind.startsWith('fee'))
        .sort((one, other) => one.kind.localeCompare(other.kind));
      const done = { intentRef: ref, state: 'succeeded', sum: { amount: 5_000n, currency: 'XOF' } };
      expect(ofThis).toMatchObject([
        { ...done, kind: 'payment', ownId: wanted.paymentId },
        { ...done, kind: 'refund', ref: refund.ref },
      ]);
      for (const { at } of ofThis) expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime());
      const before: PspMovement[] = [];
      for await (const page of psp.list(new Date(from.getTime() - 60_000), from))
        before.push(...page);
      expect(before.filter(({ intentRef }) => intentRef === ref)).toEqual([]);
    });

    it('sends webhooks that the edge lets through', async () => {
      await paidIntent();
      await expect.poll(() => bench.webhooks.length).toBeGreaterThan(0);
      const { signature, maxBytes } = pspWebhooks.get(psp.id)!;
      for (const { body, headers } of bench.webhooks) {
        expect(body.length).toBeLessThanOrEqual(maxBytes);
        if (signature) expect(headers[signature.header]).toMatch(signature.form);
      }
    });

    it('reports by webhook which payment has changed', async () => {
      const { ref, noticeDigest } = await paidIntent();
      const named = noticeDigest
        ? { about: null, unsignedBy: noticeDigest }
        : { about: { kind: 'payment', ref } };
      await expect.poll(notices).toContainEqual(expect.objectContaining(named));
    });

    const notices = (): Promise<(PspNotice | null)[]> =>
      Promise.all(
        bench.webhooks.map(async (webhook) => {
          const { body, headers } = atTheEdge(psp, webhook);
          return psp.parseWebhook(body, headers, new Date());
        }),
      );
  });
}
