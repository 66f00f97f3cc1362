import { z } from 'zod';
import { callFaults } from '../kit/call-faults.ts';
import type { Checkout } from '../kit/checkout-page.ts';
import type { Deliveries } from '../kit/deliveries.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed, type FaultBoard } from '../kit/fault-board.ts';
import { faultRule, milliseconds } from '../kit/fault-rule.ts';
import { atHost } from '../kit/http-server.ts';
import { alphanumericId } from '../kit/ids.ts';
import type { Later } from '../kit/later.ts';
import type { MoneyLog } from '../kit/money-log.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import { PAYMENT_CODES, PAYMENT_ORDER, type CinetpayKinds, type Payment } from './objects.ts';

export const cinetpayFaults = z.strictObject({
  seed,
  api: callFaults.prefault({}),
  webhooks: deliveryFaults.prefault({}),
  /** A call is refused although its token should still be good: 422, or 200 with the word of an old token. */
  tokenGone: faultRule.extend({ status: z.literal([200, 401, 422]).default(422) }).prefault({}),
  /** An order is refused, with HTTP 200. */
  reject: faultRule.prefault({}),
  /** What becomes of an order under an id that was used: the same page, or a refusal. Nobody knows which is right. */
  usedId: z.enum(['answers', 'refuses']).default('answers'),
  /** The payer pays, and the notification is on its way `ms` before the order has its answer. */
  callbackFirst: faultRule.extend({ ms: milliseconds.default(300) }).prefault({}),
  /** A transfer does not arrive. */
  fail: faultRule.prefault({}),
  /** A transfer waits for its operator for a while. */
  enqueued: faultRule.extend({ ms: milliseconds.default(2_000) }).prefault({}),
  /** A transfer is refused since the account holds too little. */
  poor: faultRule.prefault({}),
  /** An answer with a status that no program names. */
  strangeStatus: faultRule.prefault({}),
  /** An answer that is no JSON. */
  unreadable: faultRule.prefault({}),
});
export type CinetpayFaults = z.infer<typeof cinetpayFaults>;

export class CinetpayError extends Error {
  readonly http: number;
  readonly code: number;
  readonly status: string;

  constructor(http: number, code: number, status: string) {
    super(status);
    this.http = http;
    this.code = code;
    this.status = status;
  }
}

const STATES = {
  INITIATED: 'open',
  PENDING: 'paid',
  SUCCESS: 'paid',
  INSUFFICIENT_BALANCE: 'ended',
} as const;
export type Ended = 'SUCCESS' | 'INSUFFICIENT_BALANCE';
/** What becomes of a transfer later. */
export const ARRIVES = 'ARRIVES';

export interface CinetpayParts {
  readonly deliveries: Deliveries;
  readonly money: MoneyLog;
  readonly later: Later<Ended | typeof ARRIVES>;
  readonly notifyHost: string | null;
}

/** Payments and what becomes of them. Every method runs in the caller's transaction. */
export class Payments {
  readonly #store: ObjectStore<CinetpayKinds>;
  readonly #parts: CinetpayParts;
  readonly #faults: FaultBoard<CinetpayFaults>;
  /** Where the pages of payers are. */
  baseUrl = '';

  constructor(
    store: ObjectStore<CinetpayKinds>,
    parts: CinetpayParts,
    faults: FaultBoard<CinetpayFaults>,
  ) {
    this.#store = store;
    this.#parts = parts;
    this.#faults = faults;
  }

  open(body: unknown, currency: string): object {
    const { data: order } = PAYMENT_ORDER.safeParse(body);
    if (order?.currency !== currency) throw new CinetpayError(422, 1_004, 'INVALID_PARAMS');
    const isRejected = this.#faults.take(this.#faults.current.reject);
    if (isRejected) throw new CinetpayError(200, 1_004, 'INVALID_PARAMS');
    const { merchant_transaction_id: id } = order;
    const known = this.#store.find('payment', id);
    if (known && this.#faults.current.usedId === 'refuses') {
      throw new CinetpayError(422, 1_200, 'TRANSACTION_EXIST');
    }
    const payment: Payment = known ?? {
      ...{ order, status: 'INITIATED', createdAt: new Date().toISOString() },
      transaction_id: alphanumericId('', 24),
      notify_token: alphanumericId('', 48),
      payment_token: alphanumericId('', 48),
    };
    const { payment_token, notify_token, transaction_id } = payment;
    this.#store.put('payment', id, payment);
    this.#store.put('page', payment_token, { of: id });
    const details = {
      code: PAYMENT_CODES.INITIATED,
      status: 'INITIATED',
      must_be_redirected: true,
    };
    return {
      ...{ code: 200, status: 'OK', merchant_transaction_id: id, transaction_id },
      ...{
        notify_token,
        payment_token,
        payment_url: `${this.baseUrl}/c/${payment_token}`,
        details,
      },
    };
  }

  state(id: string): object {
    const payment = this.#store.find('payment', id);
    if (!payment) throw new CinetpayError(404, 1_404, 'NOT_FOUND');
    const { status, transaction_id } = payment;
    const isStrange = this.#faults.take(this.#faults.current.strangeStatus);
    return {
      ...{ code: PAYMENT_CODES[status], status: isStrange ? 'ON_HOLD' : status },
      ...{ merchant_transaction_id: id, transaction_id },
    };
  }

  /** The payer of a page pays, or has too little. */
  end(page: string, status: Ended): Checkout | null {
    const payment = this.#of(page);
    if (payment?.status !== 'INITIATED') return this.checkout(page);
    const { merchant_transaction_id: id } = payment.order;
    const { processing } = this.#faults.current.api;
    if (status === 'SUCCESS' && this.#faults.take(processing)) {
      this.#store.put('payment', id, { ...payment, status: 'PENDING' });
      this.#parts.later.schedule(id, status, processing.ms);
    } else this.finish(id, status);
    return this.checkout(page);
  }

  finish(id: string, status: Ended): void {
    const payment = this.#store.find('payment', id)!;
    const { order, transaction_id, notify_token } = payment;
    this.#store.put('payment', id, { ...payment, status });
    if (status === 'SUCCESS') {
      this.#parts.money.add({
        ...{ action: 'charge', charge: id, paymentIntent: id, metadata: {}, idempotencyKey: null },
        ...{ amount: order.amount, currency: order.currency },
      });
    }
    const url = atHost(order.notify_url, this.#parts.notifyHost);
    const user = { name: 'Awa Koné', email: 'awa@example.com', phone_number: '+2250701020304' };
    const said = { notify_token, merchant_transaction_id: id, transaction_id, user };
    if (!url) return;
    this.#parts.deliveries.enqueue({
      ...{ id: `${id}:${status}`, type: 'payment', url, body: JSON.stringify(said) },
    });
  }

  checkout(page: string): Checkout | null {
    const payment = this.#of(page);
    if (!payment) return null;
    const { order, status } = payment;
    return {
      ...{ id: page, shop: order.designation, amount: order.amount, currency: order.currency },
      state: STATES[status],
      ...{ isRefused: false, paidUrl: order.success_url, backUrl: order.failed_url },
    };
  }

  #of(page: string): Payment | null {
    const found = this.#store.find('page', page);
    return found && this.#store.find('payment', found.of);
  }
}
