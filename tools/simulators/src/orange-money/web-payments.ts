import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Checkout } from '../kit/checkout-page.ts';
import type { Deliveries } from '../kit/deliveries.ts';
import type { FaultBoard } from '../kit/fault-board.ts';
import { atHost, isWebUrl } from '../kit/http-server.ts';
import type { Later } from '../kit/later.ts';
import type { MoneyLog } from '../kit/money-log.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import type { Token } from '../kit/tokens.ts';
import type { OrangeMoneyFaults } from './faults.ts';
import { OrangeError } from './orange-error.ts';

export interface Payment {
  readonly order: z.infer<typeof ORDER>;
  readonly pay_token: string;
  readonly notif_token: string;
  readonly txnid: string;
  readonly createdAt: string;
  readonly status: 'INITIATED' | 'PENDING' | 'SUCCESS' | 'FAILED' | 'EXPIRED';
}
export type Ended = 'SUCCESS' | 'FAILED';
export type OrangeMoneyKinds = { payment: Payment; token: Token; order: { readonly of: string } };

const page = z.string().max(120).refine(isWebUrl);
const ORDER = z.strictObject({
  merchant_key: z.string(),
  currency: z.string().length(3),
  order_id: z.string().min(1).max(30),
  amount: z.number().positive().max(10_000_000),
  ...{ return_url: page, cancel_url: page, notif_url: page },
  lang: z.enum(['fr', 'en']),
  reference: z.string().min(1).max(30),
});
const QUESTION = z.strictObject({
  order_id: z.string(),
  amount: z.number(),
  pay_token: z.string(),
});

const CHECKOUT_STATES = {
  INITIATED: 'open',
  PENDING: 'paid',
  SUCCESS: 'paid',
  FAILED: 'ended',
  EXPIRED: 'ended',
} as const;

interface Parts {
  readonly deliveries: Deliveries;
  readonly money: MoneyLog;
  readonly later: Later<Ended>;
  readonly notifyHost: string | null;
  readonly merchantKey: string;
  readonly currency: string;
}

/** Web payments and what becomes of them. Every method runs in the caller's transaction. */
export class WebPayments {
  readonly #store: ObjectStore<OrangeMoneyKinds>;
  readonly #parts: Parts;
  readonly #faults: FaultBoard<OrangeMoneyFaults>;
  /** Where the pages of payers are. */
  baseUrl = '';

  constructor(
    store: ObjectStore<OrangeMoneyKinds>,
    parts: Parts,
    faults: FaultBoard<OrangeMoneyFaults>,
  ) {
    this.#store = store;
    this.#parts = parts;
    this.#faults = faults;
  }

  open(body: unknown): object {
    const { data: order } = ORDER.safeParse(body);
    if (!order) throw new OrangeError(400, 22, 'Invalid body', 'The body is not as it should be.');
    const { merchantKey, currency } = this.#parts;
    if (order.merchant_key !== merchantKey || order.currency !== currency) {
      throw new OrangeError(400, 24, 'Invalid body field', 'Another merchant, or other money.');
    }
    const isRejected = this.#faults.take(this.#faults.current.reject);
    if (isRejected) throw new OrangeError(400, 24, 'Invalid body field', 'It is not taken.');
    const payment = this.#known(order.order_id) ?? this.#make(order);
    const { pay_token, notif_token } = payment;
    const payment_url = `${this.baseUrl}/c/${pay_token}`;
    return { status: 201, message: 'OK', pay_token, payment_url, notif_token };
  }

  #known(orderId: string): Payment | null {
    const used = this.#store.find('order', `order ${orderId}`);
    if (!used) return null;
    if (this.#faults.current.usedId === 'refuses') {
      throw new OrangeError(400, 24, 'Invalid body field', 'The order_id was used before.');
    }
    return this.#store.find('payment', used.of);
  }

  #make(order: Payment['order']): Payment {
    const payment: Payment = {
      ...{ order, status: 'INITIATED', createdAt: new Date().toISOString() },
      pay_token: randomBytes(32).toString('hex'),
      notif_token: randomBytes(16).toString('hex'),
      txnid: `MP${Date.now()}.${randomBytes(3).toString('hex').toUpperCase()}`,
    };
    this.#store.put('payment', payment.pay_token, payment);
    this.#store.put('order', `order ${order.order_id}`, { of: payment.pay_token });
    return payment;
  }

  /** All three must be those of the order. */
  state(body: unknown): object {
    const { data: asked } = QUESTION.safeParse(body);
    const payment = asked && this.#store.find('payment', asked.pay_token);
    const { order, status, txnid } = payment ?? {};
    if (!order || order.order_id !== asked?.order_id || order.amount !== asked.amount) {
      throw new OrangeError(404, 60, 'Resource not found', 'There is no such transaction.');
    }
    const isStrange = this.#faults.take(this.#faults.current.strangeStatus);
    return { status: isStrange ? 'ON_HOLD' : status, order_id: order.order_id, txnid };
  }

  /** The payer of a page confirms, or has too little; too late it ends. */
  end(payToken: string, status: Ended): Checkout | null {
    const payment = this.#shown(payToken);
    if (payment?.status !== 'INITIATED') return this.checkout(payToken);
    const { processing } = this.#faults.current.api;
    if (status === 'SUCCESS' && this.#faults.take(processing)) {
      this.#store.put('payment', payToken, { ...payment, status: 'PENDING' });
      this.#parts.later.schedule(payToken, status, processing.ms);
    } else this.finish(payToken, status);
    return this.checkout(payToken);
  }

  finish(payToken: string, status: Ended): void {
    const payment = this.#store.find('payment', payToken)!;
    const { order, notif_token, txnid } = payment;
    this.#store.put('payment', payToken, { ...payment, status });
    // All that a question about it has to repeat.
    const name = `${order.order_id}.${order.amount}.${payToken}`;
    if (status === 'SUCCESS') {
      const { amount, currency } = order;
      this.#parts.money.add({
        ...{ action: 'charge', charge: txnid, paymentIntent: name, amount, currency },
        ...{ metadata: {}, idempotencyKey: null },
      });
    }
    const url = atHost(order.notif_url, this.#parts.notifyHost);
    if (!url) return;
    const names = this.#faults.take(this.#faults.current.namesOrder);
    const said = { status, notif_token, txnid, ...(names && { order_id: order.order_id }) };
    const body = JSON.stringify(said);
    this.#parts.deliveries.enqueue({ id: `${name}:${status}`, type: 'payment', url, body });
  }

  checkout(payToken: string): Checkout | null {
    const payment = this.#shown(payToken);
    if (!payment) return null;
    const { order, status } = payment;
    return {
      ...{ id: payToken, shop: order.reference, amount: order.amount, currency: order.currency },
      state: CHECKOUT_STATES[status],
      ...{ isRefused: false, paidUrl: order.return_url, backUrl: order.cancel_url },
    };
  }

  /** As its payer finds it: a page whose time has passed says so, and only then. */
  #shown(payToken: string): Payment | null {
    const payment = this.#store.find('payment', payToken);
    if (payment?.status !== 'INITIATED') return payment;
    const age = Date.now() - Date.parse(payment.createdAt);
    if (age < this.#faults.current.pageMs) return payment;
    const expired: Payment = { ...payment, status: 'EXPIRED' };
    this.#store.put('payment', payToken, expired);
    return expired;
  }
}
